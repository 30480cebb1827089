"""The tour: the whole question that a plan answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from caravan.errors import ImpossibleValue, msg
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours, TimeWindow, joined
from caravan.tour.partner import Organizer
from caravan.tour.pin import ForbiddenPair, Order, refuse_bad_orders, refuse_bad_pairs
from caravan.tour.place import Place, PlaceKind, refuse_bad_id
from caravan.tour.rates import Rates
from caravan.tour.road import Road, TravelEstimate
from caravan.tour.rules import DayRules

MAX_DAYS = 60
"""Longest tour, in days: a longer window is a typing error (a wrong year) far more often."""

MAX_TEAMS = 8
"""Most teams of a tour."""

_zones = cache(available_timezones)  # It goes through hundreds of files at each call.


@dataclass(frozen=True, slots=True)
class Revision:
    """Which edition of the programme this is, and since when (never "now").

    Attributes:
        sequence: SEQUENCE of the calendar entries, raised with each edition sent out.
        time: an aware instant, DTSTAMP of the calendar entries.
    """

    sequence: int
    time: datetime

    def __post_init__(self) -> None:
        if self.sequence < 0:
            raise ImpossibleValue(msg("the revision's sequence is negative"))
        if self.time.utcoffset() is None:
            raise ImpossibleValue(msg("the revision's time needs an offset, like +01:00"))


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour: where, when, under which rules, with which events.

    Attributes:
        id: short and unique; part of file names and calendar UIDs.
        uid_domain: domain that makes calendar UIDs unique in the world.
        zone: IANA name of the time zone in which all local times are meant.
        first_day, last_day: the window of dates, both included.
        start, end: ids of the towns where the tour begins and ends.
        estimate: how travel is guessed off the road network.
        teams: how many convoys share the events; each goes from start to end.
        orders: events that are held in a given order. With several teams an order holds within
            each day of a team.
        forbidden_pairs: events that no team holds on one day.
        rates: by which plans are compared in money and CO2.

    Raises ImpossibleValue when parts do not fit together (unknown ids, doubled ids, an empty
    or overlong window, a place that is no town where a town is needed).
    """

    id: str
    names: Names
    organizers: tuple[Organizer, ...]
    uid_domain: str
    zone: str
    first_day: Date
    last_day: Date
    start: str
    end: str
    rules: DayRules
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    calendars: tuple[OpeningHours, ...] = ()
    roads: tuple[Road, ...] = ()
    ferries: tuple[Ferry, ...] = ()
    estimate: TravelEstimate = TravelEstimate()
    revision: Revision = Revision(0, datetime.fromisoformat("2000-01-01T00:00:00+00:00"))
    teams: int = 1
    orders: tuple[Order, ...] = ()
    forbidden_pairs: tuple[ForbiddenPair, ...] = ()
    rates: Rates = Rates()

    def __post_init__(self) -> None:
        refuse_bad_id(self.id)
        if self.zone not in _zones():
            raise ImpossibleValue(msg("“{zone}” is not an IANA time zone", zone=self.zone[:80]))
        if not 1 <= self.number_of_days <= MAX_DAYS:
            raise ImpossibleValue(
                msg(
                    "the window of {days} days is not between 1 and {limit}",
                    days=self.number_of_days,
                    limit=MAX_DAYS,
                )
            )
        _refuse_doubles("place", [place.id for place in self.places])
        _refuse_doubles("event", [event.id for event in self.events])
        _refuse_doubles("calendar", [calendar.id for calendar in self.calendars])
        _refuse_doubles("ferry", [ferry.id for ferry in self.ferries])
        _refuse_doubles("partner", [p.id for event in self.events for p in event.partners])
        if not self.events:
            raise ImpossibleValue(msg("the tour has no event"))
        towns = {place.id for place in self.places if place.kind is PlaceKind.TOWN}
        known = {place.id for place in self.places}
        for town in (self.start, self.end, *(event.place for event in self.events)):
            if town not in towns:
                raise ImpossibleValue(msg("“{id}” is not a town of the tour", id=town))
        ends = [id_ for road in self.roads for id_ in (road.a, road.b, *road.via)]
        for id_ in (*ends, *(port for ferry in self.ferries for port in ferry.ports)):
            if id_ not in known:
                raise ImpossibleValue(msg("“{id}” is not a place of the tour", id=id_))
        calendars = {calendar.id for calendar in self.calendars}
        for event in self.events:
            for calendar in event.calendars:
                if calendar not in calendars:
                    raise ImpossibleValue(msg("“{id}” is not a calendar of the tour", id=calendar))
        if not 1 <= self.teams <= MAX_TEAMS:
            raise ImpossibleValue(
                msg(
                    "{teams} teams are not between 1 and {limit}", teams=self.teams, limit=MAX_TEAMS
                )
            )
        events = frozenset(event.id for event in self.events)
        refuse_bad_orders(self.orders, events)
        refuse_bad_pairs(self.forbidden_pairs, events)

    @property
    def number_of_days(self) -> int:
        """How many dates the window has."""
        return (self.last_day - self.first_day).days + 1

    @property
    def dates(self) -> tuple[Date, ...]:
        """The dates of the window, in order."""
        return tuple(self.first_day + timedelta(days=n) for n in range(self.number_of_days))

    def place(self, id_: str) -> Place:
        """The place of this id. Raises KeyError for an unknown one."""
        for place in self.places:
            if place.id == id_:
                return place
        raise KeyError(id_)

    def event(self, id_: str) -> Event:
        """The event of this id. Raises KeyError for an unknown one."""
        for event in self.events:
            if event.id == id_:
                return event
        raise KeyError(id_)

    @property
    def beds(self) -> tuple[Place, ...]:
        """The towns where the convoy can sleep, in the order of the file."""
        return tuple(place for place in self.places if place.can_sleep)

    def windows(self, event: Event) -> tuple[TimeWindow, ...]:
        """The time windows of an event inside the tour's dates, in order, disjoint.

        They are the hours of its calendars and its own windows, on no refused date, on its fixed
        or pinned date if it has one, and cut to its fixed or pinned hour if it has one. Working
        hours are a rule of the day, not of the event: they are not applied here.
        """
        calendars = [calendar for calendar in self.calendars if calendar.id in event.calendars]
        pinned = event.pin.date if event.pin else None
        hour = event.pin.begins if event.pin and event.pin.begins is not None else event.begins
        result = []
        for date in self.dates:
            if event.date not in (None, date) or pinned not in (None, date) or date in event.not_on:
                continue
            spans = [span for calendar in calendars for span in calendar.on(date)]
            spans += [window.hours for window in event.windows if window.date == date]
            for span in joined(tuple(spans)):
                if hour is None:
                    result.append(TimeWindow(date, span))
                elif span.begins <= hour and hour + event.service_minutes <= span.ends:
                    result.append(TimeWindow(date, Hours(hour, hour + event.service_minutes)))
        return tuple(result)

    def instant(self, date: Date, minutes: int) -> datetime:
        """The aware instant of a local time, given in minutes after midnight of a date."""
        midnight = datetime(date.year, date.month, date.day)  # noqa: DTZ001 - a local clock
        return (midnight + timedelta(minutes=minutes)).replace(tzinfo=ZoneInfo(self.zone))


def _refuse_doubles(kind: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise ImpossibleValue(msg("two of one id: {kind} “{id}”", kind=kind, id=id_))
        seen.add(id_)
