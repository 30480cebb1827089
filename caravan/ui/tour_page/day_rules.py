"""The rules of every day: working hours, driving limit, break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time as Time

import streamlit as st

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.rules import set_rules
from caravan.tour.opening import Hours
from caravan.tour.rules import BreakRule, DayRules
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.clock_field import minutes_of, time_of
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.workbench import Operation, Workbench

_USUAL_BREAK = BreakRule(60, Hours(12 * 60, 14 * 60 + 30))
DEFAULT_RULES = DayRules(Hours(8 * 60, 19 * 60), 300, _USUAL_BREAK)
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
    values = {begins: time_of(rules.hours.begins), ends: time_of(rules.hours.ends)}
    show_values(bench, "day-hours", values)

    def change() -> None:
        first, last = _minutes(begins), _minutes(ends, end_of_day=True)
        bench.change(
            _changed(lambda now: replace(now, hours=Hours(first, last))),
            msg("working hours"),
            "day-hours",
        )

    help_ = explained(Term.WORKING_HOURS, speech)
    left.time_input(
        _("Day begins"), key=begins, on_change=change, step=900, help=help_, required=True
    )
    right.time_input(_("Day ends"), key=ends, on_change=change, step=900, help=help_, required=True)
    show_faults(bench, "day-hours")


def _show_driving(bench: Workbench, rules: DayRules) -> None:
    speech = bench.language
    _ = speech.text
    key = bench.key("driving")
    show_values(bench, "driving", {key: rules.max_driving_minutes})

    def change() -> None:
        minutes = int(st.session_state[key])
        bench.change(
            _changed(lambda now: replace(now, max_driving_minutes=minutes)),
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
    pause = rules.pause
    has = bench.key("has-break")
    show_values(bench, "has-break", {has: pause is not None})

    def switch() -> None:
        wanted = _USUAL_BREAK if st.session_state[has] else None
        bench.change(_changed(lambda now: replace(now, pause=wanted)), msg("break"), "has-break")

    st.checkbox(
        _("A break each day"), key=has, on_change=switch, help=explained(Term.BREAK, speech)
    )
    show_faults(bench, "has-break")
    if pause is not None:
        _show_pause(bench, pause)


def _show_pause(bench: Workbench, pause: BreakRule) -> None:
    _ = bench.language.text
    minutes = bench.key("break-minutes")
    begins, ends = bench.key("break-begins"), bench.key("break-ends")
    values = {
        minutes: pause.minutes,
        begins: time_of(pause.within.begins),
        ends: time_of(pause.within.ends),
    }
    show_values(bench, "break", values)

    def change() -> None:
        first, last = _minutes(begins), _minutes(ends, end_of_day=True)
        length = int(st.session_state[minutes])
        bench.change(
            _changed(lambda now: replace(now, pause=BreakRule(length, Hours(first, last)))),
            msg("break"),
            "break",
        )

    length, first, last = st.columns(3)
    length.number_input(
        _("Break, minutes"), min_value=1, max_value=600, step=5, key=minutes, on_change=change
    )
    first.time_input(_("Between"), key=begins, on_change=change, step=900, required=True)
    last.time_input(_("and"), key=ends, on_change=change, step=900, required=True)
    show_faults(bench, "break")


def _changed(change: Callable[[DayRules], DayRules]) -> Operation:
    """The change of the rules that the files have then: others may have changed them meanwhile."""
    return lambda files: set_rules(files, change(draft_of(files).rules or DEFAULT_RULES))


def _minutes(key: str, *, end_of_day: bool = False) -> int:
    value = st.session_state[key]
    return minutes_of(value if isinstance(value, Time) else Time(0), end_of_day=end_of_day)
