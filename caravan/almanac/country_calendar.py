"""A country's calendar, as the library `holidays` knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holidays import HolidayBase

_COUNTRY = re.compile(r"[A-Z]{2}")
SHOW_ESTIMATED = "_show_estimated"
"""How the library's options end that write "(estimated)" behind names, one for each calendar."""


def country_calendar(
    country: str, years: Iterable[int], language: str, *, mark_estimated: bool = False
) -> HolidayBase | None:
    """The public holidays of some years; None for a country that the library doesn't know.

    Args:
        country: ISO 3166-1 alpha-2; anything else is a country that nobody knows.
        years: for which the holidays are wanted.
        language: one that the library has for this country (see `supported_languages`). With
            another one it would choose by the environment, so that answers would depend on it.
        mark_estimated: whether names say that their date is an estimate.
    """
    if not _COUNTRY.fullmatch(country):
        return None
    import holidays

    try:
        bare = holidays.country_holidays(country, language=language)
    except NotImplementedError:
        return None
    options: dict[str, Any] = {
        name: mark_estimated
        for name in bare.get_supported_options()
        if name.endswith(SHOW_ESTIMATED)
    }
    return holidays.country_holidays(country, years=years, language=language, **options)


def supported_languages(country: str) -> tuple[str, ...]:
    """The languages that the library has for a country, its own first; empty if it has none."""
    calendar = country_calendar(country, (), "")
    if calendar is None or not calendar.supported_languages:
        return ()
    own = calendar.default_language or ""
    return (own, *sorted(set(calendar.supported_languages) - {own}))


def language_of(country: str, language: str) -> str:
    """Which of the library's languages for a country answers to one of ours, or empty.

    Exactly that language, or a variety of it: ``"ar_EG"`` for ``"ar"``.
    """
    known = supported_languages(country)
    if language in known:
        return language
    return next((code for code in known if code.partition("_")[0] == language), "")
