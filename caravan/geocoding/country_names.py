"""Names of countries in several languages, from Unicode's CLDR as Babel carries it."""

from __future__ import annotations

from collections.abc import Iterable

READ_BY_ALL = ("ar", "en", "fr")
"""The languages in which a hint may name any country: those that the program speaks."""


def country_names(code: str, languages: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of a country (ISO 3166-1 alpha-2) in the program's languages and in `languages`.

    Languages that are unknown to CLDR are passed over; an unknown code has no names.
    """
    from babel import Locale, UnknownLocaleError  # 50 ms

    names = dict[str, None]()
    for language in (*READ_BY_ALL, *languages):
        try:
            name = Locale.parse(language.replace("-", "_")).territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            names[name] = None
    return tuple(names)
