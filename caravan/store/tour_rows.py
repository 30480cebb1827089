"""Kept tours in the tables of the store. All functions work within a transaction of the caller."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, and_, delete, select, update
from sqlalchemy.orm import Session

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import half_a_character
from caravan.geocoding.spelling import words_of
from caravan.store.history import surplus, way_forward
from caravan.store.kept_tour import KeptTour, NoSuchTour, OpenTour, TourCard, Version
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.schema import FileRow, TextRow, TourRow, VersionRow

_UNKNOWN = msg("a change")


def tour_row(session: Session, id_: str) -> TourRow:
    """The row of a tour that isn't deleted. Raises NoSuchTour."""
    return _found(session, select(TourRow).where(TourRow.public_id == id_))


def row_to_change(session: Session, id_: str) -> TourRow:
    """The row of a tour that isn't deleted, kept from other writers. Raises NoSuchTour."""
    # SQLite has one writer at a time and leaves the lock out; PostgreSQL needs it.
    return _found(session, select(TourRow).where(TourRow.public_id == id_).with_for_update())


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
    redoes = None if redone is None else _what(version_row(session, tour, redone).what)
    undoes = None if version.parent is None else _what(version.what)
    return OpenTour(_kept(tour, version), files_of(session, version), undoes, redoes)


def add_version(
    session: Session,
    tour: TourRow,
    files: TourFiles,
    card: TourCard,
    what: Message,
    at: datetime,
    keep: int,
) -> None:
    """Make a version from the current one, make it the current one, keep so many of them."""
    parents = parents_of(session, tour)
    version = VersionRow(
        tour_id=tour.id,
        number=max(parents, default=0) + 1,
        parent=tour.current if tour.current in parents else None,
        what=messages_to_json((what,)),
        saved=at,
    )
    set_card(version, card)
    session.add(version)
    session.flush()
    for position, file in enumerate(files):
        text_id = _text_id(session, tour, file)
        session.add(
            FileRow(
                version_id=version.id,
                position=position,
                name=file.name,
                bom=file.bom,
                text_id=text_id,
            )
        )
    tour.current, tour.changed = version.number, at
    parents[version.number] = version.parent
    _remove(session, tour, surplus(parents, version.number, keep))


def set_card(version: VersionRow, card: TourCard) -> None:
    """Note what lists show of a version."""
    version.names = [[language, name] for language, name in card.names]
    version.first_day, version.last_day, version.towns = card.first_day, card.last_day, card.towns
    version.search = " ".join(word for _, name in card.names for word in words_of(name))


def version_row(session: Session, tour: TourRow, number: int) -> VersionRow:
    """A version of a tour. Raises NoSuchTour when it isn't kept."""
    found = session.scalar(
        select(VersionRow).where(VersionRow.tour_id == tour.id, VersionRow.number == number)
    )
    if found is None:
        raise NoSuchTour(msg("version {number} of this tour isn't kept any more", number=number))
    return found


def versions_of(session: Session, tour: TourRow) -> tuple[Version, ...]:
    """The versions of a tour, the last saved first."""
    columns = select(VersionRow.number, VersionRow.what, VersionRow.saved)
    rows = session.execute(
        columns.where(VersionRow.tour_id == tour.id).order_by(VersionRow.number.desc())
    )
    return tuple(
        Version(number, _what(what), saved, is_current=number == tour.current)
        for number, what, saved in rows
    )


def files_of(session: Session, version: VersionRow) -> TourFiles:
    """The files of a version."""
    rows = session.execute(
        select(FileRow.name, TextRow.text, FileRow.bom)
        .join(TextRow, TextRow.id == FileRow.text_id)
        .where(FileRow.version_id == version.id)
        .order_by(FileRow.position)
    )
    schedule, *beside = (BoundedText(name, text, bom) for name, text, bom in rows)
    return TourFiles(schedule, tuple(beside))


def storable(files: TourFiles) -> TourFiles:
    """The files, when a database can hold them. Raises InputFaults."""
    for file in files:
        try:
            f"{file.name}{file.text}".encode()
        except UnicodeEncodeError:
            raise InputFaults((Fault(file.name, "", *half_a_character()),)) from None
    return files


def _found(session: Session, wanted: Select[TourRow]) -> TourRow:
    found = session.scalar(wanted.where(TourRow.deleted.is_(None)))
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


def _what(text: str) -> Message:
    return next(iter(messages_from_json(text)), _UNKNOWN)


def parents_of(session: Session, tour: TourRow) -> dict[int, int | None]:
    """The versions of a tour, each with the number of that from which it was made."""
    rows = session.execute(
        select(VersionRow.number, VersionRow.parent).where(VersionRow.tour_id == tour.id)
    )
    return dict(rows.all())


def _text_id(session: Session, tour: TourRow, file: BoundedText) -> int:
    """Of the text of a file in this tour; added when no version has it yet."""
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    known = session.scalar(
        select(TextRow.id).where(TextRow.tour_id == tour.id, TextRow.digest == digest)
    )
    if known is not None:
        return known
    row = TextRow(tour_id=tour.id, digest=digest, text=file.text)
    session.add(row)
    session.flush()
    return row.id


def _remove(session: Session, tour: TourRow, numbers: Iterable[int]) -> None:
    """Let go of versions, and of texts that no other version has."""
    numbers = tuple(numbers)
    if not numbers:
        return
    of_tour = VersionRow.tour_id == tour.id
    session.flush()
    session.execute(
        update(VersionRow).where(of_tour, VersionRow.parent.in_(numbers)).values(parent=None)
    )
    session.execute(delete(VersionRow).where(of_tour, VersionRow.number.in_(numbers)))
    used = select(FileRow.text_id)
    session.execute(delete(TextRow).where(TextRow.tour_id == tour.id, TextRow.id.not_in(used)))
