"""What the tour is called, its days, where it starts and ends, and its time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from datetime import date as Date

import streamlit as st

from caravan.errors import Message, msg
from caravan.files.editing.head import set_dates, set_end, set_start, set_title, set_zone
from caravan.files.tour_files import TourFiles
from caravan.language.language import LANGUAGES
from caravan.tour.place import PlaceKind
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.date_span import date_span
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_labels import place_labels
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.tour_page.words import AUTONYMS
from caravan.ui.workbench import Workbench

Operation = Callable[[TourFiles, str], TourFiles]


def show_names(bench: Workbench) -> None:
    """The tour's name, in each language of the app."""
    speech = bench.language
    _ = speech.text
    show(element("h2", _("Name")), speech)
    names = dict(bench.draft.head.names)
    for code in (speech.code, *(other for other in LANGUAGES if other != speech.code)):
        field = f"title-{code}"
        key = bench.key(field)
        show_values(bench, field, {key: names.get(code, "")})

        def change(code: str = code, key: str = key, field: str = field) -> None:
            text = st.session_state[key].strip()
            bench.change(lambda files: set_title(files, code, text), msg("name of the tour"), field)

        st.text_input(
            _("Name in {language}", language=AUTONYMS[code]),
            key=key,
            on_change=change,
            max_chars=300,
        )
        show_faults(bench, field)
    show_faults(bench, "title", "tour.name")


def show_window(bench: Workbench) -> None:
    """First and last day."""
    speech = bench.language
    _ = speech.text
    head = bench.draft.head
    show(element("h2", _("Days")), speech)
    left, right = st.columns(2)
    first_key, last_key = bench.key("first-day"), bench.key("last-day")
    show_values(bench, "dates", {first_key: head.first_day, last_key: head.last_day})

    def change() -> None:
        first, last = st.session_state[first_key], st.session_state[last_key]
        bench.change(lambda files: set_dates(files, first, last), msg("days of the tour"), "dates")

    for column, label, key in (
        (left, _("First day"), first_key),
        (right, _("Last day"), last_key),
    ):
        column.date_input(
            label,
            key=key,
            on_change=change,
            format="DD/MM/YYYY",
            **date_span(st.session_state[key]),
        )
    show_faults(bench, "dates", "tour.first_day", "tour.last_day")
    _say_how_long(bench, head.first_day, head.last_day)


def _say_how_long(bench: Workbench, first: Date | None, last: Date | None) -> None:
    speech = bench.language
    if first is None or last is None or last < first:
        return
    text = speech.count("{number} day", "{number} days", (last - first).days + 1)
    if last < datetime.now(UTC).date():
        text = f"{text}. {speech.text('These days are in the past.')}"
    show(element("p", text, class_="cv-quiet"), speech)


def show_ends(bench: Workbench) -> None:
    """Where the tour starts and ends."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    towns = place_labels((p for p in draft.places if p.kind is PlaceKind.TOWN), speech)
    left, right = st.columns(2)
    for column, field, label, value, operation in (
        (left, "start", _("Starts in"), draft.head.start, set_start),
        (right, "end", _("Ends in"), draft.head.end, set_end),
    ):
        key = bench.key(field)
        show_values(bench, field, {key: value if value in towns else None})

        def change(field: str = field, key: str = key, operation: Operation = operation) -> None:
            town = st.session_state[key]
            if town is not None:
                bench.change(lambda files: operation(files, town), _what(field), field)

        with column:
            st.selectbox(
                label,
                list(towns),
                format_func=towns.__getitem__,
                key=key,
                on_change=change,
                placeholder=_("Choose a town"),
                disabled=not towns,
            )
            show_faults(bench, field, f"tour.{field}")


def show_zone(bench: Workbench) -> None:
    """The time zone in which all hours are meant."""
    from caravan.almanac.zones import zone_choices

    speech = bench.language
    _ = speech.text
    head = bench.draft.head
    zones = dict(zone_choices(head.first_day or datetime.now(UTC).date(), speech))
    key = bench.key("zone")
    value = head.zone
    if value:
        zones.setdefault(value, value)
    show_values(bench, "zone", {key: value or None})

    def change() -> None:
        zone = st.session_state[key]
        if zone is not None:
            bench.change(lambda files: set_zone(files, zone), msg("time zone"), "zone")

    st.selectbox(
        _("Time zone"),
        list(zones),
        format_func=zones.__getitem__,
        key=key,
        on_change=change,
        help=explained(Term.TIME_ZONE, speech),
    )
    show_faults(bench, "zone", "tour.zone")


def _what(field: str) -> Message:
    return msg("start of the tour") if field == "start" else msg("end of the tour")
