"""What-ifs, programmes changed by hand, and answers that are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """Bring a database of the revision before to this one."""
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("key", name=op.f("uq_answer_key")),
    )
    op.create_table(
        "sketch",
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=100), nullable=False),
        sa.Column("moves", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("schedule", name=op.f("pk_sketch")),
    )
    # Without a foreign key: adding one rebuilds the table, and so deletes what refers to it.
    op.add_column("tour", sa.Column("scenario_of", sa.Integer(), nullable=True))
    op.add_column("tour", sa.Column("scenario", sa.Text(), server_default="", nullable=False))
    op.create_index(op.f("ix_tour_scenario_of"), "tour", ["scenario_of"])


def downgrade() -> None:
    """Back to the revision before."""
    op.drop_index(op.f("ix_tour_scenario_of"), table_name="tour")
    op.drop_column("tour", "scenario")
    op.drop_column("tour", "scenario_of")
    op.drop_table("sketch")
    op.drop_table("answer")
