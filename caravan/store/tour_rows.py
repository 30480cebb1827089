"""Kept tours in the tables of the store. All functions work within a transaction of the caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, and_, delete, false, select
from sqlalchemy.orm import Session

from caravan.geocoding.spelling import words_of
from caravan.store.history import way_forward
from caravan.store.kept_tour import KeptTour, NoSuchTour, OpenTour, TourCard
from caravan.store.schema import LatestRow, TourRow, VersionRow
from caravan.store.version_rows import change_of, files_of, parents_of, version_row


def tour_row(session: Session, id_: str) -> TourRow:
    """The row of a tour that isn't deleted. Raises NoSuchTour."""
    return _one(session, with_id(id_).where(TourRow.deleted.is_(None)))


def row_to_change(session: Session, id_: str, *, deleted: bool = False) -> TourRow:
    """The row of a tour, kept from other writers; perhaps a deleted one. Raises NoSuchTour."""
    wanted = with_id(id_) if deleted else with_id(id_).where(TourRow.deleted.is_(None))
    # SQLite has one writer at a time and leaves the lock out; PostgreSQL needs it.
    return _one(session, wanted.with_for_update())


def with_id(id_: str) -> Select[TourRow]:
    """The tour of an id, which comes from an address, where anybody may write anything."""
    return select(TourRow).where(TourRow.public_id == id_ if id_.isascii() else false())


def kept_tours(session: Session, wanted: Select[TourRow, VersionRow]) -> list[KeptTour]:
    """The tours of a selection of `with_current`."""
    return [_kept(tour, version) for tour, version in session.execute(wanted)]


def with_current() -> Select[TourRow, VersionRow]:
    """All tours, each with its current version."""
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
    return OpenTour(_kept(tour, version), files_of(session, version), undoes, redoes)


def purge(session: Session, deleted_before: datetime) -> None:
    """Let go of the tours that were deleted before an instant, and of which plan was theirs."""
    gone = TourRow.deleted < deleted_before
    ids = select(TourRow.public_id).where(gone)
    session.execute(delete(LatestRow).where(LatestRow.schedule.in_(ids)))
    session.execute(delete(TourRow).where(gone))


def _one(session: Session, wanted: Select[TourRow]) -> TourRow:
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchTour
    return found


def _kept(tour: TourRow, version: VersionRow) -> KeptTour:
    names = tuple((language, name) for language, name in version.names)
    return KeptTour(
        tour.public_id,
        TourCard(names, version.first_day, version.last_day, version.towns),
        version.number,
        tour.made,
        tour.changed,
        archived=tour.archived is not None,
    )
