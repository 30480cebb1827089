"""The part of a tour that the almanac looks at, and what in it a person decided already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from caravan.almanac.suggestion import HostTown
from caravan.tour.opening import OpeningHours
from caravan.tour.tour import Tour

_MOST_DATES = 366


@dataclass(frozen=True, slots=True)
class Question:
    """Where and when the tour is; it may be far from complete.

    Attributes:
        first, last: its dates, both included; reversed ones are no date.
        zone: IANA name of its time zone.
        towns: those that host.
        calendars: the opening hours that there are.
    """

    first: Date
    last: Date
    zone: str
    towns: tuple[HostTown, ...]
    calendars: tuple[OpeningHours, ...]

    @classmethod
    def of(cls, tour: Tour) -> Question:
        """The question of a whole tour."""
        hosts = ((tour.place(event.place), event.calendars) for event in tour.events)
        towns = tuple(HostTown(place.country, place.point, ids) for place, ids in hosts)
        return cls(tour.first_day, tour.last_day, tour.zone, towns, tour.calendars)

    @property
    def dates(self) -> tuple[Date, ...]:
        """The dates in order; of more than a year the first year."""
        number = min((self.last - self.first).days + 1, _MOST_DATES)
        return tuple(self.first + timedelta(days=shift) for shift in range(number))

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries of the towns, each once, in the order of the towns."""
        return tuple(dict.fromkeys(town.country for town in self.towns if town.country))

    def towns_of(self, calendar: OpeningHours) -> tuple[HostTown, ...]:
        """The towns that use a calendar."""
        return tuple(town for town in self.towns if calendar.id in town.calendars)

    def used_in(self, country: str) -> frozenset[str]:
        """The ids of the calendars that towns of a country use."""
        towns = (town for town in self.towns if town.country == country)
        return frozenset(id_ for town in towns for id_ in town.calendars)

    def calendars_of(self, countries: Collection[str]) -> tuple[OpeningHours, ...]:
        """The calendars that towns of these countries use, and of no other country."""
        found = []
        for calendar in self.calendars:
            used_in = {town.country for town in self.towns_of(calendar) if town.country}
            if used_in and used_in <= set(countries):
                found.append(calendar)
        return tuple(found)

    def touches(self, country: str, date: Date) -> bool:
        """Whether what happens in a country on a date can matter.

        It doesn't when every calendar of its towns is closed then, or has hours for that very
        date: those a person gave who knew.
        """
        ids = self.used_in(country)
        calendars = [calendar for calendar in self.calendars if calendar.id in ids]
        return not calendars or any(open_as_usual(calendar, date) for calendar in calendars)


def open_as_usual(calendar: OpeningHours, date: Date) -> bool:
    """Whether a calendar is open on a date only because it is on every such weekday."""
    return date not in dict(calendar.dates) and bool(calendar.on(date))
