"""A new scenario: under a name, or by one press what people ask first."""

from __future__ import annotations

import streamlit as st

from caravan.files.editing.adjusting import with_adjustments
from caravan.language.language import Language
from caravan.store.kept_tour import KeptTour
from caravan.store.scenario_name import MAX_LENGTH
from caravan.tour.adjustment import AddDays, AddTeam, Adjustment, DriveMore, WidenDay
from caravan.tour.tour import MAX_DAYS, MAX_TEAMS, Tour
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.scenarios.actions import make_scenario, try_out
from caravan.ui.scenarios.alternatives import Alternative
from caravan.ui.visit import Visit
from caravan.ui.workbench import Operation
from caravan.views.adjustment_text import adjustment_text


def show_new_scenario(visit: Visit, base: KeptTour, every: tuple[Alternative, ...]) -> None:
    """The form, and what can be tried by one press."""
    speech = visit.language
    _ = speech.text
    names = {one.id: one.title(speech) for one in every}
    name, source = f"new-scenario-{base.id}", f"scenario-source-{base.id}"

    def make() -> None:
        make_scenario(visit, base, st.session_state[name], st.session_state.get(source) or base.id)

    with st.form(f"cv-new-scenario-{base.id}", border=True):
        show(element("h2", _("What if …?")), speech)
        with st.container(horizontal=True, vertical_alignment="bottom", key="cv-new-scenario"):
            st.text_input(
                _("Name of the scenario"),
                key=name,
                max_chars=MAX_LENGTH,
                placeholder=_("One day more"),
            )
            if len(names) > 1:
                st.selectbox(
                    _("Begins as a copy of"),
                    list(names),
                    format_func=lambda id_: names.get(id_, id_),
                    key=source,
                )
            st.form_submit_button(_("Make a scenario"), type="primary", on_click=make)
    tour = every[0].opened.reading.tour
    if tour is not None:
        _show_first_questions(visit, base, tour)


def _show_first_questions(visit: Visit, base: KeptTour, tour: Tour) -> None:
    speech = visit.language
    text = speech.text("Or try at once, each planned as a scenario of its own:")
    show(element("p", text, class_="cv-quiet"), speech)
    with st.container(horizontal=True, key="cv-first-questions"):
        for number, change in enumerate(_first_questions(tour)):
            said = adjustment_text(change, tour, speech)
            st.button(
                plain(said),
                key=f"try-first-{number}",
                on_click=try_out,
                args=(visit, base, _operation(change), said),
            )


def _operation(change: Adjustment) -> Operation:
    return lambda files: with_adjustments(files, change)


def _first_questions(tour: Tour) -> list[Adjustment]:
    """What people ask first, as far as the tour allows it."""
    changes: list[Adjustment] = [DriveMore(30), WidenDay(later=30)]
    if tour.number_of_days < MAX_DAYS:
        changes.insert(0, AddDays(after=1))
    if tour.teams < MAX_TEAMS:
        changes.append(AddTeam())
    return changes


def show_no_scenario(speech: Language) -> None:
    """What scenarios are for, said to somebody who has none."""
    from caravan.ui.notice import Tone, show_notice

    _ = speech.text
    show_notice(
        Tone.QUIET,
        _("There is no scenario yet."),
        speech,
        _(
            "A scenario is a copy of the tour in which you change what you like: dates, limits, "
            "towns, teams, beds. The tour itself stays as it is until you decide otherwise."
        ),
    )
