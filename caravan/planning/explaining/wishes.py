"""The wishes of a tour, and the tour that is left when some are given up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from caravan.plan.conflict import Wish, WishKind
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import AddBed, AddDays, DropForbiddenPair, DropOrder, LeaveOut
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.place import PlaceKind
from caravan.tour.tour import MAX_DAYS, Tour

MORE_DAYS = 7
"""A tour that gives up its dates begins so many days earlier and ends so many later, or as many as
a tour may have."""

WHOLE_DAY = Hours(0, MINUTES_PER_DAY)
"""When a host is open who gives up its hours, and when everybody works who gives up those."""


def wishes_about(tour: Tour, events: Iterable[str]) -> tuple[Wish, ...]:
    """All wishes that concern these events, those about one event together, the rules last.

    What can't be given up, as a break where there is none, is no wish.
    """
    chosen = [event for event in tour.events if event.id in set(events)]
    ids = {event.id for event in chosen}
    wishes = [Wish(kind, (event.id,)) for event in chosen for kind in _kinds(event)]
    wishes += [Wish(WishKind.ORDER, order) for order in tour.orders if len(ids & set(order)) > 1]
    wishes += [Wish(WishKind.FORBIDDEN_PAIR, p) for p in tour.forbidden_pairs if ids >= set(p)]
    return (*wishes, *(Wish(kind) for kind in _rules(tour)))


def _kinds(event: Event) -> list[WishKind]:
    kinds = [WishKind.KEEP, WishKind.OPENING]
    if event.date is not None:
        kinds.append(WishKind.DATE)
    if event.begins is not None:
        kinds.append(WishKind.HOUR)
    if event.not_on:
        kinds.append(WishKind.REFUSED_DATES)
    if event.pin is not None:
        kinds.append(WishKind.PIN)
    return kinds


def _rules(tour: Tour) -> list[WishKind]:
    kinds = []
    if tour.rules.max_driving_minutes < MINUTES_PER_DAY:
        kinds.append(WishKind.DRIVING_LIMIT)
    if tour.rules.hours != WHOLE_DAY:
        kinds.append(WishKind.WORKING_HOURS)
    if tour.rules.pause is not None:
        kinds.append(WishKind.BREAK)
    if _more_days(tour):
        kinds.append(WishKind.DATES)
    if any(place.kind is PlaceKind.TOWN and not place.can_sleep for place in tour.places):
        kinds.append(WishKind.BEDS)
    return kinds


def without_wishes(tour: Tour, given_up: Iterable[Wish]) -> Tour:
    """The tour in which these wishes are given up.

    A town whose event isn't kept any more stays; a tour whose last event goes keeps one event, which
    need not be held.
    """
    # The dates first: hosts who are open at all hours are open on the new dates, too.
    wishes = sorted(given_up, key=lambda wish: wish.kind is not WishKind.DATES)
    gone = {event for wish in wishes if wish.kind is WishKind.KEEP for event in wish.events}
    for wish in wishes:
        if wish.kind is not WishKind.KEEP and not (wish.events and gone >= set(wish.events)):
            tour = _GIVEN_UP[wish.kind](tour, wish)
    return _without_events(tour, gone)


def _without_events(tour: Tour, gone: Iterable[str]) -> Tour:
    """The tour without these events; its first event stays, but need not be held, if all go."""
    gone = set(gone)
    if all(event.id in gone for event in tour.events):
        first = replace(tour.events[0], required=False, pin=None)
        tour = replace(tour, events=(first, *tour.events[1:]))
        gone -= {first.id}
    return adjusted(tour, *(LeaveOut(event.id) for event in tour.events if event.id in gone))


def _with_event(tour: Tour, wish: Wish, change: Callable[[Event], Event]) -> Tour:
    events = (change(event) if event.id in wish.events else event for event in tour.events)
    return replace(tour, events=tuple(events))


def _without_opening(tour: Tour, wish: Wish) -> Tour:
    always = tuple(TimeWindow(date, WHOLE_DAY) for date in tour.dates)
    return _with_event(tour, wish, lambda event: replace(event, calendars=(), windows=always))


def _without_dates(tour: Tour, _wish: Wish) -> Tour:
    return adjusted(tour, AddDays(_more_days(tour), _more_days(tour)))


def _more_days(tour: Tour) -> int:
    """By how many days a tour that gives up its dates grows at each end."""
    return min(MORE_DAYS, (MAX_DAYS - tour.number_of_days) // 2)


def _without_beds(tour: Tour, _wish: Wish) -> Tour:
    towns = (place.id for place in tour.places if place.kind is PlaceKind.TOWN)
    return adjusted(tour, *map(AddBed, towns))


def _with_hours(tour: Tour, _wish: Wish) -> Tour:
    return replace(tour, rules=replace(tour.rules, hours=WHOLE_DAY))


def _without_limit(tour: Tour, _wish: Wish) -> Tour:
    return replace(tour, rules=replace(tour.rules, max_driving_minutes=MINUTES_PER_DAY))


def _without_break(tour: Tour, _wish: Wish) -> Tour:
    return replace(tour, rules=replace(tour.rules, pause=None))


_GIVEN_UP: dict[WishKind, Callable[[Tour, Wish], Tour]] = {
    WishKind.DATE: lambda tour, wish: _with_event(tour, wish, lambda e: replace(e, date=None)),
    WishKind.HOUR: lambda tour, wish: _with_event(tour, wish, lambda e: replace(e, begins=None)),
    WishKind.REFUSED_DATES: lambda tour, wish: _with_event(
        tour, wish, lambda e: replace(e, not_on=())
    ),
    WishKind.PIN: lambda tour, wish: _with_event(
        tour, wish, lambda e: replace(e, pin=None, required=True)
    ),
    WishKind.OPENING: _without_opening,
    WishKind.ORDER: lambda tour, wish: adjusted(tour, DropOrder(wish.events)),
    WishKind.FORBIDDEN_PAIR: lambda tour, wish: adjusted(
        tour, DropForbiddenPair((wish.events[0], wish.events[1]))
    ),
    WishKind.WORKING_HOURS: _with_hours,
    WishKind.DRIVING_LIMIT: _without_limit,
    WishKind.BREAK: _without_break,
    WishKind.DATES: _without_dates,
    WishKind.BEDS: _without_beds,
}
