"""The tours that the store keeps: each with its versions, so that nothing saved is ever lost.

A save names the version that its author saw. When the tour has another one by then, nothing is
written, and the author is given both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import choice
from string import ascii_lowercase, digits

from sqlalchemy.orm import Session

from caravan.errors import Message, msg
from caravan.files.tour_files import TourFiles
from caravan.store import scenario_rows, tour_rows, version_rows
from caravan.store.audit import Audit
from caravan.store.database import Database
from caravan.store.history import way_forward
from caravan.store.kept_tour import (
    EditedElsewhere,
    KeptTour,
    NoSuchTour,
    OpenTour,
    TourCard,
    Version,
)
from caravan.store.memberships import Memberships
from caravan.store.permissions import Role
from caravan.store.schema import TourRow

__all__ = [
    "EditedElsewhere",
    "KeptTour",
    "NoSuchTour",
    "OpenTour",
    "TourCard",
    "Tours",
    "Version",
]

KEEP_VERSIONS = 300
"""Versions of a tour that are kept, the oldest going first."""
KEEP_DELETED = timedelta(days=30)
"""How long a deleted tour can be restored."""


def random_token() -> str:
    """A public id: 12 small letters and digits, 62 bits that nobody guesses."""
    return "".join(choice(ascii_lowercase + digits) for _ in range(12))


@dataclass(frozen=True, slots=True)
class Tours:
    """The kept tours of a database. Every method raises StateUnusable when it can't be used.

    What a method returned as saved survives the end of the process and of the power. All times
    have a time zone. That a tour was deleted, brought back or let go of is noted in the audit trail
    at once with it; `who` is the account, empty for the only user of a computer. A scenario's line
    is one of its tour. Edits have the history of their tour instead.

    Attributes:
        token: gives public ids.
        keep: how many versions of a tour are kept.
    """

    database: Database
    token: Callable[[], str] = random_token
    keep: int = KEEP_VERSIONS

    def create(
        self,
        files: TourFiles,
        card: TourCard,
        what: Message,
        at: datetime,
        *,
        organizer: int | None = None,
    ) -> OpenTour:
        """Keep a new tour; an account becomes its organizer, if there is one.

        Raises InputFaults for a text that can't be kept, NoSuchAccount.
        """
        version_rows.storable(files)
        with self.database.writing() as session:
            tour = TourRow(public_id=self.new_id(session), current=0, made=at, changed=at)
            session.add(tour)
            session.flush()
            version_rows.add_version(session, tour, files, card, what, at, self.keep)
            if organizer is not None:
                Memberships(self.database).add(session, organizer, tour.public_id, Role.ORGANIZER)
            return tour_rows.opened(session, tour)

    def listed(self, search: str = "", *, archived: bool | None = False) -> tuple[KeptTour, ...]:
        """The tours whose titles hold the words of a search, the last changed first.

        Case, accents and Arabic spellings don't matter. With `archived` None, archived tours are
        among them; with True there are only those. Scenarios are not tours of their own.
        """
        wanted = tour_rows.matching(tour_rows.with_current(), search)
        wanted = wanted.where(TourRow.deleted.is_(None), tour_rows.is_of_its_own())
        if archived is not None:
            is_kept = TourRow.archived.is_(None)
            wanted = wanted.where(~is_kept if archived else is_kept)
        with self.database.reading() as session:
            ordered = wanted.order_by(TourRow.changed.desc(), TourRow.id.desc())
            return tuple(tour_rows.kept_tours(session, ordered))

    def deleted(self) -> tuple[KeptTour, ...]:
        """The tours that can be restored, the last deleted first; scenarios are not among them."""
        wanted = tour_rows.with_current()
        wanted = wanted.where(TourRow.deleted.is_not(None), tour_rows.is_of_its_own())
        with self.database.reading() as session:
            ordered = wanted.order_by(TourRow.deleted.desc(), TourRow.id.desc())
            return tuple(tour_rows.kept_tours(session, ordered))

    def is_kept(self, id_: str) -> bool:
        """Whether there is such a tour or scenario, not deleted."""
        with self.database.reading() as session:
            return session.scalar(tour_rows.with_id(id_).where(tour_rows.is_there())) is not None

    def open(self, id_: str) -> OpenTour:
        """A tour as it is now. Raises NoSuchTour."""
        with self.database.reading() as session:
            return tour_rows.opened(session, tour_rows.tour_row(session, id_))

    def save(
        self,
        id_: str,
        files: TourFiles,
        card: TourCard,
        *,
        base: int,
        what: Message,
        at: datetime,
    ) -> OpenTour:
        """Save a change of the version `base` as the next version. The same files are none.

        Raises EditedElsewhere when the tour isn't at `base` any more and has other files than
        these, NoSuchTour, and InputFaults for a text that can't be kept.
        """
        version_rows.storable(files)
        with self.database.writing() as session:
            tour = tour_rows.row_to_change(session, id_)
            version = version_rows.version_row(session, tour, tour.current)
            if version_rows.files_of(session, version) == files:
                version_rows.set_card(version, card)
            else:
                _refuse_unless_current(session, tour, base)
                version_rows.add_version(session, tour, files, card, what, at, self.keep)
            return tour_rows.opened(session, tour)

    def undo(self, id_: str, *, base: int, at: datetime) -> OpenTour:
        """Go back to the version that the current one was made from, if there is one.

        Raises EditedElsewhere when the tour isn't at `base` any more, NoSuchTour.
        """
        with self.database.writing() as session:
            tour = tour_rows.row_to_change(session, id_)
            _refuse_unless_current(session, tour, base)
            _go(tour, version_rows.version_row(session, tour, base).parent, at)
            return tour_rows.opened(session, tour)

    def redo(self, id_: str, *, base: int, at: datetime) -> OpenTour:
        """Go to the version that was last made from the current one, if there is one.

        Raises EditedElsewhere when the tour isn't at `base` any more, NoSuchTour.
        """
        with self.database.writing() as session:
            tour = tour_rows.row_to_change(session, id_)
            _refuse_unless_current(session, tour, base)
            _go(tour, way_forward(version_rows.parents_of(session, tour), base), at)
            return tour_rows.opened(session, tour)

    def versions(self, id_: str) -> tuple[Version, ...]:
        """The history of a tour, the last saved version first. Raises NoSuchTour."""
        with self.database.reading() as session:
            return version_rows.versions_of(session, tour_rows.tour_row(session, id_))

    def files_at_version(self, id_: str, number: int) -> TourFiles:
        """The files of a version. Raises NoSuchTour, also when it isn't kept any more."""
        with self.database.reading() as session:
            tour = tour_rows.tour_row(session, id_)
            return version_rows.files_of(session, version_rows.version_row(session, tour, number))

    def archive(self, id_: str, at: datetime) -> None:
        """Put a tour aside; it can still be opened and changed. Raises NoSuchTour."""
        with self.database.writing() as session:
            tour = tour_rows.row_to_change(session, id_)
            tour.archived = tour.archived or at

    def unarchive(self, id_: str, at: datetime) -> None:  # noqa: ARG002 as with its opposite
        """Take a tour up again. Raises NoSuchTour."""
        with self.database.writing() as session:
            tour_rows.row_to_change(session, id_).archived = None

    def delete(self, id_: str, at: datetime, *, who: str = "") -> None:
        """Delete a tour, which can be restored for 30 days; its scenarios are hidden with it.

        Raises NoSuchTour.
        """
        with self.database.writing() as session:
            tour = tour_rows.row_to_change(session, id_)
            tour.deleted = at
            self._note(session, tour, _DELETED, at, who)
            # Deleted tours only get more here, so here is where old ones go.
            self._purge(session, at)

    def restore(self, id_: str, at: datetime, *, who: str = "") -> OpenTour:
        """Take a tour's deletion back; a scenario brings the tour that it is of back as well.

        Raises NoSuchTour when it is gone for good.
        """
        with self.database.writing() as session:
            tour = tour_rows.row_to_change(session, id_, deleted=True)
            if tour.scenario_of is not None:
                base = session.get(TourRow, tour.scenario_of)
                if base is not None and base.deleted is not None:
                    self._note(session, base, _BROUGHT_BACK, at, who)
                scenario_rows.bring_back(session, tour)
            tour.deleted = None
            self._note(session, tour, _BROUGHT_BACK, at, who)
            return tour_rows.opened(session, tour)

    def purge(self, at: datetime) -> None:
        """Let go of the tours that were deleted more than 30 days before an instant, for good."""
        with self.database.writing() as session:
            self._purge(session, at)

    def new_id(self, session: Session) -> str:
        """A public id that no tour and no scenario has."""
        while True:
            id_ = self.token()
            if session.scalar(tour_rows.with_id(id_)) is None:
                return id_

    def _purge(self, session: Session, at: datetime) -> None:
        before = at - KEEP_DELETED
        for tour in tour_rows.over(session, before):
            self._note(session, tour, _GONE, at, "caravan")
        tour_rows.purge(session, before)

    def _note(
        self,
        session: Session,
        tour: TourRow,
        words: tuple[Message, Message],
        at: datetime,
        who: str,
    ) -> None:
        """Note what became of a tour, or of a scenario, under its name."""
        version = version_rows.version_row(session, tour, tour.current)
        title = next((name for _, name in version.names if name), tour.public_id)
        base = tour_rows.base_id(session, tour)
        what = replace(words[bool(base)], values=(("name", tour.scenario if base else title),))
        Audit(self.database).add(session, at, who, base or tour.public_id, what)


# Of a tour, and of a scenario.
_DELETED = (
    msg("Deleted the tour “{name}”.", name=""),
    msg("Deleted the scenario “{name}”.", name=""),
)
_BROUGHT_BACK = (
    msg("Brought the tour “{name}” back.", name=""),
    msg("Brought the scenario “{name}” back.", name=""),
)
_GONE = (
    msg("The deleted tour “{name}” is gone for good.", name=""),
    msg("The deleted scenario “{name}” is gone for good.", name=""),
)


def _refuse_unless_current(session: Session, tour: TourRow, base: int) -> None:
    if tour.current != base:
        raise EditedElsewhere(tour_rows.opened(session, tour))


def _go(tour: TourRow, number: int | None, at: datetime) -> None:
    if number is not None:
        tour.current, tour.changed = number, at
