"""What the almanac suggests for the days of a tour: holidays, week-ends, Ramadan, daylight, clocks."""

from __future__ import annotations

from datetime import time as Time

import streamlit as st

from caravan.almanac.question import Question
from caravan.almanac.suggestion import (
    RAMADAN_HOURS,
    Fasting,
    HostTown,
    NewHours,
    Suggestion,
    applied,
)
from caravan.almanac.suggestion_text import action_text, suggestion_text
from caravan.almanac.suggestions import suggestions
from caravan.errors import msg
from caravan.files.draft import Draft, draft_of
from caravan.files.editing.calendars import set_calendar
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.tour.opening import Hours
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.clock_field import minutes_of, time_of
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.sun_line import sun_text
from caravan.ui.workbench import Workbench


def show_suggestions(bench: Workbench) -> None:
    """Daylight in a line, then each suggestion with its reason and a button for what it changes."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    question = _question(draft)
    if question is None:
        return
    show(element("h2", _("Good to know about these days")), speech)
    light = sun_text(draft, speech)
    if light:
        show(element("p", element("bdi", light), class_="cv-quiet cv-figures"), speech)
    put_aside: set[str] = st.session_state.setdefault(bench.key("put-aside"), set())
    hours = st.session_state.get(_hours_key(bench), RAMADAN_HOURS)
    found = suggestions(question, speech.code, hours)
    open_ = [suggestion for suggestion in found if suggestion.id not in put_aside]
    if not open_:
        show(element("p", _nothing(question, speech), class_="cv-quiet"), speech)
    for suggestion in open_:
        _show_suggestion(bench, suggestion, put_aside)
    show_faults(bench, "suggestions")
    hidden = len(found) - len(open_)
    if hidden:
        st.button(
            speech.count("Show the one put aside", "Show the {number} put aside", hidden),
            key=bench.key("put-back"),
            type="tertiary",
            on_click=put_aside.clear,
        )


def _nothing(question: Question, speech: Language) -> str:
    """What to say without suggestions: holidays are only known of countries."""
    _ = speech.text
    if not question.countries:
        return _("Holidays are shown when the towns are found and their country is known.")
    return _("No holiday, Ramadan or change of the clocks asks for a decision about these days.")


def _show_suggestion(bench: Workbench, suggestion: Suggestion, put_aside: set[str]) -> None:
    speech = bench.language
    with st.container(border=True, key=f"cv-suggestion-{suggestion.id}"):
        show(element("p", element("bdi", suggestion_text(suggestion, speech))), speech)
        if isinstance(suggestion.about, Fasting) and suggestion.changes:
            _show_fasting_hours(bench)
        with st.container(horizontal=True):
            action = action_text(suggestion, bench.draft.calendars, speech)
            if action:
                st.button(
                    plain(action),
                    key=bench.key(f"apply-{suggestion.id}"),
                    on_click=_apply,
                    args=(bench, suggestion.changes),
                )
            st.button(
                speech.text("Put aside"),
                key=bench.key(f"aside-{suggestion.id}"),
                type="tertiary",
                on_click=put_aside.add,
                args=(suggestion.id,),
            )


def _apply(bench: Workbench, changes: tuple[NewHours, ...]) -> None:
    def operation(files: TourFiles) -> TourFiles:
        calendars = {new.calendar for new in changes}
        for calendar in draft_of(files).calendars:
            if calendar.id in calendars:
                files = set_calendar(files, applied(calendar, changes))
        return files

    bench.change(operation, msg("suggested hours"), "suggestions")


def _show_fasting_hours(bench: Workbench) -> None:
    speech = bench.language
    _ = speech.text
    key = _hours_key(bench)
    now: Hours = st.session_state.get(key, RAMADAN_HOURS)
    first, last = bench.key("fasting-from"), bench.key("fasting-to")
    for name, minutes in ((first, now.begins), (last, now.ends)):
        # Half-way hours stay as typed: they are used once they begin before they end.
        st.session_state.setdefault(name, time_of(minutes))

    def change() -> None:
        begins, ends = st.session_state[first], st.session_state[last]
        if not isinstance(begins, Time) or not isinstance(ends, Time):
            return
        span = (minutes_of(begins), minutes_of(ends, end_of_day=True))
        if span[0] < span[1]:
            st.session_state[key] = Hours(*span)

    with st.container(horizontal=True):
        for label, name in ((_("Offices open"), first), (_("Offices close"), last)):
            st.time_input(label, key=name, on_change=change, step=900, required=True, width=210)
    begins, ends = st.session_state[first], st.session_state[last]
    if minutes_of(begins) >= minutes_of(ends, end_of_day=True):
        text = _("They must open before they close.")
        show(element("p", text, class_="cv-field-fault", role="alert"), speech)


def _hours_key(bench: Workbench) -> str:
    return bench.key("fasting-hours")


def _question(draft: Draft) -> Question | None:
    """What to ask the almanac; None before the days are known."""
    head = draft.head
    if head.first_day is None or head.last_day is None or head.last_day < head.first_day:
        return None
    towns = []
    for event in draft.events:
        place = draft.place(event.town)
        if place is not None:
            towns.append(HostTown(place.country, place.point, event.open))
    return Question(
        head.first_day, head.last_day, head.zone or "UTC", tuple(towns), draft.calendars
    )
