"""Changes of places."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.files.differences.head import NONE
from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace


def place_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """Places that came, went, moved, or are called otherwise."""
    old = {place.id: place for place in reversed(before.places)}
    new = {place.id: place for place in reversed(after.places)}
    for place in before.places:
        if place.id not in new:
            yield msg("{town} is gone", town=place.called(language))
    for place in after.places:
        if place.id not in old:
            yield msg("{town} is new", town=place.called(language))
        else:
            yield from _changes(old[place.id], place, language)


def _changes(old: DraftPlace, new: DraftPlace, language: str) -> Iterator[Message]:
    town = new.called(language)
    was, now = dict(old.names), dict(new.names)
    for code in [*was, *(code for code in now if code not in was)]:
        if was.get(code) != now.get(code):
            yield msg(
                "{town}: called “{new}” instead of “{old}” ({language})",
                town=town,
                old=was.get(code, NONE),
                new=now.get(code, NONE),
                language=code,
            )
    if old.point != new.point:
        if old.point is None:
            yield msg("{town}: located at {new}", town=town, new=_point(new))
        else:
            yield msg(
                "{town}: at {new} instead of {old}", town=town, old=_point(old), new=_point(new)
            )
    if old.can_sleep and not new.can_sleep:
        yield msg("{town}: no beds any more", town=town)
    if new.can_sleep and not old.can_sleep:
        yield msg("{town}: has beds now", town=town)
    if old.population != new.population:
        yield msg(
            "{town}: population {old} → {new}",
            town=town,
            old=NONE if old.population is None else old.population,
            new=NONE if new.population is None else new.population,
        )
    if (old.kind, old.country, old.region, old.variants, old.coordinate_source) != (
        new.kind,
        new.country,
        new.region,
        new.variants,
        new.coordinate_source,
    ):
        yield msg("{town}: another kind, country, region, spelling or source", town=town)


def _point(place: DraftPlace) -> str:
    return NONE if place.point is None else f"{place.point[0]:.5f}, {place.point[1]:.5f}"
