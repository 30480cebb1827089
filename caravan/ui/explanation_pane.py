"""What a visitor sees of a tour that can't be done: how sure that is, why, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from caravan.language.language import Language
from caravan.plan.infeasible import Infeasible
from caravan.plan.repair import Explanation
from caravan.ui.explaining import explanation_task, known_explanation, start_explaining
from caravan.ui.html import element, show
from caravan.ui.navigation import section_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import Opened
from caravan.ui.repair_menu import show_repairs
from caravan.ui.situation import conflict_notice, explained_notice
from caravan.ui.task_progress import show_task_progress
from caravan.ui.tasks import Task
from caravan.ui.visit import Visit


@dataclass(frozen=True, slots=True)
class Told:
    """What the visitor was told.

    Attributes:
        is_proved: whether it is proved that there is no plan.
        shows_plan: whether the plan of a way out is shown in full.
    """

    is_proved: bool
    shows_plan: bool = False


def show_no_plan(visit: Visit, opened: Opened, found: Infeasible | None) -> Told | None:
    """Tell why there is no plan and show the ways out; None when nothing of that is known.

    What isn't known yet is found out in the background.

    Args:
        found: what the planner has just answered, None when it didn't say so since the server
            started: it may be known from earlier.
    """
    tour, speech = opened.reading.tour, visit.language
    if tour is None:
        return None
    explanation = known_explanation(visit, opened)
    if explanation is not None:
        shown = _show_explained(visit, opened, explanation)
        return Told(explanation.infeasible.proved, shown)
    if found is None:
        return None
    task = explanation_task(visit, opened) or start_explaining(visit, opened)
    is_busy = task is not None and not task.has_ended
    show(conflict_notice(found, tour, speech, with_ways_out=not is_busy), speech)
    if task is not None and is_busy:
        _ = speech.text
        headline = _("Finding out what stands in the way, and what would help")
        phases = {
            "plan": _("looking whether there is a plan after all"),
            "conflict": _("looking for the wishes that clash"),
            "repairs": _("trying one kind of change after another"),
            "improve": _("making the plans better"),
        }
        stop = _("Stop and show what is known so far")
        show_task_progress(task, speech, headline, stop, phases)
    elif task is not None:
        _show_unexplained(visit, opened, task)
    was_wrong = task is not None and (task.result or {}).get("result") == "planned"
    return Told(found.proved and not was_wrong)


def _show_explained(visit: Visit, opened: Opened, explanation: Explanation) -> bool:
    tour, speech = opened.reading.tour, visit.language
    if tour is None:
        return False
    show(explained_notice(explanation, tour, speech), speech)
    shown = show_repairs(visit, opened, explanation)
    _show_own_ways(opened, speech)
    task = explanation_task(visit, opened)
    if task is not None and task.is_cancelled and task.has_ended:
        _look_again(visit, opened, speech.text("Look for more ways out"))
    return shown


def _show_unexplained(visit: Visit, opened: Opened, task: Task) -> None:
    """The search ended without an answer: why, and another try."""
    speech = visit.language
    _ = speech.text
    if (task.result or {}).get("result") == "planned":
        show_notice(Tone.GOOD, _("A closer look found that there is a plan after all."), speech)
        return
    if task.failure is not None:
        show_notice(
            Tone.FAULT,
            _("What stands in the way could not be found out."),
            speech,
            speech.message(task.failure),
        )
    _look_again(visit, opened, _("Find out what would help"))


def _look_again(visit: Visit, opened: Opened, label: str) -> None:
    def look() -> None:
        start_explaining(visit, opened)

    st.button(label, key=f"{opened.schedule.name}-explain", on_click=look)


def _show_own_ways(opened: Opened, speech: Language) -> None:
    """Where everything else can be changed."""
    _ = speech.text
    with st.container(horizontal=True, key="cv-own-ways", vertical_alignment="center"):
        show(element("p", _("Or change something else:"), class_="cv-quiet"), speech)
        tour = opened.schedule.name
        section_link("rules", _("Dates and rules"), tour, speech)
        section_link("towns", _("Towns"), tour, speech)
        section_link("hours", _("Opening hours"), tour, speech)
