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
from caravan.ui.workbench import Workbench, workbench
from caravan.views.event_name import event_name, place_name

FIELD = "repair"
"""Beside which a refused repair is told."""
_COPIED = "repair-copied"
_FAILED = "repair-failed"

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


def apply_repair(visit: Visit, opened: Opened, bench: Workbench | None, repair: Repair) -> None:
    """Make a repair to the tour and its plan the plan. Meant for a widget's callback.

    Args:
        visit: whose click it is.
        opened: the tour, as the page showed it.
        bench: of a kept tour, as the page showed it: what somebody else has saved since is not
            overwritten. None for a tour in files, which the server only reads: a copy of its own
            gets the repair.
        repair: one of that tour.
    """
    id_ = _changed(visit, opened, bench, repair.kind, repair.adjustments)
    if id_ is not None:
        _use_plan(visit, id_, repair.plan)


def leave_out(visit: Visit, opened: Opened, bench: Workbench | None, event: str) -> None:
    """Leave an event out, like `apply_repair`, and search the plan, which isn't known yet."""
    id_ = _changed(visit, opened, bench, RepairKind.LEAVE_OUT, (LeaveOut(event),))
    if id_ is not None:
        try:
            _plan_anew(visit, id_)
        except CaravanError as error:
            st.session_state[_FAILED] = error


def _changed(
    visit: Visit,
    opened: Opened,
    bench: Workbench | None,
    kind: RepairKind,
    adjustments: tuple[Adjustment, ...],
) -> str | None:
    """Change the tour and save it; the id of the kept tour, None when that did not work."""
    tour, files = opened.reading.tour, opened.reading.files
    if tour is None or files is None:
        return None

    def operation(before: TourFiles) -> TourFiles:
        return with_adjustments(before, *adjustments)

    if bench is None:
        id_ = _own_copy(visit, opened, files)
        if id_ is None:
            return None
        bench = workbench(visit, id_)
    if not bench.change(operation, what_of(kind, adjustments, tour, visit.language), FIELD):
        return None
    choose("way", None)
    return bench.id


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


def _own_copy(visit: Visit, opened: Opened, files: TourFiles) -> str | None:
    """Keep a copy of a tour in files; its id. None, to be told by `failed_now`, without one."""
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


def failed_now() -> CaravanError | None:
    """What went wrong beside the tour itself at the last click; told once."""
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
