"""Public holidays of a country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import lru_cache

from caravan.almanac.country_calendar import country_calendar, language_of, supported_languages
from caravan.almanac.holiday_names import borrowed, shown

_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday.

    Attributes:
        date: on which people are free; the day off instead, where the law gives one.
        country: ISO 3166-1 alpha-2.
        name: in the language asked for if it is known, else in English, else `own_name`. Two
            holidays on one date are one, with both names.
        own_name: in the first language of the country.
        is_estimated: whether the date hangs on the moon and isn't announced yet.
    """

    date: Date
    country: str
    name: str
    own_name: str
    is_estimated: bool = False


def public_holidays(country: str, first: Date, last: Date, language: str) -> tuple[Holiday, ...]:
    """The holidays of a whole country from one date to another, both included, in order.

    Holidays of single regions aren't among them. A country that nobody knows has none, nor have
    reversed dates; of a span over a year only the first year counts.

    Args:
        country: ISO 3166-1 alpha-2.
        first, last: the dates.
        language: ISO 639 code in which names are wanted.

    Source: the library `holidays`.
    """
    last = min(last, first + _LONGEST) if first < Date(9998, 1, 1) else last
    return tuple(
        holiday
        for year in range(first.year, last.year + 1)
        for holiday in _of_year(country, year, language)
        if first <= holiday.date <= last
    )


@lru_cache(maxsize=256)
def _of_year(country: str, year: int, language: str) -> tuple[Holiday, ...]:
    own = next(iter(supported_languages(country)), "")
    days = country_calendar(country, (year,), own)
    if days is None:
        return ()
    marked = dict(country_calendar(country, (year,), own, mark_estimated=True) or {})
    own_names = {date: days[date] for date in sorted(days) if date.year == year}
    names = _names(country, year, language, own_names)
    return tuple(
        Holiday(date, country, shown(names[date]), shown(name), marked[date] != name)
        for date, name in own_names.items()
    )


def _names(country: str, year: int, language: str, own_names: dict[Date, str]) -> dict[Date, str]:
    """The names of a year's holidays in a language, as well as the library can."""
    wanted = language_of(country, language)
    if wanted:
        return dict(country_calendar(country, (year,), wanted) or {})
    english = language_of(country, "en")
    # A country for which the library has no language at all has English names.
    in_english = dict(country_calendar(country, (year,), english) or {}) if english else own_names
    translations = borrowed(language)
    # Countries that speak English name very different days alike: no own name to borrow by.
    speaks_english = in_english == own_names
    return {
        date: translations.translated("" if speaks_english else name, in_english[date])
        for date, name in own_names.items()
    }
