"""Ferry legs: a sailing of the timetable, reached in time to board."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.timeline import is_work
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day
from caravan.tour.clock import format_clock
from caravan.tour.ferry import Ferry
from caravan.travel.leg import Leg, LegKind, Source

KM_TOLERANCE = 0.0501
"""How far kilometres may be off, km: figures are written to one decimal, sums are binary."""


def check_sailings(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    """Every ferry leg of a day."""
    for number, leg in enumerate(day.items):
        if not isinstance(leg, Leg) or leg.kind is not LegKind.FERRY:
            continue
        if reference.happened.is_fact(day, leg):
            continue
        ferry = reference.ferries.get(leg.ferry)
        if ferry is None:
            message = msg("“{id}” is not a ferry of the tour", id=leg.ferry)
            yield Violation(Rule.UNKNOWN, message, team, day.date, leg.origin)
            continue
        for message in _faults(leg, ferry, day):
            yield Violation(Rule.SAILING, message, team, day.date, leg.origin)
        arrival = _free_at_port_since(day, number)
        if arrival is not None and arrival > leg.begins - ferry.boarding_minutes:
            message = msg(
                "the team is at the port at {arrival}, the ship sails at {departure} and boarding "
                "takes {minutes} minutes",
                arrival=format_clock(arrival),
                departure=format_clock(leg.begins),
                minutes=ferry.boarding_minutes,
            )
            yield Violation(Rule.BOARDING, message, team, day.date, leg.origin)


def _faults(leg: Leg, ferry: Ferry, day: Day) -> Iterator[Message]:
    if {leg.origin, leg.destination} != set(ferry.ports):
        yield msg(
            "the ferry goes between “{a}” and “{b}”, not from “{origin}” to “{destination}”",
            a=ferry.ports[0],
            b=ferry.ports[1],
            origin=leg.origin,
            destination=leg.destination,
        )
    elif leg.begins not in ferry.departures(leg.origin, day.date):
        departures = ferry.departures(leg.origin, day.date)
        yield msg(
            "no ship sails at {time}, the departures of the date are {departures}",
            time=format_clock(leg.begins),
            departures=", ".join(format_clock(minute) for minute in departures) or "-",
        )
    if leg.ends - leg.begins != ferry.crossing_minutes:
        yield msg(
            "the sailing lasts {minutes} minutes, the crossing {crossing}",
            minutes=leg.ends - leg.begins,
            crossing=ferry.crossing_minutes,
        )
    if not abs(leg.km - ferry.km) <= KM_TOLERANCE:
        yield msg("the sailing has {km} km, the crossing {crossing}", km=leg.km, crossing=ferry.km)
    if leg.source is not Source.TIMETABLE or leg.grade is not ferry.grade:
        yield msg(
            "the sailing is marked “{source}”, grade {grade}; it is from a timetable of grade {own}",
            source=leg.source,
            grade=leg.grade,
            own=ferry.grade,
        )
    if leg.path != (leg.origin, leg.destination):
        yield msg("the sailing's path is not from port to port")


def _free_at_port_since(day: Day, number: int) -> int | None:
    """Since when the team has stood free at the place where item `number` begins.

    That is when its last leg or event before ended: whoever hosts can't board. None when it has
    stood there since the morning.
    """
    for item in reversed(day.items[:number]):
        if is_work(item):
            return item.ends
    return None
