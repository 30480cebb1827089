"""The new plan adopted by one click, and the old one back by another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan
from caravan.store.state_folder import StateUnusable
from caravan.ui.choices import choose
from caravan.ui.copying import keep_copy
from caravan.ui.navigation import go_to
from caravan.ui.opened import open_schedule
from caravan.ui.repairing import plan_fitting
from caravan.ui.replanning.adopted import Adopted, keep_adopted
from caravan.ui.replanning.searching import Answer
from caravan.ui.replanning.telling import Telling, come_back_to
from caravan.ui.visit import Visit
from caravan.ui.workbench import workbench

FIELD = "replan"
"""Beside which a refused change is told."""
_TOLD = "replan-told"
_UNFIT = msg("The plan doesn't fit the tour any more: look for it once more.")
_CHANGED = msg("planned anew after what has happened")


def adopt(telling: Telling, answer: Answer) -> None:
    """Make the new plan the plan, with what it takes in the tour. Meant for a widget's callback.

    A tour in files, which the server only reads, is copied first. Nothing is adopted when the plan
    or the tour is another one by now.
    """
    visit, plan = telling.visit, answer.plan
    if plan is None:
        return
    try:
        now = open_schedule(visit.desk, telling.opened.schedule)
        if now.key != telling.opened.key or now.shelved is None or _differs(now.shelved, telling):
            _tell(
                msg(
                    "The plan or the tour has changed meanwhile, so nothing was adopted. What you "
                    "told is still there: look for the new plan once more."
                )
            )
            return
        _adopt(telling, answer, plan)
    except CaravanError as error:
        _tell(error.message)


def undo_adoption(visit: Visit, schedule: str, adopted: Adopted) -> None:
    """Bring the plan before and its tour back. Meant for a widget's callback."""
    try:
        if adopted.version is not None:
            bench = workbench(visit, schedule)
            if bench.pending is not None or bench.opened.kept.version != adopted.version:
                _tell(msg("The tour has changed since: undo that on the Tour page first."))
                return
            bench.undo()
            if visit.desk.tours.open(schedule).kept.version == adopted.version:
                return  # refused, and said beside the buttons
        _bring_back(visit, schedule, adopted.before)
        come_back_to(adopted.happened)
    except CaravanError as error:
        _tell(error.message)


def told_now() -> Message | None:
    """Why the last click did not do what it says; told once."""
    found = st.session_state.pop(_TOLD, None)
    return found if isinstance(found, Message) else None


def _tell(message: Message) -> None:
    st.session_state[_TOLD] = message


def _differs(shelved: ShelvedPlan, telling: Telling) -> bool:
    return shelved.mark != telling.before.mark


def _adopt(telling: Telling, answer: Answer, plan: Plan) -> None:
    visit, schedule, before = telling.visit, telling.name, telling.before
    changes = (*telling.happened.changes, *answer.given_up)

    def operation(files: TourFiles) -> TourFiles:
        return with_adjustments(files, *changes)

    # Seen to before anything is written: the plan answers the tour as it will be.
    if plan_fitting(plan, tour_of(operation(telling.files))) is None:
        _tell(_UNFIT)
        return
    if not telling.opened.schedule.is_kept:
        schedule, before = _copied(telling)
    version = None
    bench = workbench(visit, schedule)
    if changes:
        if not bench.change(operation, _CHANGED, FIELD):
            return
        version = visit.desk.tours.open(schedule).kept.version
    try:
        shelved = _put(visit, schedule, plan, before)
    except CaravanError:
        if version is not None:
            workbench(visit, schedule).undo()
        raise
    digest = telling.happened.digest
    adopted = Adopted(shelved.mark, version, before, answer.given_up, answer.touched, digest)
    # Without it the plan is adopted all the same; only the way back is the one of the Tour page.
    with suppress(StateUnusable):
        keep_adopted(visit, schedule, adopted)
    running = visit.jobs.last(telling.opened.schedule)
    if running is not None and running.outcome is None:
        running.cancel()  # it answers a question that nobody asks any more
    telling.keep_for(schedule)
    telling.forget()
    choose("job", None)
    choose("tour", schedule)
    go_to("plan")


def _put(visit: Visit, schedule: str, plan: Plan, before: ShelvedPlan) -> ShelvedPlan:
    """Make a plan that of a kept tour as it is saved now. Raises CaravanError."""
    fitting = plan_fitting(plan, tour_of(visit.desk.tours.open(schedule).files))
    if fitting is None:
        raise CaravanError(_UNFIT)
    return visit.desk.shelf.adopt(schedule, fitting, before.warnings)


def _copied(telling: Telling) -> tuple[str, ShelvedPlan]:
    """Keep a copy of a tour in files, with the plan that is changed; its id and that plan."""
    visit, before = telling.visit, telling.before
    id_ = keep_copy(visit, telling.files)
    if before.plan.tour != telling.tour:
        return id_, before
    # The same tour under another id: what is proved of its plans holds.
    tour = tour_of(visit.desk.tours.open(id_).files)
    return id_, visit.desk.shelf.put(id_, replace(before.plan, tour=tour), before.warnings)


def _bring_back(visit: Visit, schedule: str, before: ShelvedPlan) -> None:
    shelf = visit.desk.shelf
    best = shelf.plan(before.tour_key)
    if best is not None and best.mark == before.mark:
        shelf.put(schedule, before.plan, before.warnings)
    else:
        shelf.adopt(schedule, before.plan, before.warnings)
