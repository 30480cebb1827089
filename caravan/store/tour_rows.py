"""Kept tours in the tables of the store. All functions work within a transaction of the caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, false, or_, select
from sqlalchemy.orm import Session, aliased

from caravan.geocoding.spelling import words_of
from caravan.store.history import way_forward
from caravan.store.kept_tour import KeptTour, NoSuchTour, OpenTour, TourCard
from caravan.store.schema import LatestRow, SketchRow, TourRow, VersionRow
from caravan.store.version_rows import change_of, files_of, parents_of, version_row

_base = aliased(TourRow)


def tour_row(session: Session, id_: str) -> TourRow:
    """The row of a tour that isn't deleted. Raises NoSuchTour."""
    return _one(session, with_id(id_).where(is_there()))


def row_to_change(session: Session, id_: str, *, deleted: bool = False) -> TourRow:
    """The row of a tour, kept from other writers; perhaps a deleted one. Raises NoSuchTour."""
    wanted = with_id(id_) if deleted else with_id(id_).where(is_there())
    # SQLite has one writer at a time and leaves the lock out; PostgreSQL needs it.
    return _one(session, wanted.with_for_update())


def with_id(id_: str) -> Select[TourRow]:
    """The tour of an id, which comes from an address, where anybody may write anything."""
    return select(TourRow).where(is_id(id_))


def is_id(id_: str) -> ColumnElement[bool]:
    """Whether a tour has this id."""
    return TourRow.public_id == id_ if id_.isascii() and id_.isprintable() else false()


def is_there() -> ColumnElement[bool]:
    """Whether a tour isn't deleted; a scenario isn't there without the tour that it is of."""
    alive = select(_base.id).where(_base.deleted.is_(None))
    return and_(
        TourRow.deleted.is_(None),
        or_(TourRow.scenario_of.is_(None), TourRow.scenario_of.in_(alive)),
    )


def is_of_its_own() -> ColumnElement[bool]:
    """Whether a tour is no scenario."""
    return TourRow.scenario_of.is_(None)


def kept_tours(
    session: Session, wanted: Select[TourRow, VersionRow], base: str = ""
) -> list[KeptTour]:
    """The tours of a selection of `with_current`; `base` is the tour that all are scenarios of."""
    return [kept(tour, version, base) for tour, version in session.execute(wanted)]


def with_current() -> Select[TourRow, VersionRow]:
    """All tours and scenarios, each with its current version."""
    is_current = and_(VersionRow.tour_id == TourRow.id, VersionRow.number == TourRow.current)
    return select(TourRow, VersionRow).join(VersionRow, is_current)


def matching(wanted: Select[TourRow, VersionRow], search: str) -> Select[TourRow, VersionRow]:
    """Those whose titles hold all words of a search, or parts of words, in any language."""
    for word in words_of(search):
        wanted = wanted.where(VersionRow.search.contains(word, autoescape=True))
    return wanted


def opened(session: Session, tour: TourRow) -> OpenTour:
    """A tour with the files of its current version."""
    version = version_row(session, tour, tour.current)
    redone = way_forward(parents_of(session, tour), tour.current)
    redoes = None if redone is None else change_of(version_row(session, tour, redone).what)
    undoes = None if version.parent is None else change_of(version.what)
    shown = kept(tour, version, base_id(session, tour))
    return OpenTour(shown, files_of(session, version), undoes, redoes)


def base_id(session: Session, tour: TourRow) -> str:
    """The public id of the tour that a scenario is of; empty for a tour of its own."""
    if tour.scenario_of is None:
        return ""
    return session.scalar(select(TourRow.public_id).where(TourRow.id == tour.scenario_of)) or ""


def over(session: Session, deleted_before: datetime) -> tuple[TourRow, ...]:
    """The tours and scenarios that were deleted by themselves before an instant, oldest first."""
    wanted = select(TourRow).where(TourRow.deleted < deleted_before).order_by(TourRow.id)
    return tuple(session.scalars(wanted))


def purge(session: Session, deleted_before: datetime) -> None:
    """Let go of the tours that were deleted before an instant, with all that was theirs.

    Their scenarios go with them, and so do which plan was theirs and what was sketched by hand.
    """
    bases = select(_base.id).where(_base.deleted < deleted_before)
    # Read first: what tells the scenarios from others goes with the rows.
    gone = session.execute(
        select(TourRow.id, TourRow.public_id).where(
            or_(TourRow.deleted < deleted_before, TourRow.scenario_of.in_(bases))
        )
    ).all()
    names = [public_id for _, public_id in gone]
    session.execute(delete(LatestRow).where(LatestRow.schedule.in_(names)))
    session.execute(delete(SketchRow).where(SketchRow.schedule.in_(names)))
    ids = [id_ for id_, _ in gone]
    # Before the texts that they refer to, which go with the tour: PostgreSQL looks at each by itself.
    session.execute(delete(VersionRow).where(VersionRow.tour_id.in_(ids)))
    session.execute(delete(TourRow).where(TourRow.id.in_(ids)))


def _one(session: Session, wanted: Select[TourRow]) -> TourRow:
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchTour
    return found


def kept(tour: TourRow, version: VersionRow, base: str) -> KeptTour:
    """A tour as lists show it; `base` is the id of the tour that it is a scenario of."""
    names = tuple((language, name) for language, name in version.names)
    return KeptTour(
        tour.public_id,
        TourCard(names, version.first_day, version.last_day, version.towns),
        version.number,
        tour.made,
        tour.changed,
        archived=tour.archived is not None,
        scenario=tour.scenario,
        base=base,
    )
