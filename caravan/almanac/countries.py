"""Countries by name."""

from __future__ import annotations

from functools import lru_cache

from caravan.almanac.name_order import name_order
from caravan.almanac.zones import zone_table
from caravan.language.language import Language


def country_name(code: str, speech: Language) -> str:
    """A country's name in a language; its code when it has none.

    Args:
        code: ISO 3166-1 alpha-2.
        speech: the language.

    Source: CLDR, by Babel.
    """
    return str(speech.locale.territories.get(code, code))


@lru_cache(maxsize=8)
def countries(speech: Language) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country with a time zone of its own, in the order of the names."""
    codes = {row.country for row in zone_table()}
    named = ((code, country_name(code, speech)) for code in codes)
    return tuple(sorted(named, key=lambda entry: (name_order(entry[1]), entry[0])))
