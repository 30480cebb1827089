"""What the buttons in the list of tours do, and how the page that follows tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.store.permissions import Right
from caravan.store.tours import KeptTour
from caravan.ui.choices import choose, chosen
from caravan.ui.copying import keep_copy
from caravan.ui.navigation import go_to
from caravan.ui.notice import Tone, show_notice
from caravan.ui.scenarios.solving import queues
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit, jobs

_DELETED = "deleted-tour"
_TOLD = "tours-told"


def open_tour(name: str, page: str) -> None:
    """Show a tour's page next, with nothing left chosen of the one before."""
    for kept in ("day", "job", "section", "town", "part", "change", "a", "b", "with", "of"):
        choose(kept, None)
    choose("tour", name)
    go_to(page)


def duplicate(visit: Visit, tour: KeptTour) -> None:
    """Make a copy of a kept tour, and stay in the list."""

    def copy() -> Message:
        id_ = keep_copy(visit, visit.desk.tours.open(tour.id).files)
        names = visit.desk.tours.open(id_).kept.card.names
        name = best_name(names, visit.language, visit.language.text("Tour without a name"))
        return msg("“{name}” is there now.", name=name)

    _try(copy)


def copy_files(visit: Visit, files: TourFiles) -> None:
    """Make a copy of a tour in files, and go to it."""
    _try(lambda: open_tour(keep_copy(visit, files), "tour"))


def archive(visit: Visit, tour: KeptTour, name: str) -> None:
    """Put a tour into the archive, or take it out again."""

    def move() -> Message:
        if tour.archived:
            visit.desk.tours.unarchive(tour.id, _now())
            return msg("“{name}” is out of the archive.", name=name)
        visit.desk.tours.archive(tour.id, _now())
        return msg("“{name}” is archived; show archived tours to see it.", name=name)

    _try(move)


def delete_tour(visit: Visit, tour: KeptTour, name: str) -> None:
    """Delete a tour, stop planning it; the page that follows offers to bring it back."""

    def delete() -> None:
        scenarios = visit.desk.scenarios.listed(tour.id, archived=None)
        visit.desk.tours.delete(tour.id, _now())
        queue = queues().of(tour.id, visit.allowed(Right.EDIT, tour.id), jobs())
        queue.drop(tour.id, *(scenario.id for scenario in scenarios))
        st.session_state[_DELETED] = (tour.id, name)
        if chosen("tour", (tour.id,)):
            choose("tour", None)

    _try(delete)


def restore_tour(visit: Visit, id_: str, name: str) -> None:
    """Bring a deleted tour back."""

    def restore() -> Message:
        visit.desk.tours.restore(id_, _now())
        return msg("“{name}” is back.", name=name)

    _try(restore)


def deleted_now() -> tuple[str, str]:
    """Id and name of the tour that was deleted by the last press; empty when none was."""
    id_, name = st.session_state.get(_DELETED) or ("", "")
    return id_, name


def _try(act: Callable[[], Message | None]) -> None:
    """Do what a button asks for; what was done, or why not, is told on the page that follows."""
    st.session_state.pop(_DELETED, None)
    try:
        st.session_state[_TOLD] = act()
    except CaravanError as error:
        st.session_state[_TOLD] = error


def show_told(speech: Language) -> None:
    """Tell what the last press did, or why it did nothing."""
    told = st.session_state.pop(_TOLD, None)
    if isinstance(told, CaravanError):
        headline = speech.text("That did not work; nothing was changed.")
        show_notice(Tone.FAULT, headline, speech, speech.message(told.message))
    elif told is not None:
        show_notice(Tone.GOOD, speech.message(told), speech)


def _now() -> datetime:
    return datetime.now(UTC)
