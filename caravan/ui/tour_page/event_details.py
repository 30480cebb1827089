"""All about one event of a town."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.draft_events import DraftEvent
from caravan.files.draft_places import DraftPlace
from caravan.tour.event import MAX_VALUE
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.bound import bound, changing
from caravan.ui.tour_page.clock_field import minutes_of, time_of
from caravan.ui.tour_page.event_windows import show_windows
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.hours import calendar_name
from caravan.ui.tour_page.town_edits import with_event, with_event_as_it_is, without_event
from caravan.ui.tour_page.words import best_name, place_name
from caravan.ui.workbench import Workbench

_STEP = 900


def show_event(
    bench: Workbench, place: DraftPlace, event: DraftEvent, number: int, total: int
) -> None:
    """The fields of an event, each with what is wrong with it."""
    speech = bench.language
    _ = speech.text
    title = (
        _("Event {number} of {total}", number=number, total=total) if total > 1 else _("The event")
    )
    show(element("h3", title), speech)
    town, base = place_name(place, speech), f"event-{event.id}-{event.index}"
    where = f"events[{event.index}]"
    left, right = st.columns(2)
    with left:
        _show_service(bench, event, town, base)
        show_faults(bench, f"{base}-minutes", f"{where}.service_minutes")
        _show_open(bench, event, town, base)
        show_faults(bench, f"{base}-open", f"{where}.open")
    with right:
        _show_required(bench, event, town, base)
        show_faults(bench, f"{base}-required", f"{where}.required", f"{where}.value")
        _show_fixed(bench, event, town, base)
        show_faults(bench, f"{base}-date", f"{where}.date")
        show_faults(bench, f"{base}-begins", f"{where}.begins")
    _show_venue(bench, event, town, base)
    show_faults(bench, f"{base}-venue", f"{where}.venue", f"{where}.id")
    show_windows(bench, event, town, base)
    if event.partners:
        names = speech.listing(speech.name(p.organization) for _n, p in event.partners)
        text = _("Partners: {names}", names=names)
        show(element("p", element("bdi", text), class_="cv-quiet"), speech)
    if total > 1:
        _show_removal(bench, event, town, base)


def _show_service(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    speech = bench.language
    minutes = event.service_minutes
    st.number_input(
        speech.text("Service time, minutes"),
        step=15,
        help=explained(Term.SERVICE_TIME, speech),
        **bound(
            bench,
            f"{base}-minutes",
            minutes,
            lambda value: with_event(event, service_minutes=int(value or 0)),
            msg("service time of {town}", town=town),
        ),
    )
    if minutes is not None:
        show(element("p", speech.duration(minutes), class_="cv-quiet"), speech)


def _show_open(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    speech = bench.language
    known = [calendar.id for calendar in bench.draft.calendars]
    st.multiselect(
        speech.text("Opening hours"),
        list(dict.fromkeys((*known, *event.open))),
        format_func=lambda id_: calendar_name(bench, id_),
        placeholder=speech.text("Choose when it can be"),
        help=explained(Term.OPENING_HOURS, speech),
        **bound(
            bench,
            f"{base}-open",
            list(dict.fromkeys(event.open)),
            lambda ids: with_event(event, open=tuple(ids)),
            msg("opening hours of {town}", town=town),
        ),
    )


def _show_required(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    speech = bench.language
    _ = speech.text
    st.checkbox(
        _("Required"),
        help=explained(Term.REQUIRED, speech),
        **bound(
            bench,
            f"{base}-required",
            event.required,
            lambda value: with_event(event, required=bool(value)),
            msg("required or optional: {town}", town=town),
        ),
    )
    if not event.required:
        st.number_input(
            _("Value"),
            min_value=1,
            max_value=MAX_VALUE,
            step=1,
            help=explained(Term.VALUE, speech),
            **bound(
                bench,
                f"{base}-value",
                event.value,
                lambda value: with_event(event, value=int(value)),
                msg("value of {town}", town=town),
            ),
        )
        show_faults(bench, f"{base}-value")


def _show_fixed(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    speech = bench.language
    _ = speech.text
    left, right = st.columns(2)
    with left:
        # value=None: only then can the field be emptied.
        st.date_input(
            _("Fixed date"),
            value=None,
            format="DD/MM/YYYY",
            help=explained(Term.FIXED_DATE, speech),
            **bound(
                bench,
                f"{base}-date",
                event.date,
                lambda date: with_event(event, date=date),
                msg("fixed date of {town}", town=town),
            ),
        )
    with right:
        st.time_input(
            _("Fixed hour"),
            value=None,
            step=_STEP,
            help=explained(Term.FIXED_HOUR, speech),
            **bound(
                bench,
                f"{base}-begins",
                None if event.begins is None else time_of(event.begins),
                lambda time: with_event(event, begins=None if time is None else minutes_of(time)),
                msg("fixed hour of {town}", town=town),
            ),
        )


def _show_venue(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    speech = bench.language
    _ = speech.text
    seen = best_name(event.venue, speech, "")
    code = next((code for code, text in event.venue if text == seen), speech.code)
    st.text_input(
        _("Venue"),
        max_chars=300,
        placeholder=_("For example: Youth centre"),
        help=_("The hall or the square where the event is."),
        **bound(
            bench,
            f"{base}-venue",
            seen,
            lambda text: with_event_as_it_is(
                event, lambda now: {"venue": {**dict(now.venue), code: text.strip()}}
            ),
            msg("venue in {town}", town=town),
        ),
    )


def _show_removal(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    speech = bench.language
    _ = speech.text
    with st.popover(_("Remove this event"), key=bench.key(f"{base}-remove-ask")):
        text = _("Its partners go with it. Undo brings it back.")
        show(element("p", text), speech)
        st.button(
            _("Remove this event"),
            type="primary",
            **changing(
                bench,
                without_event(event),
                msg("event in {town} removed", town=town),
                f"{base}-remove",
            ),
        )
    show_faults(bench, f"{base}-remove")
