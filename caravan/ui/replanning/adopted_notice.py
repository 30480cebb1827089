"""On the Plan page: that the plan follows what has happened, who has to be told, the way back."""

from __future__ import annotations

import streamlit as st

from caravan.ui.html import element
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import Opened
from caravan.ui.replanning.adopted import adopted_now
from caravan.ui.replanning.adopting import FIELD, told_now, undo_adoption
from caravan.ui.replanning.answer_view import touched_list
from caravan.ui.situation import sentence
from caravan.ui.tour_page.field import show_faults
from caravan.ui.visit import Visit
from caravan.ui.workbench import workbench
from caravan.views.replan_text import replan_text


def show_adopted(visit: Visit, opened: Opened) -> None:
    """Show what became of the last click, and of the plan that was adopted last."""
    speech = visit.language
    _ = speech.text
    told = told_now()
    if told is not None:
        headline = _("That did not work as it should.")
        show_notice(Tone.FAULT, headline, speech, sentence(speech.message(told)))
    if opened.shelved is None or not opened.schedule.is_kept:
        return
    show_faults(workbench(visit, opened.schedule.name), FIELD)
    adopted = adopted_now(visit, opened.schedule.name, opened.shelved)
    if adopted is None:
        return
    plan, tour = opened.shelved.plan, adopted.before.plan.tour
    listed = touched_list(plan, adopted.given_up, adopted.touched, tour, speech)
    more = ""
    if listed:
        number = len(replan_text(plan, (), adopted.touched, tour, speech).touched)
        summary = speech.count(
            "{number} town has to be told", "{number} towns have to be told", number
        )
        more = element("details", element("summary", summary), listed)
    with st.container(horizontal=True, key="cv-adopted-plan", vertical_alignment="center"):
        show_notice(Tone.GOOD, _("This plan follows what has happened."), speech, more=more)
        if opened.is_current:
            st.button(
                _("Undo: back to the plan before"),
                key="undo-adopted-plan",
                on_click=undo_adoption,
                args=(visit, opened.schedule.name, adopted),
            )
