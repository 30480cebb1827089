"""Ramadan, when offices of many countries work shorter hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import lru_cache

from caravan.almanac.country_calendar import country_calendar, supported_languages

_RAMADAN = 9
_SHAWWAL = 10
_YEARS_COMPARED = 5


@dataclass(frozen=True, slots=True)
class Ramadan:
    """One month of Ramadan, both dates included, by the calendar of Umm al-Qura.

    Where people wait for the new moon to be seen, it begins or ends up to a day earlier or later.
    """

    first: Date
    last: Date

    def includes(self, date: Date) -> bool:
        """Whether a date falls into it."""
        return self.first <= date <= self.last


def ramadans(first: Date, last: Date) -> tuple[Ramadan, ...]:
    """Each Ramadan that the dates from first to last touch; none before 1924 and after 2077.

    Source: the library `hijridate`, which has the published calendar of Umm al-Qura.
    """
    from hijridate import Gregorian, Hijri

    found = []
    try:
        years = range(
            Gregorian.fromdate(first).to_hijri().year, Gregorian.fromdate(last).to_hijri().year + 1
        )
        for year in years:
            begins = Hijri(year, _RAMADAN, 1).to_gregorian()
            after = Hijri(year, _SHAWWAL, 1).to_gregorian()
            month = Ramadan(
                Date(begins.year, begins.month, begins.day),
                Date(after.year, after.month, after.day) - timedelta(days=1),
            )
            if month.first <= last and first <= month.last and first <= last:
                found.append(month)
    except OverflowError:  # A date out of the published calendar.
        return ()
    return tuple(found)


@lru_cache(maxsize=256)
def keeps_ramadan(country: str, year: int) -> bool:
    """Whether a country has a public holiday at the end of Ramadan, around a year.

    In each of five years there has to be a holiday within a day of the first of Shawwal: that
    month moves through the seasons, so that no other holiday is near it every year.
    """
    language = next(iter(supported_languages(country)), "")
    first = min(max(year - _YEARS_COMPARED // 2, 1925), 2077 - _YEARS_COMPARED)
    years = range(first, first + _YEARS_COMPARED)
    days = country_calendar(country, years, language)
    if days is None:
        return False
    ends = [month.last for month in ramadans(Date(first, 1, 1), Date(years[-1], 12, 31))]
    ends = [end for end in ends if end + timedelta(days=2) <= Date(years[-1], 12, 31)]
    return bool(ends) and all(
        any(end + timedelta(days=shift) in days for shift in (0, 1, 2)) for end in ends
    )
