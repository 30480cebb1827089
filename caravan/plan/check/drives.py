"""Drive legs: by road with the roads' own figures, guessed by the tour's estimate, or engine's."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from caravan.errors import Message, msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.sailings import KM_TOLERANCE
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day
from caravan.tour.road import Grade
from caravan.travel.leg import Leg, LegKind, Source

MAX_SPEED_KMH = 130
"""Fastest average speed that is believed of a routing engine, km/h."""
SNAPPING_KM = 1.0
"""How much an engine may shorten a way by moving its ends to the nearest road, km."""

MAX_KM = 20_015.0
"""Longest way that is believed, km: half way round the world."""

_Faults = Iterator[tuple[Rule, Message]]


def check_drives(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    """Every drive leg of a day."""
    for leg in day.items:
        if not isinstance(leg, Leg) or reference.happened.is_fact(day, leg):
            continue
        if leg.kind is not LegKind.FERRY:
            for rule, message in _faults(leg, reference):
                yield Violation(rule, message, team, day.date, leg.origin)


def _faults(leg: Leg, reference: Reference) -> _Faults:
    if leg.kind is not LegKind.DRIVE or leg.ferry or leg.source is Source.TIMETABLE:
        yield Rule.FORM, msg("a drive is marked as a sailing")
        return
    if leg.origin == leg.destination:
        yield Rule.FORM, msg("a drive leads from “{place}” to itself", place=leg.origin)
        return
    if len(leg.path) < 2 or (leg.path[0], leg.path[-1]) != (leg.origin, leg.destination):
        yield (
            Rule.ROAD,
            msg(
                "the path of the leg is not from “{origin}” to “{destination}”",
                origin=leg.origin,
                destination=leg.destination,
            ),
        )
        return
    if not reference.places.keys() >= {*leg.path}:
        return  # Already a violation: unknown ids.
    if leg.source is Source.ROADS:
        yield from _road_faults(leg, reference)
    elif leg.source is Source.GREAT_CIRCLE:
        yield from _estimate_faults(leg, reference)
    else:
        yield from _engine_faults(leg, reference)


def _road_faults(leg: Leg, reference: Reference) -> _Faults:
    hops = [reference.network.neighbours(a, b) for a, b in pairwise(leg.path)]
    for (a, b), roads in zip(pairwise(leg.path), hops, strict=True):
        if reference.network.is_closed(a, b):
            yield Rule.CLOSED_ROAD, msg("the road between “{a}” and “{b}” is closed", a=a, b=b)
        elif not roads:
            yield Rule.ROAD, msg("no road of the tour joins “{a}” and “{b}”", a=a, b=b)
    if not all(hops):
        return
    minutes = sum(roads[0].minutes for roads in hops)
    if leg.minutes != minutes:
        yield (
            Rule.ROAD,
            msg(
                "the drive takes {minutes} minutes, its roads {roads}",
                minutes=leg.minutes,
                roads=minutes,
            ),
        )
    # Equally fast parallel roads: the leg doesn't say which it takes, so any of them is right.
    least = sum(min(road.km for road in roads) for roads in hops)
    most = sum(max(road.km for road in roads) for roads in hops)
    if not least - KM_TOLERANCE <= leg.km <= most + KM_TOLERANCE:
        yield (
            Rule.ROAD,
            msg("the drive has {km} km, its roads {roads}", km=leg.km, roads=round(least, 1)),
        )
    best = max(min(road.grade for road in roads) for roads in hops)
    worst = max(max(road.grade for road in roads) for roads in hops)
    if not best <= leg.grade <= worst:
        yield (
            Rule.ROAD,
            msg(
                "the drive has grade {grade}, the worst of its roads {worst}",
                grade=leg.grade,
                worst=worst,
            ),
        )
    fastest = reference.network.fastest_minutes(leg.origin, leg.destination)
    if fastest is not None and minutes > fastest:
        yield (
            Rule.FASTEST,
            msg(
                "the way takes {minutes} minutes, the fastest {fastest}",
                minutes=minutes,
                fastest=fastest,
            ),
        )


def _estimate_faults(leg: Leg, reference: Reference) -> _Faults:
    if reference.network.connected(leg.origin, leg.destination):
        yield (
            Rule.ESTIMATE,
            msg(
                "the drive is guessed, but roads or ferries join “{origin}” and “{destination}”",
                origin=leg.origin,
                destination=leg.destination,
            ),
        )
    estimate = reference.tour.estimate
    km = reference.great_circle_km(leg.origin, leg.destination) * estimate.detour_factor
    minutes = max(1, math.ceil(km * 60 / estimate.speed_kmh))
    if leg.minutes != minutes or not abs(leg.km - km) <= KM_TOLERANCE:
        yield (
            Rule.ESTIMATE,
            msg(
                "the guessed drive takes {minutes} minutes for {km} km, the estimate is "
                "{own_minutes} minutes for {own_km} km",
                minutes=leg.minutes,
                km=leg.km,
                own_minutes=minutes,
                own_km=round(km, 1),
            ),
        )
    if leg.grade is not Grade.C or leg.path != (leg.origin, leg.destination):
        yield Rule.ESTIMATE, msg("the guessed drive is not marked as one, with grade C")


def _engine_faults(leg: Leg, reference: Reference) -> _Faults:
    network = reference.network
    by_road = network.fastest_minutes(leg.origin, leg.destination) is not None
    if not by_road and network.connected(leg.origin, leg.destination):
        yield (
            Rule.ENGINE,
            msg(
                "a ferry lies between “{origin}” and “{destination}”, so no drive leads there",
                origin=leg.origin,
                destination=leg.destination,
            ),
        )
    straight = reference.great_circle_km(leg.origin, leg.destination)
    if not max(0.0, straight * 0.99 - SNAPPING_KM) <= leg.km <= MAX_KM:
        yield (
            Rule.ENGINE,
            msg(
                "the drive has {km} km, the great circle {straight}",
                km=leg.km,
                straight=round(straight, 1),
            ),
        )
    elif leg.minutes > 0 and leg.km * 60 > MAX_SPEED_KMH * leg.minutes:
        yield (
            Rule.ENGINE,
            msg(
                "the drive goes at {speed} km/h, at most {limit} are believed",
                speed=round(leg.km * 60 / leg.minutes),
                limit=MAX_SPEED_KMH,
            ),
        )
    if leg.grade is not Grade.B:
        yield (
            Rule.ENGINE,
            msg("the drive of a routing engine has grade {grade}, not B", grade=leg.grade),
        )
