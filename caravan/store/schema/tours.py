"""The tables of tours: their versions, and the files of each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.store.schema.columns import Base


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
