"""The tables of the store. A change here needs a revision in `caravan/store/migrations/versions`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

REVISION = "0002"
"""The last revision: what a database needs to have for this code."""


class Instant(TypeDecorator[datetime]):
    """A moment, in UTC on its way in and out, whatever the database makes of time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is written. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value}")
        moment = value.astimezone(UTC)
        # SQLite keeps text, which sorts like the moments as long as none has an offset.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """What is read."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that revisions can change them."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Instant, str: Text}


class TourRow(Base):
    """A kept tour. What it holds is in its current version.

    Attributes:
        public_id: in addresses.
        current: the number of the version that is shown. It tells two who edit at the same time
            from one another: a number always stands for the same files.
        changed: when the current version was saved, or gone back to.
        scenario_of: the tour that this one is a what-if of, None for a tour of its own. Whoever
            removes a tour for good removes its what-ifs too.
        scenario: the what-if's name, empty for a tour of its own.
    """

    __tablename__ = "tour"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    current: Mapped[int]
    made: Mapped[datetime]
    changed: Mapped[datetime]
    archived: Mapped[datetime | None]
    deleted: Mapped[datetime | None]
    scenario_of: Mapped[int | None] = mapped_column(index=True)
    scenario: Mapped[str] = mapped_column(server_default="")


class VersionRow(Base):
    """A version of a tour. It never changes, but for what lists show of it.

    Attributes:
        number: in the tour, from 1, in the order in which they were saved.
        parent: the number of the version that it was made from; None for the first, or when that
            one isn't kept any more.
        what: the change that made it, as `messages_to_json` writes it.
        names, first_day, last_day, towns: what lists show; the names as pairs of language and
            title.
        search: the titles as `folded` makes them.
    """

    __tablename__ = "tour_version"
    __table_args__ = (UniqueConstraint("tour_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    number: Mapped[int]
    parent: Mapped[int | None]
    what: Mapped[str]
    saved: Mapped[datetime]
    names: Mapped[list[list[str]]] = mapped_column(JSON)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    towns: Mapped[int]
    search: Mapped[str]


class FileRow(Base):
    """A file of a version: the schedule in position 0, then those beside it."""

    __tablename__ = "version_file"

    version_id: Mapped[int] = mapped_column(
        ForeignKey("tour_version.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    bom: Mapped[bool]
    text_id: Mapped[int] = mapped_column(ForeignKey("tour_text.id"), index=True)


class TextRow(Base):
    """The text of a file, once for all versions of a tour that have it: most edits change one."""

    __tablename__ = "tour_text"
    __table_args__ = (UniqueConstraint("tour_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]


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
    """The plan last kept for a schedule: what its subscribers get."""

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
