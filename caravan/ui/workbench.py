"""A kept tour under a visitor's hands: each change is saved at once, and nothing is lost on the way.

A tab remembers which version it shows. A change is made to that version; when another tab or
person has saved meanwhile, both are kept side by side until the visitor decides. When a save
fails, the change stays in the tab, and can be tried again or downloaded.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from secrets import token_hex

import streamlit as st

from caravan.errors import CaravanError, ImpossibleValue, InputFaults, Message, msg
from caravan.files.draft import Draft, draft_of
from caravan.files.editing.copy_tour import copy_of
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.language.language import Language
from caravan.store.desk import Desk
from caravan.store.permissions import NotAllowed
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import EditedElsewhere, NoSuchTour, OpenTour, TourCard
from caravan.ui.choices import choose
from caravan.ui.visit import Visit

Operation = Callable[[TourFiles], TourFiles]
"""An edit: a pure function, so that it can be made again on top of somebody else's."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A change of this tab that is not saved.

    Attributes:
        operation, what: the change, and what to call it.
        base: the version it was made to.
        files: the tour with the change.
        failure: why it couldn't be saved; None when somebody else saved first.
        tries: how often it couldn't.
    """

    operation: Operation
    what: Message
    base: OpenTour
    files: TourFiles
    failure: Message | None = None
    tries: int = 0

    def failed(self, failure: Message) -> Pending:
        """The same change after one more try."""
        return replace(self, failure=failure, tries=self.tries + 1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that can't be made, and the field that asked for it."""

    field: str
    problem: Message
    remedy: Message | None


@dataclass(frozen=True, slots=True)
class Workbench:
    """One kept tour in one tab.

    Attributes:
        opened: the version that the tab shows.
        pending: a change that waits for the visitor's decision or for another try.
    """

    visit: Visit
    opened: OpenTour
    pending: Pending | None

    @property
    def id(self) -> str:
        """Of the tour."""
        return self.opened.kept.id

    @property
    def language(self) -> Language:
        """The visitor's."""
        return self.visit.language

    @property
    def files(self) -> TourFiles:
        """What the tab shows: with a change that could not be saved yet."""
        if self.pending is not None and self.pending.failure is not None:
            return self.pending.files
        return self.opened.files

    @property
    def draft(self) -> Draft:
        """The files, read as far as they can be."""
        return drafted(self.files)

    def key(self, field: str) -> str:
        """A widget's key: of this tour only, so that another one never shows its values."""
        return f"{self.id}-{field}"

    def change(self, operation: Operation, what: Message, field: str = "") -> bool:
        """Make a change and save it; whether it is saved. Call it from a widget's callback.

        A refused change is told beside `field` by `show_refusal`; a change that can't be saved
        waits as `pending`.
        """
        st.session_state.pop(_refusal_key(self.id), None)
        here = self._now_here()
        waiting = here.pending
        try:
            # On top of what isn't saved yet: one try saves both.
            files = operation(here.files if waiting is None else waiting.files)
        except ImpossibleValue as error:
            remedy = error.remedy if isinstance(error, WrongValue) else None
            self._refuse(Refusal(field, error.message, remedy))
            return False
        except InputFaults as error:
            self._refuse(Refusal(field, error.faults[0].problem, error.faults[0].remedy))
            return False
        if waiting is not None:
            operation = _both(waiting.operation, operation)
            return self._save(Pending(operation, what, waiting.base, files))
        return self._save(Pending(operation, what, here.opened, files))

    def try_again(self) -> None:
        """Save the pending change once more."""
        change = self._now_here().pending
        if change is not None:
            self._save(change)

    def on_top_of(self, latest: OpenTour) -> TourFiles | None:
        """The pending change made to another version; None when it can't be made there."""
        if self.pending is None:
            return None
        try:
            return self.pending.operation(latest.files)
        except (CaravanError, LookupError):
            return None  # what it changes is gone there

    def keep(self, files: TourFiles, latest: OpenTour) -> None:
        """End a conflict: save these files after the other version, which stays in the history."""
        change = self._now_here().pending
        if change is not None:
            self._save(Pending(change.operation, change.what, latest, files))

    def keep_theirs(self) -> None:
        """Let go of this tab's change."""
        st.session_state.pop(_pending_key(self.id), None)
        st.session_state.pop(_seen_key(self.id), None)

    def undo(self) -> None:
        """Take the last change back."""
        self._move(self.visit.desk.tours.undo)

    def redo(self) -> None:
        """Make the change that was taken back once more."""
        self._move(self.visit.desk.tours.redo)

    def refusal(self, field: str) -> Refusal | None:
        """Why the last change of a field was refused, if it was."""
        found = st.session_state.get(_refusal_key(self.id))
        return found if isinstance(found, Refusal) and found.field == field else None

    def _move(self, step: Callable[..., OpenTour]) -> None:
        st.session_state.pop(_refusal_key(self.id), None)
        here = self._now_here()
        try:
            opened = step(self.id, base=here.opened.kept.version, at=_now())
        except EditedElsewhere:
            # Nothing of this tab is at stake: it shows the other version, with its own undo.
            st.session_state.pop(_seen_key(self.id), None)
            message = msg("Somebody else has just changed this tour; nothing was undone or redone.")
            self._refuse(Refusal("save", message, None))
            return
        except (NoSuchTour, NotAllowed, StateUnusable) as error:
            self._refuse(Refusal("save", error.message, None))
            return
        self._show(opened)
        self._go_back_to_its_plan(opened)

    def _go_back_to_its_plan(self, opened: OpenTour) -> None:
        """The plan of the tour as it is again, if there is one, is the schedule's latest."""
        shelf = self.visit.desk.shelf
        # The tour went back all the same, and pages show its plan.
        with suppress(StateUnusable, InputFaults):
            tour, latest = drafted(opened.files).tour, shelf.latest(self.id)
            if tour is not None and latest is not None and latest.tour_key != shelf.key(tour):
                shelf.follow(self.id, shelf.key(tour))

    def _save(self, change: Pending) -> bool:
        key = _pending_key(self.id)
        try:
            opened = self.visit.desk.tours.save(
                self.id,
                change.files,
                card_of(change.files),
                base=change.base.kept.version,
                what=change.what,
                at=_now(),
            )
        except EditedElsewhere:
            st.session_state[key] = replace(change, failure=None)
            return False
        except NoSuchTour:
            return self._save_deleted(change)
        except (StateUnusable, NotAllowed, InputFaults) as error:
            st.session_state[key] = change.failed(error.message)
            return False
        st.session_state.pop(key, None)
        self._show(opened)
        return True

    def _save_deleted(self, change: Pending) -> bool:
        """Somebody deleted the tour meanwhile: a change of it brings it back, and says so."""
        try:
            self.visit.desk.tours.restore(self.id, _now())
        except NoSuchTour:
            return self._save_as_new(change)
        except (StateUnusable, NotAllowed) as error:
            st.session_state[_pending_key(self.id)] = change.failed(error.message)
            return False
        message = msg("This tour had been deleted elsewhere; your change has brought it back.")
        self._refuse(Refusal("save", message, None))
        return self._save(change)

    def _save_as_new(self, change: Pending) -> bool:
        """The tour is gone for good: what this tab shows of it becomes a tour of its own."""
        files = change.files
        if self.opened.kept.is_scenario:
            # It had the id of its tour, whose calendars a tour of its own must not replace.
            with suppress(ImpossibleValue, InputFaults):
                files = copy_of(files, token_hex(6), {})
        try:
            id_ = create_tour(self.visit.desk, files, change.what)
        except (StateUnusable, NotAllowed, InputFaults) as error:
            st.session_state[_pending_key(self.id)] = change.failed(error.message)
            return False
        st.session_state.pop(_pending_key(self.id), None)
        message = msg("The tour had been deleted for good; yours is kept as a new one.")
        st.session_state[_refusal_key(id_)] = Refusal("save", message, None)
        choose("tour", id_)
        return True

    def _show(self, opened: OpenTour) -> None:
        st.session_state[_seen_key(self.id)] = opened

    def _now_here(self) -> Workbench:
        """This tab's workbench at this moment: several callbacks may run between two runs."""
        seen = st.session_state.get(_seen_key(self.id))
        pending = st.session_state.get(_pending_key(self.id))
        return Workbench(
            self.visit,
            seen if isinstance(seen, OpenTour) else self.opened,
            pending if isinstance(pending, Pending) else None,
        )

    def _refuse(self, refusal: Refusal) -> None:
        st.session_state[_refusal_key(self.id)] = refusal


def workbench(visit: Visit, id_: str) -> Workbench:
    """The workbench of a tour in this run: its latest version, unless a change of this tab waits.

    Raises NoSuchTour, StateUnusable.
    """
    pending = st.session_state.get(_pending_key(id_))
    if isinstance(pending, Pending):
        return Workbench(visit, pending.base, pending)
    opened = visit.desk.tours.open(id_)
    st.session_state[_seen_key(id_)] = opened
    return Workbench(visit, opened, None)


def create_tour(desk: Desk, files: TourFiles, what: Message) -> str:
    """Keep a new tour; its id. Raises StateUnusable."""
    return desk.tours.create(files, card_of(files), what, _now()).kept.id


def card_of(files: TourFiles) -> TourCard:
    """What a list of tours shows of these files."""
    draft = drafted(files)
    return TourCard(draft.head.names, draft.head.first_day, draft.head.last_day, len(draft.events))


@lru_cache(maxsize=64)
def drafted(files: TourFiles) -> Draft:
    """The files read as far as they can be; kept, since each run of a page asks again."""
    return draft_of(files)


def _both(first: Operation, second: Operation) -> Operation:
    return lambda files: second(first(files))


def _now() -> datetime:
    return datetime.now(UTC)


def _seen_key(id_: str) -> str:
    return f"seen-{id_}"


def _pending_key(id_: str) -> str:
    return f"pending-{id_}"


def _refusal_key(id_: str) -> str:
    return f"refusal-{id_}"
