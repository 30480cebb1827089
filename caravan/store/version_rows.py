"""The versions of kept tours in the tables. All functions work within the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import half_a_character
from caravan.geocoding.spelling import words_of
from caravan.store.history import surplus
from caravan.store.kept_tour import NoSuchTour, TourCard, Version
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.schema import FileRow, TextRow, TourRow, VersionRow

_UNKNOWN = msg("a change")


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
        Version(number, change_of(what), saved, is_current=number == tour.current)
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


def parents_of(session: Session, tour: TourRow) -> dict[int, int | None]:
    """The versions of a tour, each with the number of that from which it was made."""
    rows = session.execute(
        select(VersionRow.number, VersionRow.parent).where(VersionRow.tour_id == tour.id)
    )
    return dict(rows.all())


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
        what=_stored(what),
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


def storable(files: TourFiles) -> TourFiles:
    """The files, when a database can hold them. Raises InputFaults."""
    for file in files:
        try:
            f"{file.name}{file.text}".encode()
        except UnicodeEncodeError:
            raise InputFaults((Fault(file.name, "", *half_a_character()),)) from None
    return files


def _stored(what: Message) -> str:
    # What a person typed may hold half a character, which JSON can escape and a database can't.
    return messages_to_json((what,)).encode("utf-8", "backslashreplace").decode()


def change_of(text: str) -> Message:
    """The change that made a version, as its row has it."""
    return next(iter(messages_from_json(text)), _UNKNOWN)


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
