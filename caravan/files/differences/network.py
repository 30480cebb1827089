"""Changes of roads and ferries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caravan.errors import Message, msg
from caravan.files.differences.head import town_name
from caravan.files.draft import Draft
from caravan.tour.road import Road


def road_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """Roads that came, went, or have other figures."""
    old, new = _by_ends(before), _by_ends(after)
    for ends, road in old.items():
        if ends not in new:
            yield msg("The road {road} is gone", road=_road(before, road, language))
    for ends, road in new.items():
        name = _road(after, road, language)
        if ends not in old:
            yield msg(
                "The road {road} is new: {km} km, {minutes} minutes",
                road=name,
                km=f"{road.km:g}",
                minutes=road.minutes,
            )
            continue
        was = old[ends]
        if (was.km, was.minutes) != (road.km, road.minutes):
            yield msg(
                "Road {road}: {km} km, {minutes} minutes instead of {old_km} km, {old_minutes} minutes",
                road=name,
                km=f"{road.km:g}",
                minutes=road.minutes,
                old_km=f"{was.km:g}",
                old_minutes=was.minutes,
            )
        if road.closed and not was.closed:
            yield msg("The road {road} is closed", road=name)
        if was.closed and not road.closed:
            yield msg("The road {road} is open again", road=name)
        if _aside(was) != _aside(road):
            yield msg("Road {road}: another name, way, grade or source", road=name)


def ferry_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """Ferries that came, went, or sail otherwise."""
    old = {ferry.id: ferry for ferry in before.ferries}
    new = {ferry.id: ferry for ferry in after.ferries}
    for id_, ferry in old.items():
        if id_ not in new:
            yield msg("The ferry {name} is gone", name=ferry.names.in_language(language))
    for id_, ferry in new.items():
        name = ferry.names.in_language(language)
        if id_ not in old:
            yield msg("The ferry {name} is new", name=name)
        elif ferry.timetables != old[id_].timetables:
            yield msg("The ferry {name} has another timetable", name=name)
        if id_ in old and replace(ferry, timetables=()) != replace(old[id_], timetables=()):
            yield msg("The ferry {name} has other ports, times or names", name=name)


def _by_ends(draft: Draft) -> dict[frozenset[str], Road]:
    return {frozenset((road.a, road.b)): road for road in draft.roads}


def _aside(road: Road) -> tuple[object, ...]:
    """What else a road says."""
    return (road.name, road.grade, road.source, road.via, road.a, road.km_low, road.km_high)


def _road(draft: Draft, road: Road, language: str) -> str:
    return f"{town_name(draft, road.a, language)} – {town_name(draft, road.b, language)}"
