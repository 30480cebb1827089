"""Where a team stands in the middle of a day."""

from __future__ import annotations

from caravan.plan.day import Item, Stop, StopKind, place_after
from caravan.plan.timing.label import Label
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind


def label_after(tour: Tour, items: tuple[Item, ...], start: str, clock: int) -> tuple[Label, int]:
    """The team after these items of its day, free from `clock` on, and since when it has been free.

    Without items it still is where it woke.
    """
    last = items[-1] if items else None
    place = start if last is None else place_after(last)
    drives = [i for i in items if isinstance(i, Leg) and i.kind is LegKind.DRIVE]
    travel = sum(item.minutes for item in items if isinstance(item, Leg))
    spans = _free_spans(tour, items, clock)
    rule = tour.rules.pause
    is_rested = rule is None or any(
        min(ends, rule.within.ends) - max(begins, rule.within.begins) >= rule.minutes
        for begins, ends in spans
    )
    free_since = spans[-1][0] if spans and spans[-1][1] == clock else clock
    return Label(place, clock, sum(d.minutes for d in drives), travel, is_rested), free_since


def _free_spans(tour: Tour, items: tuple[Item, ...], clock: int) -> list[tuple[int, int]]:
    """When the team was free in a town, up to `clock`."""
    towns = {place.id for place in tour.places if place.kind is PlaceKind.TOWN}
    spans = [(0, clock)] if not items else [(0, items[0].begins)]
    for item in items:
        is_free = isinstance(item, Stop) and item.kind is not StopKind.EVENT
        if not is_free or not isinstance(item, Stop) or item.place not in towns:
            continue
        if spans[-1][1] == item.begins:
            spans[-1] = (spans[-1][0], item.ends)
        else:
            spans.append((item.begins, item.ends))
    return spans
