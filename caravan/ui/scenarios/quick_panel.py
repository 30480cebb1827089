"""The quick changes of a scenario: what people try first, without leaving the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from caravan.errors import Message, msg
from caravan.files.draft import Draft
from caravan.files.tour_files import TourFiles
from caravan.tour.place import PlaceKind
from caravan.ui.html import element, show
from caravan.ui.scenarios.quick_changes import (
    beds_in,
    dates_moved,
    driving_moved,
    hours_moved,
    left_out,
    more_teams,
    optional_events,
)
from caravan.ui.tour_page.bound import bound, changing
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.saved import show_saved, show_unsaved
from caravan.ui.tour_page.words import event_name, place_name
from caravan.ui.workbench import Operation, Workbench, drafted

_FIELD = "quick"


def show_quick_panel(bench: Workbench, base: TourFiles) -> None:
    """The changes, each with what holds now; `base` are the files of the tour as it is."""
    with st.container(horizontal=True, key=f"cv-quick-saved-{bench.id}"):
        show_saved(bench)
    show_unsaved(bench)
    show_faults(bench, _FIELD)
    _show_steps(bench)
    _show_towns(bench, base)


def _show_steps(bench: Workbench) -> None:
    speech, draft = bench.language, bench.draft
    _ = speech.text
    head, rules = draft.head, draft.rules
    if head.first_day is not None and head.last_day is not None:
        days = (head.last_day - head.first_day).days + 1
        span = speech.dates(min(head.first_day, head.last_day), max(head.first_day, head.last_day))
        length = speech.count("{number} day", "{number} days", max(0, days))
        what = msg("days of the tour")
        steps = [
            (_("One day earlier"), "first-earlier", dates_moved(first=-1), what),
            (_("One day later"), "first-later", dates_moved(first=1), what),
        ]
        _row(bench, "first", _("First day"), speech.long_date(head.first_day), steps)
        steps = [
            (_("One day less"), "last-earlier", dates_moved(last=-1), what),
            (_("One day more"), "last-later", dates_moved(last=1), what),
        ]
        last = f"{speech.long_date(head.last_day)} ({length})"
        _row(bench, "last", _("Last day"), last if days > 0 else span, steps)
    if rules is not None:
        begins, ends = speech.clock(rules.hours.begins), speech.clock(rules.hours.ends)
        _row(bench, "begins", _("Day begins"), begins, _hour_steps(bench, "begins"))
        _row(bench, "ends", _("Day ends"), ends, _hour_steps(bench, "ends"))
        limit = speech.duration(rules.max_driving_minutes)
        _row(bench, "driving", _("Driving limit of a day"), limit, _driving_steps(bench))
    what = msg("number of teams")
    steps = [
        (_("One less"), "team-less", more_teams(-1), what),
        (_("One more"), "team-more", more_teams(1), what),
    ]
    _row(bench, "teams", _("Teams"), speech.number(head.teams), steps)


_Step = tuple[str, str, Operation, Message]
"""A button: its label, its name on the page, the edit, what is changed."""


def _hour_steps(bench: Workbench, end: str) -> list[_Step]:
    _ = bench.language.text
    what = msg("working hours")
    return [
        (
            _("{minutes} min earlier", minutes=-minutes)
            if minutes < 0
            else _("{minutes} min later", minutes=minutes),
            f"{end}-{minutes}",
            hours_moved(**{end: minutes}),
            what,
        )
        for minutes in (-30, -15, 15, 30)
    ]


def _driving_steps(bench: Workbench) -> list[_Step]:
    _ = bench.language.text
    what = msg("driving limit")
    return [
        (
            _("{minutes} min less", minutes=-minutes)
            if minutes < 0
            else _("{minutes} min more", minutes=minutes),
            f"driving-{minutes}",
            driving_moved(minutes),
            what,
        )
        for minutes in (-30, -15, 15, 30)
    ]


def _row(bench: Workbench, name: str, label: str, value: str, steps: Sequence[_Step]) -> None:
    """A value that holds now, and the buttons that change it."""
    with st.container(horizontal=True, key=f"cv-quick-{name}-{bench.id}"):
        texts = (
            element("span", label, class_="cv-quiet"),
            element("b", value, class_="cv-figures"),
        )
        show(element("p", *texts, class_="cv-step"), bench.language)
        for text, field, operation, what in steps:
            st.button(text, **_changing(bench, operation, what, field))


def _changing(bench: Workbench, operation: Operation, what: Message, field: str) -> dict[str, Any]:
    """A button's `key` and `on_click`; what is refused is told once, above all of them."""
    given = changing(bench, operation, what, _FIELD)
    return {**given, "key": bench.key(f"{_FIELD}-{field}")}


def _show_towns(bench: Workbench, base: TourFiles) -> None:
    _ = bench.language.text
    draft, before = bench.draft, drafted(base)
    towns = {
        place.id: place_name(place, bench.language)
        for place in draft.places
        if place.kind is PlaceKind.TOWN
    }
    beds = [place.id for place in draft.places if place.can_sleep and place.id in towns]
    _choice(bench, "beds", _("Towns with beds"), towns, beds, beds_in, msg("overnight stays"))
    events = _event_names(bench, draft)
    optional = [event.id for event in draft.events if not event.required and event.id in events]
    _choice(
        bench,
        "optional",
        _("Towns that may be left out"),
        events,
        optional,
        optional_events,
        msg("required and optional towns"),
    )
    asked = _event_names(bench, before)
    gone = [id_ for id_ in asked if id_ not in events]
    _choice(
        bench,
        "gone",
        _("Towns that are left out"),
        asked,
        gone,
        lambda ids: left_out(ids, base),
        msg("towns that are left out"),
    )


def _event_names(bench: Workbench, draft: Draft) -> dict[str, str]:
    return {
        event.id: event_name(event, draft, bench.language) for event in draft.events if event.id
    }


def _choice(
    bench: Workbench,
    name: str,
    label: str,
    options: dict[str, str],
    now: list[str],
    operation: Callable[[Any], Operation],
    what: Message,
) -> None:
    """Towns to choose from, the chosen ones shown."""
    field = f"{_FIELD}-{name}"
    given = bound(bench, field, now, operation, what)
    st.multiselect(
        label,
        list(options),
        format_func=lambda id_: options.get(id_, id_),
        placeholder=bench.language.text("No town"),
        **given,
    )
    show_faults(bench, field)
