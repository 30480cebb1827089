"""What the buttons of the page of scenarios do, and how the page that follows tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.language.language import Language
from caravan.store.kept_tour import KeptTour
from caravan.store.permissions import Right
from caravan.store.scenario_name import MAX_LENGTH
from caravan.store.settings import Schedule
from caravan.ui.choices import choose, chosen
from caravan.ui.notice import Tone, show_notice
from caravan.ui.scenarios.solving import Queue, queues
from caravan.ui.situation import sentence
from caravan.ui.visit import Visit, jobs
from caravan.ui.workbench import Operation, card_of, workbench

_TOLD = "scenarios-told"
_ADOPTED = "scenario-adopted"
_DELETED = "scenario-deleted"


def queue_of(visit: Visit, base: KeptTour) -> Queue:
    """The planner's queue of a tour with its scenarios."""
    # For all visitors, so behind no guard of one of them.
    return queues().of(base.id, visit.allowed(Right.EDIT, base.id), jobs())


def make_scenario(visit: Visit, base: KeptTour, typed: str, source: str) -> None:
    """Make a scenario that begins as a copy of the tour, or of another scenario."""

    def make() -> Message:
        made = _created(visit, base, typed, visit.desk.tours.open(source).files)
        return msg("The scenario “{name}” is there now. Change something.", name=made.scenario)

    _try(make)


def try_out(
    visit: Visit, base: KeptTour, operation: Operation, text: str, source: str = ""
) -> None:
    """Make a scenario with a change, and let it be planned.

    Args:
        text: the change in words, after which the scenario is called.
        source: id of the scenario that is changed; empty for the tour itself.
    """

    def make() -> Message:
        desk, files = visit.desk, visit.desk.tours.open(source or base.id).files
        changed = operation(files)
        name = desk.scenarios.free_name(base.id, text[:MAX_LENGTH])
        made = _created(visit, base, name, files)
        # A change of its own, so that it can be undone and its history tells it.
        what = msg("{change}", change=text)
        desk.tours.save(made.id, changed, card_of(changed), base=made.version, what=what, at=_now())
        queue_of(visit, base).add(made.id)
        return msg("The scenario “{name}” is there now, and is being planned.", name=made.scenario)

    _try(make)


def rename(visit: Visit, scenario: KeptTour, typed: str) -> None:
    """Give a scenario another name."""

    def write() -> Message:
        kept = visit.desk.scenarios.rename(scenario.id, typed)
        return msg("It is called “{name}” now.", name=kept.scenario)

    _try(write)


def archive(visit: Visit, scenario: KeptTour) -> None:
    """Put a scenario aside, or take it up again."""

    def move() -> Message:
        name = scenario.scenario
        if scenario.archived:
            visit.desk.tours.unarchive(scenario.id, _now())
            return msg("The scenario “{name}” is out of the archive.", name=name)
        visit.desk.tours.archive(scenario.id, _now())
        return msg("“{name}” is archived; show archived scenarios to see it.", name=name)

    _try(move)


def delete(visit: Visit, base: KeptTour, scenario: KeptTour) -> None:
    """Delete a scenario; what the planner does for it is stopped, and it can be brought back."""

    def remove() -> None:
        visit.desk.tours.delete(scenario.id, _now())
        queue_of(visit, base).drop(scenario.id)
        st.session_state[_DELETED] = (scenario.id, scenario.scenario)
        if chosen("tour", (scenario.id,)):
            choose("tour", base.id)
        for name in ("change", "a", "b"):
            if chosen(name, (scenario.id,)):
                choose(name, None)

    _try(remove)


def restore(visit: Visit, scenario: KeptTour) -> None:
    """Bring a deleted scenario back."""

    def bring() -> Message:
        kept = visit.desk.tours.restore(scenario.id, _now()).kept
        return msg("“{name}” is back.", name=kept.scenario)

    _try(bring)


def adopt(visit: Visit, base: KeptTour, scenario: KeptTour) -> None:
    """Make a scenario the tour: its files become the next version, its plan that of subscribers."""

    def take_over() -> None:
        desk = visit.desk
        files = desk.tours.open(scenario.id).files
        bench = workbench(visit, base.id)
        what = msg("the scenario “{name}” became the tour", name=scenario.scenario)
        # Nothing of the tour as it was is in it, so it is the same on top of anybody's change.
        if not bench.change(lambda _: files, what, _ADOPTED):
            return
        running = visit.jobs.last(Schedule(base.id, None))
        if running is not None and running.outcome is None:
            running.cancel()  # it answers a question that nobody asks any more
        version = desk.tours.open(base.id).kept.version
        _take_plan_along(visit, base, scenario)
        st.session_state[_ADOPTED] = (base.id, version, scenario.scenario)

    _try(take_over)


def adopted_now(base: KeptTour) -> str:
    """The scenario that has just become this tour, and can be undone; empty for none."""
    id_, version, name = st.session_state.get(_ADOPTED) or ("", 0, "")
    return name if (id_, version) == (base.id, base.version) else ""


def deleted_now() -> tuple[str, str]:
    """Id and name of the scenario that was deleted by the last press; empty when none was."""
    id_, name = st.session_state.get(_DELETED) or ("", "")
    return id_, name


def has_news() -> bool:
    """Whether the last press has something to tell, for a part of a page that is drawn by itself."""
    return _TOLD in st.session_state


def show_told(speech: Language) -> None:
    """Tell what the last press did, or why it did nothing."""
    told = st.session_state.pop(_TOLD, None)
    if isinstance(told, CaravanError):
        lines = [speech.message(told.message)]
        if isinstance(told, WrongValue):
            lines.append(speech.message(told.remedy))
        headline = speech.text("That did not work; nothing was changed.")
        show_notice(Tone.FAULT, headline, speech, *map(sentence, lines))
    elif told is not None:
        show_notice(Tone.GOOD, speech.message(told), speech)


def _created(visit: Visit, base: KeptTour, typed: str, files: TourFiles) -> KeptTour:
    what = msg("scenario made")
    made = visit.desk.scenarios.create(base.id, typed, files, card_of(files), what, _now())
    choose("change", made.kept.id)
    return made.kept


def _take_plan_along(visit: Visit, base: KeptTour, scenario: KeptTour) -> None:
    from caravan.ui.opened import open_schedule

    shelf = visit.desk.shelf
    opened = open_schedule(visit.desk, Schedule(scenario.id, None))
    if opened.shelved is None or not opened.is_current:
        return
    plan = opened.shelved
    best = shelf.plan(opened.key)
    if best is not None and best.mark == plan.mark:
        shelf.follow(base.id, opened.key)
    else:
        shelf.adopt(base.id, plan.plan, plan.warnings)  # somebody's own programme


def _try(act: Callable[[], Message | None]) -> None:
    """Do what a button asks for; what was done, or why not, is told on the page that follows."""
    st.session_state.pop(_DELETED, None)
    st.session_state.pop(_ADOPTED, None)
    try:
        st.session_state[_TOLD] = act()
    except CaravanError as error:
        st.session_state[_TOLD] = error


def _now() -> datetime:
    return datetime.now(UTC)
