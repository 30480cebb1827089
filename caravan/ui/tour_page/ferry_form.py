"""The fields of a ferry: its crossing, and its timetables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import format_clock
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.road import Grade
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.date_span import date_span
from caravan.ui.tour_page.departures import read_departures
from caravan.ui.tour_page.road_table import grade_text
from caravan.ui.tour_page.week_grid import weekday_name
from caravan.ui.workbench import Workbench

Crossing = tuple[int, int, float, Grade]
"""Minutes of the crossing, minutes at the port, kilometres, how sure."""
Given = tuple[str, Date | None, Date | None, list[int], str]
"""A timetable as typed: port, first and last day, weekdays, departures."""


@dataclass(frozen=True, slots=True)
class FerryForm:
    """What the form of a ferry says, in the visitor's language `code`."""

    code: str
    name: str
    crossing: Crossing
    given: Sequence[Given]

    def filled_in(self, ferry: Ferry) -> Ferry:
        """The ferry with what the form says. Raises ImpossibleValue for what can't be."""
        minutes, boarding, km, grade = self.crossing
        names, text = ferry.names, self.name.strip()
        if not text:
            raise ImpossibleValue(msg("a name is missing"))
        if text != names.in_language(self.code):
            names = Names.of(**{**dict(names.texts), self.code: text})
        return replace(
            ferry,
            names=names,
            crossing_minutes=minutes,
            boarding_minutes=boarding,
            km=km,
            grade=grade,
            timetables=timetables(self.given),
        )


def timetables(given: Sequence[Given]) -> tuple[Timetable, ...]:
    """The timetables with departures; one without any is left out.

    Raises ImpossibleValue for impossible ones.
    """
    found = []
    for origin, first, last, weekdays, departures in given:
        minutes = read_departures(departures)
        if not minutes:
            continue
        if first is None or last is None:
            raise ImpossibleValue(msg("say from when until when the timetable is valid"))
        found.append(Timetable(origin, first, last, tuple(sorted(weekdays)), minutes))
    return tuple(found)


def show_crossing(bench: Workbench, base: str, ferry: Ferry | None) -> Crossing:
    """How long, how far, and how sure that is."""
    speech = bench.language
    _ = speech.text
    with st.container(horizontal=True):
        minutes = st.number_input(
            _("Crossing, minutes"),
            1,
            1440,
            ferry.crossing_minutes if ferry else 60,
            key=bench.key(f"{base}-cross"),
            width=160,
        )
        boarding = st.number_input(
            _("At the port, minutes before"),
            0,
            1440,
            ferry.boarding_minutes if ferry else 30,
            key=bench.key(f"{base}-board"),
            help=explained(Term.BOARDING_TIME, speech),
            width=240,
        )
        km = st.number_input(
            _("Kilometres"),
            0.1,
            5000.0,
            float(ferry.km) if ferry else 10.0,
            format="%.1f",
            key=bench.key(f"{base}-km"),
            width=160,
        )
        grades = list(Grade)
        grade = st.selectbox(
            _("How sure is it?"),
            grades,
            index=grades.index(ferry.grade if ferry else Grade.C),
            format_func=lambda grade: grade_text(grade, speech),
            key=bench.key(f"{base}-grade"),
            width=240,
        )
    return int(minutes), int(boarding), float(km), grade


def show_timetable(
    bench: Workbench,
    base: str,
    table: Timetable | tuple[str, Date | None, Date | None],
    ends: dict[str, str],
    title: str = "",
) -> Given:
    """The fields of one timetable, with a choice among its ports unless they are named above."""
    speech = bench.language
    _ = speech.text
    origin: str
    days: tuple[Date | None, Date | None]
    weekdays, departures = list(range(7)), tuple[int, ...]()
    if isinstance(table, Timetable):
        origin, days = table.origin, (table.valid_from, table.valid_to)
        weekdays, departures = list(table.weekdays), table.departures
    else:
        origin, days = table[0], table[1:]
    with st.container(border=True):
        if title:
            show(element("h3", title), speech)
        text = st.text_input(
            _("Departures"),
            value=", ".join(format_clock(minute) for minute in departures),
            placeholder="06:00, 08:00, 10:00",
            help=_("Hours with commas between. A timetable without any is taken away."),
            key=bench.key(f"{base}-departures"),
        )
        if ends:
            origin = st.selectbox(
                _("Sails from"),
                list(ends),
                index=list(ends).index(origin),
                format_func=ends.__getitem__,
                key=bench.key(f"{base}-from"),
            )
        with st.container(horizontal=True):
            dates = [
                st.date_input(
                    label,
                    value,
                    format="DD/MM/YYYY",
                    key=bench.key(f"{base}-{field}"),
                    width=180,
                    **date_span(value),
                )
                for label, value, field in (
                    (_("Valid from"), days[0], "first"),
                    (_("Valid until"), days[1], "last"),
                )
            ]
        chosen = st.multiselect(
            _("On"),
            list(range(7)),
            default=weekdays,
            format_func=lambda number: weekday_name(number, speech),
            key=bench.key(f"{base}-weekdays"),
            placeholder=_("Choose weekdays"),
        )
    return (origin, dates[0], dates[1], chosen, text)
