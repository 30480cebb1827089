"""Ferries: ports, crossing, and the timetable of each direction."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.ferries import remove_ferry, set_ferry
from caravan.tour.clock import format_clock, parse_clock
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.road_links import grade_text
from caravan.ui.tour_page.week_grid import weekday_name
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def show_ferries(bench: Workbench) -> None:
    """The ferries, and a form for another one."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("h2", _("Ferries")), speech)
    show(element("p", explained(Term.FERRY, speech), class_="cv-quiet"), speech)
    for ferry in draft.ferries:
        label = plain(speech.name(ferry.names))
        with st.expander(label, key=bench.key(f"ferry-box-{ferry.id}")):
            _show_ferry(bench, ferry)
    ports = [place.id for place in draft.places if place.kind is PlaceKind.PORT]
    if len(ports) < 2:
        text = _("A ferry needs two ports: add them below.")
        show(element("p", text, class_="cv-quiet"), speech)
    else:
        with st.expander(_("Add a ferry"), key=bench.key(f"new-ferry-{len(draft.ferries)}")):
            _show_new(bench, ports)
    show_faults(bench, "ferries")


def _show_ferry(bench: Workbench, ferry: Ferry) -> None:
    speech = bench.language
    _ = speech.text
    base = f"ferry-{ferry.id}-{hash(ferry)}"
    ends = {id_: _port_name(bench, id_) for id_ in ferry.ports}
    with st.form(bench.key(base), border=False):
        crossing, boarding, km = st.columns(3)
        minutes = crossing.number_input(
            _("Crossing, minutes"), 1, 1440, ferry.crossing_minutes, key=bench.key(f"{base}-cross")
        )
        before = boarding.number_input(
            _("At the port, minutes before"),
            0,
            1440,
            ferry.boarding_minutes,
            key=bench.key(f"{base}-board"),
            help=explained(Term.BOARDING_TIME, speech),
        )
        length = km.number_input(
            _("Kilometres"), 0.1, 5000.0, ferry.km, key=bench.key(f"{base}-km")
        )
        tables = [
            _timetable_fields(bench, f"{base}-{number}", table, ends)
            for number, table in enumerate(ferry.timetables)
        ]
        new = _timetable_fields(bench, f"{base}-new", _empty(bench, ferry), ends)
        saved = st.form_submit_button(_("Save this ferry"))
    if saved:
        bench.change(
            lambda files: set_ferry(
                files,
                replace(
                    ferry,
                    crossing_minutes=int(minutes),
                    boarding_minutes=int(before),
                    km=float(length),
                    timetables=_timetables([*tables, new]),
                ),
            ),
            msg("ferry"),
            "ferries",
        )
        st.rerun()
    st.button(
        _("Remove this ferry"),
        key=bench.key(f"remove-{ferry.id}"),
        on_click=_remove,
        args=(bench, ferry.id),
    )


Fields = tuple[str, Date | None, Date | None, list[int], str]
"""Port, first and last day, weekdays, departures as they were typed."""


def _timetable_fields(
    bench: Workbench, base: str, table: Timetable, ends: dict[str, str]
) -> Fields:
    """The fields of one timetable; one without departures is taken away when it is saved."""
    speech = bench.language
    _ = speech.text
    with st.container(border=True):
        origin = st.selectbox(
            _("Sails from"),
            list(ends),
            index=list(ends).index(table.origin),
            format_func=lambda id_: plain(ends[id_]),
            key=bench.key(f"{base}-from"),
        )
        left, right = st.columns(2)
        first = left.date_input(
            _("Valid from"), table.valid_from, format="DD/MM/YYYY", key=bench.key(f"{base}-first")
        )
        last = right.date_input(
            _("Valid until"), table.valid_to, format="DD/MM/YYYY", key=bench.key(f"{base}-last")
        )
        weekdays = st.multiselect(
            _("On"),
            list(range(7)),
            default=list(table.weekdays),
            format_func=lambda number: weekday_name(number, speech),
            key=bench.key(f"{base}-weekdays"),
        )
        departures = st.text_input(
            _("Departures"),
            value=", ".join(format_clock(minute) for minute in table.departures),
            placeholder="06:00, 08:00, 10:00",
            help=_("Hours with commas between. Without any, this timetable is taken away."),
            key=bench.key(f"{base}-departures"),
        )
    return (
        origin,
        first,
        last,
        weekdays,
        departures,
    )


def _timetables(given: list[Fields]) -> tuple[Timetable, ...]:
    """The timetables of the fields. Raises ImpossibleValue for impossible ones."""
    found = []
    for origin, first, last, weekdays, departures in given:
        minutes = read_departures(departures)
        if not minutes:
            continue
        if first is None or last is None:
            raise ImpossibleValue(msg("say from when until when the timetable is valid"))
        found.append(Timetable(origin, first, last, tuple(sorted(weekdays)), minutes))
    return tuple(found)


def read_departures(text: str) -> tuple[int, ...]:
    """Departures as people type them: ``6:00, 8.15; 10h30``, in minutes, rising.

    Raises ImpossibleValue for what is no time of day.
    """
    parts = [part for part in re.split(r"[,;،؛\s]+", text) if part]
    return tuple(sorted({parse_clock(re.sub(r"[hH.]", ":", part)) for part in parts}))


def _show_new(bench: Workbench, ports: list[str]) -> None:
    speech = bench.language
    _ = speech.text
    base = f"new-ferry-{len(bench.draft.ferries)}"
    names = {id_: plain(_port_name(bench, id_)) for id_ in ports}
    with st.form(bench.key(f"{base}-form"), border=False):
        name = st.text_input(_("Name"), max_chars=300, key=bench.key(f"{base}-name"))
        left, right = st.columns(2)
        one = left.selectbox(
            _("Port"), ports, format_func=names.__getitem__, key=bench.key(f"{base}-one")
        )
        other = right.selectbox(
            _("Other port"),
            ports,
            index=1,
            format_func=names.__getitem__,
            key=bench.key(f"{base}-other"),
        )
        crossing, boarding, km = st.columns(3)
        minutes = crossing.number_input(
            _("Crossing, minutes"), 1, 1440, 60, key=bench.key(f"{base}-cross")
        )
        before = boarding.number_input(
            _("At the port, minutes before"), 0, 1440, 30, key=bench.key(f"{base}-board")
        )
        length = km.number_input(_("Kilometres"), 0.1, 5000.0, 10.0, key=bench.key(f"{base}-km"))
        departures = {
            id_: st.text_input(
                _("Departures from {port}", port=label),
                placeholder="06:00, 08:00, 10:00",
                key=bench.key(f"{base}-departures-{number}"),
            )
            for number, (id_, label) in enumerate(
                ((one, _("the first port")), (other, _("the other port")))
            )
        }
        grade = st.selectbox(
            _("How sure is it?"),
            list(reversed(Grade)),
            format_func=lambda grade: grade_text(grade, bench),
            key=bench.key(f"{base}-grade"),
        )
        added = st.form_submit_button(_("Add this ferry"))
    if not added or not name.strip():
        return
    head = bench.draft.head
    first, last = head.first_day, head.last_day

    def ferry() -> Ferry:
        every_day = [(id_, first, last, list(range(7)), text) for id_, text in departures.items()]
        return Ferry(
            id=_new_id(bench),
            names=Names.of(**{speech.code: name.strip()}),
            ports=(one, other),
            crossing_minutes=int(minutes),
            boarding_minutes=int(before),
            km=float(length),
            grade=grade or Grade.C,
            timetables=_timetables(every_day),
        )

    bench.change(lambda files: set_ferry(files, ferry()), msg("ferry added"), "ferries")
    st.rerun()


def _new_id(bench: Workbench) -> str:
    taken = {ferry.id for ferry in bench.draft.ferries}
    number = len(taken) + 1
    while f"ferry-{number}" in taken:
        number += 1
    return f"ferry-{number}"


def _empty(bench: Workbench, ferry: Ferry) -> Timetable:
    """What the fields of a further timetable begin with."""
    head = bench.draft.head
    first = head.first_day or Date(2000, 1, 1)
    last = max(first, head.last_day or first)
    return Timetable(ferry.ports[0], first, last, tuple(range(7)), ())


def _port_name(bench: Workbench, id_: str) -> str:
    place = bench.draft.place(id_)
    return place_name(place, bench.language) if place is not None else id_


def _remove(bench: Workbench, id_: str) -> None:
    bench.change(lambda files: remove_ferry(files, id_), msg("ferry removed"), "ferries")
