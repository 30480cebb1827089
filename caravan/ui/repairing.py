"""A repair applied by one click, and undone by another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from caravan.errors import CaravanError, InputFaults, Message, msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.plan.repair import Repair, RepairKind
from caravan.store.answers import answer_key
from caravan.store.settings import Schedule
from caravan.store.state_folder import StateUnusable
from caravan.tour.adjustment import AddBed, AddWindow, Adjustment, FreeDate, FreeHour, LeaveOut
from caravan.tour.tour import Tour
from caravan.ui.choices import choose
from caravan.ui.copying import keep_copy
from caravan.ui.opened import Opened
from caravan.ui.visit import Visit
from caravan.ui.workbench import workbench
from caravan.views.event_name import event_name, place_name

FIELD = "repair"
"""Beside which a refused repair is told."""
_COPIED = "repair-copied"

_DONE = {
    RepairKind.WIDER_WINDOW: msg("{town}: longer opening hours", town=""),
    RepairKind.FREE_DATE: msg("{town}: on any date", town=""),
    RepairKind.FREE_HOUR: msg("{town}: at any hour", town=""),
    RepairKind.DROP_ORDER: msg("an order set by hand forgotten"),
    RepairKind.DROP_FORBIDDEN_PAIR: msg("two events allowed on one day"),
    RepairKind.LATER_END: msg("every day ends later"),
    RepairKind.EARLIER_START: msg("every day begins earlier"),
    RepairKind.MORE_DRIVING: msg("more driving a day"),
    RepairKind.OTHER_SAILING: msg("one more sailing"),
    RepairKind.ANOTHER_BED: msg("beds in {town}", town=""),
    RepairKind.ONE_MORE_DAY: msg("one more day"),
    RepairKind.LEAVE_OUT: msg("{town} left out", town=""),
    RepairKind.ONE_MORE_TEAM: msg("one more team"),
}
"""What to call the change in the history of the tour."""


def apply_repair(visit: Visit, opened: Opened, repair: Repair) -> None:
    """Make a repair to the tour and its plan the plan. Meant for a widget's callback.

    A tour in files, which the server only reads, gets a copy of its own with the repair.
    """
    if opened.reading.tour is None or opened.reading.files is None:
        return
    what = what_of(repair.kind, repair.adjustments, opened.reading.tour, visit.language)
    id_ = _own_tour(visit, opened, opened.reading.files)
    if id_ is None:
        return

    def operation(files: TourFiles) -> TourFiles:
        return with_adjustments(files, *repair.adjustments)

    if workbench(visit, id_).change(operation, what, FIELD):
        choose("way", None)
        _use_plan(visit, id_, repair.plan)


def leave_out(visit: Visit, opened: Opened, event: str, plan: Plan | None) -> None:
    """Leave an event out, like `apply_repair`; without its plan yet, one is searched at once."""
    if plan is None:
        _leave_out_and_plan(visit, opened, event)
    else:
        apply_repair(visit, opened, Repair(RepairKind.LEAVE_OUT, (LeaveOut(event),), 0, plan))


def _leave_out_and_plan(visit: Visit, opened: Opened, event: str) -> None:
    if opened.reading.tour is None or opened.reading.files is None:
        return
    change = LeaveOut(event)
    what = what_of(RepairKind.LEAVE_OUT, (change,), opened.reading.tour, visit.language)
    id_ = _own_tour(visit, opened, opened.reading.files)
    if id_ is None:
        return
    if workbench(visit, id_).change(lambda files: with_adjustments(files, change), what, FIELD):
        choose("way", None)
        _plan_anew(visit, id_)


def is_repair(message: Message | None) -> bool:
    """Whether a change of a tour's history is one that `apply_repair` made."""
    return message is not None and message.template in {done.template for done in _DONE.values()}


def what_of(
    kind: RepairKind, adjustments: tuple[Adjustment, ...], tour: Tour, language: Language
) -> Message:
    """What to call a repair in the history of a tour; towns are named in this language."""
    done = _DONE[kind]
    change = adjustments[0] if adjustments else None
    if not done.values:
        return done
    if isinstance(change, AddBed):
        return replace(done, values=(("town", place_name(change.place, tour, language)),))
    if isinstance(change, AddWindow | FreeDate | FreeHour | LeaveOut):
        return replace(done, values=(("town", event_name(change.event, tour, language)),))
    return done


def copied_now() -> bool:
    """Whether the last click has made a copy of a tour in files; told once."""
    return bool(st.session_state.pop(_COPIED, False))


def plan_fitting(plan: Plan, tour: Tour) -> Plan | None:
    """A plan as the plan of a tour that differs from its own at most in id and names, else None."""
    if plan.tour == tour:
        return plan
    same = replace(plan.tour, id=tour.id, names=tour.names)
    return replace(plan, tour=tour) if same == tour else None


def _own_tour(visit: Visit, opened: Opened, files: TourFiles) -> str | None:
    """The id of the kept tour that may be changed; None, told beside the field, without one."""
    if opened.schedule.is_kept:
        return opened.schedule.name
    try:
        id_ = keep_copy(visit, files)
        with suppress(StateUnusable, InputFaults):
            _take_explanation_along(visit, opened, id_)
    except (StateUnusable, InputFaults) as error:
        st.session_state[_FAILED] = error
        return None
    choose("tour", id_)
    choose("job", None)
    st.session_state[_COPIED] = True
    return id_


_FAILED = "repair-failed"


def failed_now() -> CaravanError | None:
    """Why no copy could be made by the last click; told once."""
    found = st.session_state.pop(_FAILED, None)
    return found if isinstance(found, CaravanError) else None


def _take_explanation_along(visit: Visit, opened: Opened, id_: str) -> None:
    """The copy is as impossible as the original: once the repair is undone, the menu is there."""
    known = visit.desk.answers.get(answer_key("explanation", opened.key))
    if known is not None:
        key = visit.desk.shelf.key(tour_of(visit.desk.tours.open(id_).files))
        visit.desk.answers.put(answer_key("explanation", key), known)


def _use_plan(visit: Visit, id_: str, plan: Plan) -> None:
    """Put a repair's plan on the shelf when it is one of the tour as it is now; else search one."""
    try:
        tour = tour_of(visit.desk.tours.open(id_).files)
        fitting = plan_fitting(plan, tour)
        if fitting is None:
            _plan_anew(visit, id_)
        else:
            visit.desk.shelf.put(id_, fitting)
    except CaravanError as error:
        # The tour is saved; the page says that it has no plan, and offers to make one.
        st.session_state[_FAILED] = error


def _plan_anew(visit: Visit, id_: str) -> None:
    files = visit.desk.tours.open(id_).files
    tour = tour_of(files)
    job = visit.jobs.start(Schedule(id_, None), files, visit.desk.shelf.key(tour), visit.desk.shelf)
    choose("job", job.id)
