"""When the sun rises and sets on the first and on the last day of a tour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from functools import lru_cache
from zoneinfo import ZoneInfoNotFoundError

from caravan.almanac.sun import SunTimes, sun
from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace
from caravan.language.language import Language
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.ui.tour_page.words import place_name


def sun_text(draft: Draft, speech: Language) -> str:
    """Sunrise and sunset in the town nearest to the middle of the tour; empty before it is known."""
    head = draft.head
    town = _middle([p for e in draft.events if (p := draft.place(e.town)) and p.is_located])
    if town is None or town.point is None or head.first_day is None or head.last_day is None:
        return ""
    days = sorted({head.first_day, head.last_day})
    try:
        texts = [_day_text(day, _sun(*town.point, day, head.zone or "UTC"), speech) for day in days]
    except ZoneInfoNotFoundError:
        return ""
    return speech.text(
        "The sun in {town}: {days}.", town=place_name(town, speech), days=speech.listing(texts)
    )


@lru_cache(maxsize=256)
def _sun(latitude: float, longitude: float, date: Date, zone: str) -> SunTimes:
    return sun(latitude, longitude, date, zone)


def _middle(towns: Sequence[DraftPlace]) -> DraftPlace | None:
    """The town nearest to the others' mean point; good enough for minutes of the sun."""
    points = {town.id: town.point for town in towns if town.point is not None}
    if not points:
        return None
    latitude = sum(point[0] for point in points.values()) / len(points)
    longitude = sum(point[1] for point in points.values()) / len(points)

    def distance(town: DraftPlace) -> float:
        here = points[town.id]
        return (here[0] - latitude) ** 2 + (here[1] - longitude) ** 2

    return min((town for town in towns if town.id in points), key=distance)


def _day_text(date: Date, times: SunTimes, speech: Language) -> str:
    day = speech.date(date)
    if not times.is_up:
        return speech.text("it does not rise on {day}", day=day)
    if times.sunrise is None or times.sunset is None:
        return speech.text("it stays up on {day}", day=day)
    return speech.text(
        "{sunrise}–{sunset} on {day}",
        sunrise=speech.clock(times.sunrise % MINUTES_PER_DAY),
        sunset=speech.clock(times.sunset % MINUTES_PER_DAY),
        day=day,
    )
