"""The rules of every day: working hours, driving limit, break."""

from __future__ import annotations

from dataclasses import replace
from datetime import time as Time

import streamlit as st

from caravan.errors import msg
from caravan.files.editing.rules import set_rules
from caravan.tour.opening import Hours
from caravan.tour.rules import BreakRule, DayRules
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.clock_field import minutes_of, time_of
from caravan.ui.tour_page.field import show_faults
from caravan.ui.workbench import Workbench

DEFAULT_RULES = DayRules(Hours(8 * 60, 19 * 60), 300, BreakRule(60, Hours(12 * 60, 14 * 60 + 30)))
"""What a new tour begins with, and what is shown when the files' rules are wrong."""


def show_day_rules(bench: Workbench) -> None:
    """The rules, each field explained."""
    speech = bench.language
    _ = speech.text
    rules = bench.draft.rules or DEFAULT_RULES
    show(element("h2", _("Rules of a day")), speech)
    _show_hours(bench, rules)
    _show_driving(bench, rules)
    _show_break(bench, rules)
    show_faults(bench, "rules", "rules")


def _show_hours(bench: Workbench, rules: DayRules) -> None:
    speech = bench.language
    _ = speech.text
    left, right = st.columns(2)
    begins, ends = bench.key("day-begins"), bench.key("day-ends")
    st.session_state[begins], st.session_state[ends] = (
        time_of(rules.hours.begins),
        time_of(rules.hours.ends),
    )

    def change() -> None:
        first, last = _minutes(begins), _minutes(ends, end_of_day=True)
        bench.change(
            lambda files: set_rules(files, replace(rules, hours=Hours(first, last))),
            msg("working hours"),
            "day-hours",
        )

    help_ = explained(Term.WORKING_HOURS, speech)
    left.time_input(_("Day begins"), key=begins, on_change=change, step=900, help=help_)
    right.time_input(_("Day ends"), key=ends, on_change=change, step=900, help=help_)
    show_faults(bench, "day-hours")


def _show_driving(bench: Workbench, rules: DayRules) -> None:
    speech = bench.language
    _ = speech.text
    key = bench.key("driving")
    st.session_state[key] = rules.max_driving_minutes

    def change() -> None:
        minutes = int(st.session_state[key])
        bench.change(
            lambda files: set_rules(files, replace(rules, max_driving_minutes=minutes)),
            msg("driving limit"),
            "driving",
        )

    st.number_input(
        _("Driving limit of a day, minutes"),
        min_value=0,
        max_value=1440,
        step=15,
        key=key,
        on_change=change,
        help=explained(Term.DRIVING_LIMIT, speech),
    )
    show(element("p", speech.duration(rules.max_driving_minutes), class_="cv-quiet"), speech)
    show_faults(bench, "driving")


def _show_break(bench: Workbench, rules: DayRules) -> None:
    speech = bench.language
    _ = speech.text
    pause = rules.pause or BreakRule(60, Hours(12 * 60, 14 * 60 + 30))
    has, minutes = bench.key("has-break"), bench.key("break-minutes")
    begins, ends = bench.key("break-begins"), bench.key("break-ends")
    st.session_state[has] = rules.pause is not None

    def change() -> None:
        wanted = bool(st.session_state[has])
        # Without a break its fields are not on the page.
        shown = rules.pause is not None
        first = _minutes(begins) if shown else pause.within.begins
        last = _minutes(ends, end_of_day=True) if shown else pause.within.ends
        length = int(st.session_state[minutes]) if shown else pause.minutes
        bench.change(
            lambda files: set_rules(
                files,
                replace(rules, pause=BreakRule(length, Hours(first, last)) if wanted else None),
            ),
            msg("break"),
            "break",
        )

    st.checkbox(
        _("A break each day"), key=has, on_change=change, help=explained(Term.BREAK, speech)
    )
    if rules.pause is not None:
        st.session_state[minutes] = pause.minutes
        st.session_state[begins] = time_of(pause.within.begins)
        st.session_state[ends] = time_of(pause.within.ends)
        length, first, last = st.columns(3)
        length.number_input(
            _("Break, minutes"), min_value=1, max_value=600, step=5, key=minutes, on_change=change
        )
        first.time_input(_("Between"), key=begins, on_change=change, step=900)
        last.time_input(_("and"), key=ends, on_change=change, step=900)
    show_faults(bench, "break")


def _minutes(key: str, *, end_of_day: bool = False) -> int:
    value = st.session_state[key]
    return minutes_of(value if isinstance(value, Time) else Time(0), end_of_day=end_of_day)
