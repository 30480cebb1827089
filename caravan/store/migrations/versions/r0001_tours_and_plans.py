"""Tours with their versions, and plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """Bring a database of the revision before to this one."""
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=100), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_key")),
    )
    op.create_table(
        "tour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour")),
        sa.UniqueConstraint("public_id", name=op.f("uq_tour_public_id")),
    )
    op.create_table(
        "latest_plan",
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_latest_plan_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("schedule", name=op.f("pk_latest_plan")),
    )
    op.create_index(op.f("ix_latest_plan_plan_id"), "latest_plan", ["plan_id"])
    op.create_table(
        "tour_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_tour_text_tour_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_text")),
        sa.UniqueConstraint("tour_id", "digest", name=op.f("uq_tour_text_tour_id_digest")),
    )
    op.create_table(
        "tour_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("towns", sa.Integer(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_tour_version_tour_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_version")),
        sa.UniqueConstraint("tour_id", "number", name=op.f("uq_tour_version_tour_id_number")),
    )
    op.create_table(
        "version_file",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bom", sa.Boolean(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"], ["tour_text.id"], name=op.f("fk_version_file_text_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["tour_version.id"],
            name=op.f("fk_version_file_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_version_file")),
    )
    op.create_index(op.f("ix_version_file_text_id"), "version_file", ["text_id"])


def downgrade() -> None:
    """Back to the revision before."""
    op.drop_index(op.f("ix_version_file_text_id"), "version_file")
    op.drop_table("version_file")
    op.drop_table("tour_version")
    op.drop_table("tour_text")
    op.drop_index(op.f("ix_latest_plan_plan_id"), "latest_plan")
    op.drop_table("latest_plan")
    op.drop_table("tour")
    op.drop_table("plan")
