"""The ways out of a tour that can't be done: what to change, what comes of it, one click."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.figures import figures_of, is_used
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.plan.repair import Explanation, Repair, RepairKind
from caravan.store.shelf import ShelvedPlan
from caravan.tour.adjustment import LeaveOut
from caravan.tour.tour import Tour
from caravan.ui.answer_pane import show_answer
from caravan.ui.choices import choose, chosen
from caravan.ui.explaining import key_of
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import Opened
from caravan.ui.repairing import apply_repair, leave_out
from caravan.ui.visit import Visit
from caravan.ui.workbench import Workbench, workbench
from caravan.views.explanation import explanation_text
from caravan.views.no_plan import WayOut, ways_out
from caravan.views.verdict import towns_kept


def show_repairs(visit: Visit, opened: Opened, explanation: Explanation) -> bool:
    """Show the menu, cheapest first; whether the plan of one is shown in full."""
    tour = opened.reading.tour
    if tour is None:
        return False
    speech = visit.language
    _ = speech.text
    told = explanation_text(explanation, tour, speech)
    if not explanation.repairs:
        headline = told.menu or _("No way out is known yet.")
        show_notice(Tone.OPEN, headline, speech, told.unhelpful, told.untried)
        return False
    is_kept = opened.schedule.is_kept
    bench = workbench(visit, opened.schedule.name) if is_kept else None
    shown = chosen("way", [repair.kind.value for repair in explanation.repairs])
    title = element("h2", _("Ways out"))
    menu = element("p", told.menu, class_="cv-quiet")
    show(element("section", title, menu, class_="cv-section"), speech)
    if bench is None:
        text = _(
            "This tour is in files, which are only read here: a change is made in a copy of your "
            "own."
        )
        show(element("p", text, class_="cv-quiet"), speech)
    for number, repair in enumerate(explanation.repairs, start=1):
        entry = (number, repair, told.repairs[number - 1].title)
        is_shown = repair.kind.value == shown
        with st.container(key=f"cv-repair-{repair.kind}"):
            _show_card(visit, opened, bench, entry, is_shown=is_shown)
            if repair.kind is RepairKind.LEAVE_OUT:
                _show_others(visit, opened, bench, repair, explanation.infeasible)
            if is_shown:
                show_answer(visit, _preview(opened, repair))
    rest = " ".join(text for text in (told.unhelpful, told.untried) if text)
    if rest:
        show(element("p", rest, class_="cv-quiet"), speech)
    return shown is not None


def _show_card(
    visit: Visit,
    opened: Opened,
    bench: Workbench | None,
    entry: tuple[int, Repair, str],
    *,
    is_shown: bool,
) -> None:
    number, repair, title = entry
    speech, tour = visit.language, opened.reading.tour
    if tour is None:
        return
    _ = speech.text
    key = f"{opened.schedule.name}-{repair.kind}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"cv-repair-head-{number}"):
        with st.container(key=f"cv-repair-text-{number}"):
            show(_card(title, plan_facts(repair.plan, tour, speech), number), speech)
        st.button(
            _("Make this change"),
            key=f"apply-{key}",
            type="primary" if number == 1 else "secondary",
            on_click=apply_repair,
            args=(visit, opened, bench, repair),
        )
        st.button(
            _("Hide its plan") if is_shown else _("Show its plan"),
            key=f"show-{key}",
            on_click=choose,
            args=("way", None if is_shown else repair.kind.value),
        )


def _card(title: str, facts: list[str], number: int) -> Markup:
    return element(
        "div",
        element("span", str(number), class_="cv-repair-number", aria_hidden="true"),
        element(
            "div",
            element("h3", element("bdi", title)),
            element("p", " · ".join(facts), class_="cv-quiet"),
        ),
        class_="cv-repair cv-figures",
    )


def plan_facts(plan: Plan, tour: Tour, speech: Language) -> list[str]:
    """What a plan comes to: days, towns of the tour kept, travel, km; and whether it is the best."""
    _ = speech.text
    figures = figures_of(plan)
    dates = {day.date for day in plan.days if is_used(day)}
    facts = [
        speech.count("{number} day", "{number} days", len(dates)),
        towns_kept(len(plan.kept), tour, speech),
        _("{duration} on the way", duration=speech.duration(figures.travel_minutes)),
        speech.km(figures.road_km + figures.sea_km),
    ]
    if plan.status is not Status.OPTIMAL:
        facts.append(_("a longer search may shorten it"))
    return facts


def _show_others(
    visit: Visit,
    opened: Opened,
    bench: Workbench | None,
    repair: Repair,
    infeasible: Infeasible,
) -> None:
    """The other towns whose leaving out would do, to be chosen instead."""
    tour, speech = opened.reading.tour, visit.language
    if tour is None:
        return
    left_out = {change.event for change in repair.adjustments if isinstance(change, LeaveOut)}
    others = {
        way.event: way for way in ways_out(infeasible, tour, speech) if way.event not in left_out
    }
    if not others:
        return
    _ = speech.text
    label = speech.count(
        "Leaving out this town would do as well:",
        "Leaving out one of these {number} towns would do as well:",
        len(others),
    )
    key = f"{opened.schedule.name}-other-town"

    def take() -> None:
        event = st.session_state.get(key)
        if event in others:
            leave_out(visit, opened, bench, event)

    with st.container(horizontal=True, vertical_alignment="bottom", key="cv-repair-others"):
        st.selectbox(
            label, list(others), format_func=lambda id_: _way(others[id_], speech), key=key
        )
        st.button(_("Leave this one out and plan"), key=f"apply-{key}", on_click=take)


def _way(way: WayOut, speech: Language) -> str:
    if way.travel_minutes is None:
        return way.town
    travel = speech.duration(way.travel_minutes)
    return f"{way.town} · {speech.text('{duration} on the way', duration=travel)}"


def _preview(opened: Opened, repair: Repair) -> ShelvedPlan:
    """A repair's plan as views take one; nothing is put on the shelf."""
    mark = f"{key_of(opened)}-{repair.kind}-{repair.plan.objective.travel_minutes}"
    return ShelvedPlan(repair.plan, opened.key, mark)
