"""Changes of what the organizers set by hand: teams, orders and forbidden pairs."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.files.differences.head import town_name
from caravan.files.draft import Draft


def by_hand_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """Another number of teams; orders and forbidden pairs that came or went."""
    if before.head.teams != after.head.teams:
        yield msg("Number of teams: {old} → {new}", old=before.head.teams, new=after.head.teams)
    for order in (order for order in before.orders if order not in after.orders):
        yield msg("No longer in this order: {events}", events=_chain(before, order, language))
    for order in (order for order in after.orders if order not in before.orders):
        yield msg("In this order now: {events}", events=_chain(after, order, language))
    if before.orders != after.orders and set(before.orders) == set(after.orders):
        yield msg("The orders stand otherwise in their list")
    old, new = ([frozenset(pair) for pair in d.forbidden_pairs] for d in (before, after))
    for pair in (pair for pair in before.forbidden_pairs if frozenset(pair) not in new):
        first, second = (_name(before, event, language) for event in pair)
        yield msg("{first} and {second} may be on one day again", first=first, second=second)
    for pair in (pair for pair in after.forbidden_pairs if frozenset(pair) not in old):
        first, second = (_name(after, event, language) for event in pair)
        yield msg("{first} and {second} must not be on one day", first=first, second=second)
    if before.forbidden_pairs != after.forbidden_pairs and set(old) == set(new):
        yield msg("The pairs that must not be on one day stand otherwise in their list")


def _chain(draft: Draft, order: tuple[str, ...], language: str) -> str:
    return ", ".join(_name(draft, event, language) for event in order)


def _name(draft: Draft, id_: str, language: str) -> str:
    """The town of an event, and its id where the town has several."""
    event = next((event for event in draft.events if event.id == id_), None)
    if event is None:
        return id_
    town = town_name(draft, event.town, language)
    return town if len(draft.events_in(event.town)) == 1 else f"{town} ({id_})"
