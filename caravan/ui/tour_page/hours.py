"""The section *Opening hours*: named calendars, each a week and other hours on single dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.calendars import add_calendar, remove_calendar, set_calendar
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.tour.names import Names
from caravan.tour.opening import OpeningHours
from caravan.ui.choices import choose, chosen
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.date_hours import show_dates
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.tour_page.week_grid import show_week
from caravan.ui.tour_page.words import best_name, event_name
from caravan.ui.workbench import Workbench


def show_hours(bench: Workbench) -> None:
    """Draw the section."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("p", explained(Term.OPENING_HOURS, speech), class_="cv-quiet"), speech)
    calendar = _choose(bench)
    show_faults(bench, "calendars", "calendars")
    if calendar is None:
        show_notice(Tone.QUIET, _("There are no opening hours yet: add some."), speech)
    else:
        _show_names(bench, calendar)
        show_week(bench, calendar)
        show_dates(bench, calendar)
        users = [event_name(e, draft, speech) for e in draft.events if calendar.id in e.open]
        text = (
            _("Used by: {towns}", towns=speech.listing(users))
            if users
            else _("No event uses these hours yet; choose them at a town.")
        )
        show(element("p", element("bdi", text), class_="cv-quiet"), speech)
        _show_removal(bench, calendar)
    _show_new(bench)


def _choose(bench: Workbench) -> OpeningHours | None:
    speech = bench.language
    known = {calendar.id: calendar for calendar in bench.draft.calendars}
    if not known:
        return None
    key = bench.key("calendar")

    def change() -> None:
        choose("calendar", st.session_state[key])

    now = chosen("calendar", known) or next(iter(known))
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.selectbox(
        speech.text("Opening hours of"),
        list(known),
        format_func=_labels(known, speech).__getitem__,
        key=key,
        on_change=change,
    )
    return known[now]


def _labels(known: dict[str, OpeningHours], speech: Language) -> dict[str, str]:
    """The names of calendars, with their ids where several have one name."""
    names = {id_: speech.name(calendar.names) for id_, calendar in known.items()}
    often = Counter(names.values())
    return {id_: name if often[name] == 1 else f"{name} ({id_})" for id_, name in names.items()}


def _show_names(bench: Workbench, calendar: OpeningHours) -> None:
    speech = bench.language
    field = f"calendar-name-{calendar.id}-{speech.code}"
    key = bench.key(field)
    show_values(bench, field, {key: speech.name(calendar.names)})

    def change() -> None:
        text = st.session_state[key].strip()
        bench.change(
            lambda files: set_calendar(files, _renamed(files, calendar, speech.code, text)),
            msg("name of opening hours"),
            field,
        )

    st.text_input(speech.text("Name"), key=key, on_change=change, max_chars=300)
    show_faults(bench, field)


def _renamed(files: TourFiles, calendar: OpeningHours, code: str, text: str) -> OpeningHours:
    """The calendar under another name, and with all else as the files have it then."""
    now = next((c for c in draft_of(files).calendars if c.id == calendar.id), calendar)
    return replace(now, names=Names.of(**{**dict(now.names.texts), code: text}))


def _show_removal(bench: Workbench, calendar: OpeningHours) -> None:
    speech = bench.language
    _ = speech.text

    def remove() -> None:
        done = bench.change(
            lambda files: remove_calendar(files, calendar.id),
            msg("opening hours removed"),
            "remove-calendar",
        )
        if done:
            choose("calendar", None)

    st.button(_("Remove these hours"), key=bench.key("remove-calendar"), on_click=remove)
    show_faults(bench, "remove-calendar")


def _show_new(bench: Workbench) -> None:
    speech = bench.language
    _ = speech.text
    base = f"new-calendar-{len(bench.draft.calendars)}"
    with st.form(bench.key(base), border=True):
        name = st.text_input(
            _("Add opening hours"),
            placeholder=_("For example: Market square"),
            max_chars=300,
            key=bench.key(f"{base}-name"),
        )
        added = st.form_submit_button(_("Add"))
    show_faults(bench, "new-calendar")
    if not added:
        return
    made: list[str] = []

    def add(files: TourFiles) -> TourFiles:
        after = add_calendar(files, {speech.code: name})
        known = {calendar.id for calendar in draft_of(files).calendars}
        made[:] = [c.id for c in draft_of(after).calendars if c.id not in known]
        return after

    if bench.change(add, msg("opening hours added"), "new-calendar") and made:
        choose("calendar", made[0])
    st.rerun()


def calendar_name(bench: Workbench, id_: str) -> str:
    """The name of opening hours, or their id when they are unknown."""
    for calendar in bench.draft.calendars:
        if calendar.id == id_:
            return best_name(calendar.names.texts, bench.language, id_)
    return id_
