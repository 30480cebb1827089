"""The scenarios of a tour, each with what it changes, its plan, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.store.kept_tour import KeptTour
from caravan.store.scenario_name import MAX_LENGTH
from caravan.ui.choices import choose, chosen
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.scenarios import actions
from caravan.ui.scenarios.alternatives import Alternative, Answer
from caravan.ui.scenarios.differing import differing
from caravan.ui.scenarios.new_scenario import show_new_scenario, show_no_scenario
from caravan.ui.scenarios.planning_panel import show_planning
from caravan.ui.scenarios.quick_panel import show_quick_panel
from caravan.ui.scenarios.status_line import status_line
from caravan.ui.tour_actions import open_tour
from caravan.ui.visit import Visit
from caravan.ui.workbench import workbench


def show_list(visit: Visit, base: KeptTour, every: tuple[Alternative, ...]) -> None:
    """The tour as it is, then its scenarios; `every` has the tour first."""
    speech = visit.language
    queue = actions.queue_of(visit, base)
    show_planning(every, queue, speech)
    waiting = queue.waiting
    _show_plan_all(visit, base, every, waiting)
    _show_base(visit, every[0], waits=every[0].id in waiting)
    for one in every[1:]:
        _show_scenario(visit, base, every[0], one, waits=one.id in waiting)
    if len(every) == 1:
        show_no_scenario(speech)
    show_new_scenario(visit, base, every)
    _show_archive(visit, base)
    _show_deleted(visit, base)


def _show_plan_all(
    visit: Visit, base: KeptTour, every: tuple[Alternative, ...], waiting: tuple[str, ...]
) -> None:
    left = [one.id for one in every if one.can_be_planned and one.id not in waiting]
    if len(left) < 2:
        return
    st.button(
        visit.language.count(
            "Plan the only one without a plan",
            "Plan all {number} that have no plan yet, one after the other",
            len(left),
        ),
        type="primary",
        key="plan-all",
        on_click=actions.queue_of(visit, base).add,
        args=tuple(left),
    )


def _show_base(visit: Visit, base: Alternative, *, waits: bool) -> None:
    speech = visit.language
    _ = speech.text
    with st.container(border=True, key=f"cv-scenario-{base.id}"):
        show(_head(base, speech, waits=waits), speech)
        with st.container(horizontal=True, key=f"cv-scenario-do-{base.id}"):
            _plan_buttons(visit, base.kept, base, waits=waits)
            st.button(
                _("Change the tour"),
                key=f"open-{base.id}",
                on_click=open_tour,
                args=(base.id, "tour"),
            )


def _show_scenario(
    visit: Visit, base: KeptTour, before: Alternative, one: Alternative, *, waits: bool
) -> None:
    speech = visit.language
    _ = speech.text
    is_open = chosen("change", (one.id,)) is not None
    with st.container(border=True, key=f"cv-scenario-{one.id}"):
        show(_head(one, speech, waits=waits) + differing(before, one, speech), speech)
        with st.container(horizontal=True, key=f"cv-scenario-do-{one.id}"):
            _plan_buttons(visit, base, one, waits=waits)
            st.button(
                _("Close the quick changes") if is_open else _("Quick changes"),
                key=f"change-{one.id}",
                on_click=choose,
                args=("change", None if is_open else one.id),
            )
            st.button(
                _("Change anything"),
                key=f"open-{one.id}",
                on_click=open_tour,
                args=(one.id, "tour"),
                help=_("Opens the scenario on the page of the tour."),
            )
            _compare_button(visit, base, one)
            if one.answer is not Answer.UNFINISHED:
                _adopt_button(visit, base, one)
            _more(visit, base, one.kept)
        if is_open and before.opened.reading.files is not None:
            choose("change", one.id)  # also in the address: a reload finds it open
            show_quick_panel(workbench(visit, one.id), before.opened.reading.files)


def _head(one: Alternative, speech: Language, *, waits: bool) -> Markup:
    name = element("h3", element("bdi", one.title(speech)))
    return element("div", name, status_line(one, speech, waits=waits), class_="cv-scenario")


def _plan_buttons(visit: Visit, base: KeptTour, one: Alternative, *, waits: bool) -> None:
    """Ask the planner, or look at what it has answered."""
    _ = visit.language.text
    queue = actions.queue_of(visit, base)
    if waits:
        st.button(_("Don't plan it"), key=f"drop-{one.id}", on_click=queue.drop, args=(one.id,))
    elif one.can_be_planned:
        again = one.answer is not Answer.OPEN
        st.button(
            _("Plan again") if again else _("Plan it"),
            type="primary",
            key=f"plan-{one.id}",
            on_click=queue.add,
            args=(one.id,),
        )
    if one.answer is Answer.UNFINISHED:
        _go(_("See what is missing"), one, "tour")
    elif one.answer in (Answer.IMPOSSIBLE, Answer.NOT_FOUND):
        _go(_("See why, and what would help"), one, "plan")
    elif one.opened.shelved is not None:
        _go(_("Show the plan"), one, "plan")


def _go(label: str, one: Alternative, page: str) -> None:
    st.button(label, key=f"go-{page}-{one.id}", on_click=open_tour, args=(one.id, page))


def _compare_button(visit: Visit, base: KeptTour, one: Alternative) -> None:
    def compare() -> None:
        choose("part", "compare")
        choose("a", base.id)
        choose("b", one.id)

    if one.plan is not None:
        text = visit.language.text("Compare with the tour")
        st.button(text, key=f"compare-{one.id}", on_click=compare)


def _adopt_button(visit: Visit, base: KeptTour, one: Alternative) -> None:
    speech = visit.language
    _ = speech.text
    with st.popover(_("Make this the tour"), key=f"ask-adopt-{one.id}"):
        if one.plan is not None:
            text = _(
                "The tour takes over all that this scenario says, and its plan. Nobody is told "
                "before you publish. It can be undone."
            )
        else:
            text = _(
                "The tour takes over all that this scenario says. It has no plan yet. It can be "
                "undone."
            )
        show(element("p", text), speech)
        st.button(
            _("Make “{name}” the tour", name=plain(one.kept.scenario)),
            key=f"adopt-{one.id}",
            on_click=actions.adopt,
            args=(visit, base, one.kept),
        )


def _more(visit: Visit, base: KeptTour, scenario: KeptTour) -> None:
    """What is done seldom: another name, the archive, deletion."""
    speech = visit.language
    _ = speech.text
    key = f"rename-to-{scenario.id}"

    def rename() -> None:
        actions.rename(visit, scenario, st.session_state[key])

    with st.popover(_("More"), key=f"more-{scenario.id}"):
        st.text_input(_("Another name"), scenario.scenario, key=key, max_chars=MAX_LENGTH)
        st.button(_("Rename"), key=f"rename-{scenario.id}", on_click=rename)
        st.button(
            _("Archive"),
            key=f"archive-{scenario.id}",
            on_click=actions.archive,
            args=(visit, scenario),
        )
        st.button(
            _("Delete “{name}”", name=plain(scenario.scenario)),
            key=f"delete-{scenario.id}",
            on_click=actions.delete,
            args=(visit, base, scenario),
            help=_("It can be brought back for 30 days."),
        )


def _show_archive(visit: Visit, base: KeptTour) -> None:
    archived = visit.desk.scenarios.listed(base.id, archived=True)
    if not archived:
        return
    _ = visit.language.text
    with st.expander(_("Archived scenarios"), key="archived-scenarios"):
        for one in archived:
            _show_aside(visit, one, _("Take out of the archive"), actions.archive)


def _show_deleted(visit: Visit, base: KeptTour) -> None:
    deleted = visit.desk.scenarios.deleted(base.id)
    if not deleted:
        return
    _ = visit.language.text
    with st.expander(_("Deleted in the last 30 days"), key="deleted-scenarios"):
        for one in deleted:
            _show_aside(visit, one, _("Bring it back"), actions.restore)


def _show_aside(visit: Visit, one: KeptTour, label: str, act: Callable[..., None]) -> None:
    with st.container(horizontal=True, key=f"cv-aside-{one.id}", vertical_alignment="center"):
        show(element("p", element("bdi", one.scenario)), visit.language)
        st.button(label, key=f"back-{one.id}", on_click=act, args=(visit, one))
