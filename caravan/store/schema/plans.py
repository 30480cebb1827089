"""The tables of what was worked out for tours: plans, sketches, answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.store.schema.columns import Base


class PlanRow(Base):
    """A plan that was found, or made by hand.

    Attributes:
        key: of the tour that it answers; of an adopted plan, of tour and schedule together.
        mark: the key of the tour, and what changes whenever the plan does.
        plan: as `plan_to_json` writes it; warnings: as `messages_to_json` does.
    """

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    mark: Mapped[str] = mapped_column(String(100))
    plan: Mapped[str]
    warnings: Mapped[str]


class LatestRow(Base):
    """The plan last kept for a schedule: what its pages show."""

    __tablename__ = "latest_plan"

    schedule: Mapped[str] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)


class SketchRow(Base):
    """A programme that is being changed by hand, not yet the plan of its schedule.

    Attributes:
        mark: of the plan that it began from.
        moves: where it began and all moves made by hand, as JSON; `position` of them hold, the
            others were undone. Empty when it was put away.
        version: rises with each change; tells two tabs from one another.
    """

    __tablename__ = "sketch"

    schedule: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(100))
    moves: Mapped[str]
    position: Mapped[int]
    version: Mapped[int]
    saved: Mapped[datetime]


class AnswerRow(Base):
    """What was worked out about a tour or a plan and takes long to work out again.

    Attributes:
        key: of the question; text: the answer, as JSON.
    """

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    text: Mapped[str]
