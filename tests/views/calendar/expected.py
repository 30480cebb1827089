"""What another program has to find in a calendar, worked out from the plan for the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from views.calendar.plans import cleaned

from caravan.plan.plan import Plan
from caravan.tour.names import Names

FIXED_DESCRIPTION = object()
"""Stands for a DESCRIPTION: the tests of feeds and invitations compare those word for word."""


def shown(names: Names, language: str, id_: str) -> str:
    return cleaned(names.in_language(language)) or id_


def instants(plan: Plan) -> list[list[int]]:
    """Unix times of start and end of each event, in order."""
    tour = plan.tour
    return [
        [int(tour.instant(day.date, at).timestamp()) for at in (stop.begins, stop.ends)]
        for day, stop in plan.kept
    ]


def jcal_events(plan: Plan, language: str) -> list[dict[str, list[Any]]]:
    """Each event of a feed as jCal (RFC 7265): parameters, type and values by property."""
    tour = plan.tour
    stamp = tour.revision.time.astimezone().timestamp()
    result = []
    for day, stop in plan.kept:
        place, event = tour.place(stop.place), tour.event(stop.event)
        tour_name = shown(tour.names, language, tour.id)
        town = shown(place.names, language, place.id)
        venue = cleaned(event.venue.in_language(language)) if event.venue else ""
        begins, ends = (tour.instant(day.date, at) for at in (stop.begins, stop.ends))
        zone = {"tzid": tour.zone}
        result.append(
            {
                "uid": [{}, "text", f"{event.id}@{tour.id}.{tour.uid_domain}"],
                "dtstamp": [{}, "date-time", _utc(stamp)],
                "last-modified": [{}, "date-time", _utc(stamp)],
                "sequence": [{}, "integer", tour.revision.sequence],
                "status": [{}, "text", "CONFIRMED"],
                "dtstart": [zone, "date-time", begins.replace(tzinfo=None).isoformat()],
                "dtend": [zone, "date-time", ends.replace(tzinfo=None).isoformat()],
                "summary": [{}, "text", f"{town} – {tour_name}"],
                "description": [{}, "text", FIXED_DESCRIPTION],
                "location": [{}, "text", _location(venue, town, place, language)],
                "geo": [{}, "float", [place.latitude, place.longitude]],
                "x-apple-structured-location": [
                    {"x-title": (venue or town).replace("\\", "/")},
                    "uri",
                    f"geo:{place.latitude:.6f},{place.longitude:.6f}",
                ],
                "categories": [
                    {},
                    "text",
                    tour_name.replace("\\", "/"),
                    town.replace("\\", "/"),
                ],
                "transp": [{}, "text", "TRANSPARENT"],
                # ical.js knows no type for it.
                "color": [
                    {},
                    "unknown",
                    ("steelblue", "chocolate")[(day.date - tour.first_day).days],
                ],
            }
        )
    return result


def _utc(stamp: float) -> str:
    return datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _location(venue: str, town: str, place: Any, language: str) -> str:
    region = cleaned(place.region.in_language(language)) if place.region else ""
    country = {"TN": "Tunisie"}.get(place.country, cleaned(place.country))
    parts: list[str] = []
    for part in (venue, town, region, country):
        if part and part not in parts:
            parts.append(part)
    return ", ".join(parts)


def by_name(jcal_component: list[Any]) -> dict[str, list[Any]]:
    """The properties of a jCal component; fails when one comes twice."""
    properties = {name: rest for name, *rest in jcal_component[1]}
    assert len(properties) == len(jcal_component[1])
    if "description" in properties:
        properties["description"][2] = FIXED_DESCRIPTION
    return properties
