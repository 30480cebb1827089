"""The days of the week on which offices of a country are closed."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
from functools import lru_cache

from caravan.almanac.country_calendar import country_calendar


@lru_cache(maxsize=256)
def weekend(country: str, on: Date) -> frozenset[int]:
    """The weekdays, 0 for Monday, that are the week-end of a country; none if nobody knows.

    Args:
        country: ISO 3166-1 alpha-2.
        on: the date from which a week is looked at: countries have moved their week-ends.

    Source: the library `holidays`.
    """
    if on > Date(9999, 12, 24):
        return frozenset()
    calendar = country_calendar(country, (), "")
    if calendar is None:
        return frozenset()
    week = (on + timedelta(days=number) for number in range(7))
    return frozenset(date.weekday() for date in week if calendar.is_weekend(date))
