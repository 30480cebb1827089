"""Plans for the tests of calendars: the sample with hostile words, other zones, other hours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

from hypothesis import strategies as st
from samples import sample_plan

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Objective, Plan, Team
from caravan.tour.names import Names
from caravan.tour.partner import Organizer, Partner

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Of countries and continents: calendars show such a code as a name.
_is_country_code = re.compile("[A-Z]{2}|[0-9]{3}").fullmatch
_TRAPS = (
    *("\r\n", "\r", "\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\t"),
    *("\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\udfff", "\ufeff", "\ufffe", "\U0001ffff"),
    *(";", ",", ":", '"', "'", "’", "\\", "\\n", "\\N", "^", "^n", "^^", "=", "{", "}", "{x}", "%"),
    *("BEGIN:VEVENT", "END:VCALENDAR", "METHOD:CANCEL", "ATTENDEE:mailto:x@evil.example"),
    *("é", "e\u0301", "صفاقس", "\u202e", "\u200f", "👩🏽\u200d🚒", "🇹🇳", " ", "a" * 70, "Sfax"),
)

hostile_texts = st.one_of(
    st.lists(st.sampled_from(_TRAPS), min_size=1, max_size=12).map("".join),
    st.text(st.characters(), min_size=1, max_size=60),
).filter(lambda text: bool(text.strip()) and len(text) <= 300 and not _is_country_code(text))


def cleaned(text: str) -> str:
    """What has to be left of a text on one line, written anew for the tests."""
    kept = [
        " " if character in _BREAKS or character == "\t" else character
        for character in text.replace("\r\n", "\n")
        if character in _BREAKS or not _is_dropped(character)
    ]
    return "".join(kept).strip()


def _is_dropped(character: str) -> bool:
    code = ord(character)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or character == "\ufeff":
        return True
    return unicodedata.category(character) in ("Cc", "Cs") and character != "\t"


def hostile_plan(text: str) -> Plan:
    """The sample plan with one text wherever a person may type one."""
    plan = sample_plan()
    names = Names.of(fr=text)
    host = Partner(
        "commune-sfax", names, contact=text, email="amina@sfax.example", phone=text, language="fr"
    )
    tour = replace(
        plan.tour,
        names=names,
        organizers=(
            Organizer(names, email=text, phone=text, url=text),
            Organizer(names, email="hello@tour.example", phone=text, url=text),
        ),
        places=tuple(
            replace(place, names=names, region=names, country=text) for place in plan.tour.places
        ),
        events=tuple(
            replace(event, venue=names, partners=(host,) if event.id == "sfax" else ())
            for event in plan.tour.events
        ),
    )
    return replace(plan, tour=tour)


def plan_with_partner(**changes: str) -> Plan:
    """The sample plan, its partner changed."""
    plan = sample_plan()
    events = tuple(
        replace(event, partners=tuple(replace(each, **changes) for each in event.partners))
        for event in plan.tour.events
    )
    return replace(plan, tour=replace(plan.tour, events=events))


def plan_at(zone: str, first: Date, hours: tuple[tuple[int, int], ...]) -> Plan:
    """At most three events on as many dates of a zone, from and to minutes after midnight."""
    plan = sample_plan()
    tour = replace(
        plan.tour,
        zone=zone,
        first_day=first,
        last_day=first + timedelta(days=len(hours) - 1),
    )
    held = [event for event in tour.events if event.required]
    days = tuple(
        Day(
            first + timedelta(days=number),
            event.place,
            event.place,
            (Stop(StopKind.EVENT, event.place, begins, ends, event.id),),
        )
        for number, (event, (begins, ends)) in enumerate(zip(held, hours, strict=False))
    )
    return replace(
        plan, tour=tour, teams=(Team("team-1", days),), objective=Objective.of(tour, days)
    )


def programme(held: dict[str, tuple[int, int]], uninvited: tuple[str, ...] = ()) -> Plan:
    """The sample with one event a day: for each event's id its day, from 0, and its first minute.

    Every event lasts 90 minutes and has its town's commune as partner, but for those uninvited.
    """
    plan = sample_plan()
    events = tuple(
        replace(event, partners=() if event.id in uninvited else (commune(event.id),))
        for event in plan.tour.events
    )
    tour = replace(plan.tour, events=events, last_day=plan.tour.first_day + timedelta(days=9))
    days = []
    for number, date in enumerate(tour.dates):
        stops = tuple(
            Stop(StopKind.EVENT, id_, begins, begins + 90, id_)
            for id_, (day, begins) in held.items()
            if day == number
        )
        days.append(Day(date, "sfax", "sfax", stops))
    return replace(
        plan,
        tour=tour,
        teams=(Team("team-1", tuple(days)),),
        objective=Objective.of(tour, tuple(days)),
    )


def commune(town: str) -> Partner:
    """The partner of a town: with a person and in Arabic in Sfax, else in English."""
    names = Names.of(fr=f"Commune de {town}", en=f"{town} council", ar="بلدية")
    person = {"contact": "Amina Ben Salah", "language": "ar"} if town == "sfax" else {}
    return Partner(
        f"commune-{town}", names, email=f"{town}@towns.example", **{"language": "en", **person}
    )
