"""What an organizer may want to change because of holidays, week-ends, Ramadan, sun or clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Date

from caravan.almanac.clocks import ClockChange
from caravan.almanac.public_holidays import Holiday
from caravan.almanac.ramadan import Ramadan
from caravan.tour.opening import Hours, OpeningHours

RAMADAN_HOURS = Hours(8 * 60, 14 * 60)
"""Offices in Ramadan, to begin with: what really holds, the hosts know."""


@dataclass(frozen=True, slots=True)
class HostTown:
    """What the almanac asks of a town where the tour hosts an event.

    Attributes:
        country: ISO 3166-1 alpha-2, or empty while nobody knows.
        point: (latitude, longitude), or None while it isn't found.
        calendars: ids of the opening hours of its event.
    """

    country: str
    point: tuple[float, float] | None
    calendars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weekend:
    """The week-end of a country: its code, and weekdays from 0 for Monday."""

    country: str
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fasting:
    """Ramadan in some countries (their codes), and the hours proposed for its offices."""

    month: Ramadan
    countries: tuple[str, ...]
    hours: Hours


@dataclass(frozen=True, slots=True)
class Daylight:
    """The latest sunrise and the earliest sunset among some dates and towns.

    Minutes after midnight; None when the sun doesn't rise somewhere.
    """

    sunrise: int | None
    sunset: int | None


@dataclass(frozen=True, slots=True)
class NewHours:
    """Other hours for one calendar (its id) on one date; no span means closed."""

    calendar: str
    date: Date
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing worth knowing, and what to change because of it.

    Attributes:
        about: what it is.
        dates: of the tour's dates, those that it touches.
        changes: what applying it does; empty when there is only something to know. A calendar
            that towns of several countries share is changed only for what they all have.
    """

    about: Holiday | Weekend | Fasting | Daylight | ClockChange
    dates: tuple[Date, ...]
    changes: tuple[NewHours, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from the others, the same at each call: to remember one set aside."""
        match self.about:
            case Holiday(date=date, country=country):
                return f"holiday-{country}-{date}"
            case Weekend(country=country):
                return f"weekend-{country}-{self.dates[0]}"
            case Fasting(month=month):
                return f"ramadan-{month.first}"
            case Daylight():
                return f"daylight-{self.dates[0]}-{self.dates[-1]}"
            case ClockChange(date=date):
                return f"clocks-{date}"

    @property
    def calendars(self) -> tuple[str, ...]:
        """The ids of the calendars that it would change, each once."""
        return tuple(dict.fromkeys(change.calendar for change in self.changes))


def applied(calendar: OpeningHours, changes: Iterable[NewHours]) -> OpeningHours:
    """The calendar with its part of the changes as hours of single dates, in order of dates."""
    dates = dict(calendar.dates)
    dates.update({new.date: new.hours for new in changes if new.calendar == calendar.id})
    return replace(calendar, dates=tuple(sorted(dates.items())))
