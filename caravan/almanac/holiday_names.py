"""Names of holidays in a language that the library hasn't for their country.

Our catalogs have those that many countries share. Of the others the library may know a translation
for a neighbour whose own name of that day is the same: that can serve another country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caravan.almanac.common_holidays import common_holidays

_ENGLISH = "en_US"
_DELIMITER = "; "
"""What the library puts between two holidays on one date."""

_Votes = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What catalogs in one language say, of all countries together.

    Attributes:
        by_own_name: by the name in the language of a country.
        by_english: by the English name, where at least two countries agree: one English name
            can stand for very different days. Our own catalog comes first.
    """

    by_own_name: Mapping[str, str]
    by_english: Mapping[str, str]

    def translated(self, own_name: str, english: str) -> str:
        """A day's name, or names, from its names in the country's language and in English.

        Parts that nobody knows stay English.
        """
        parts = english.split(_DELIMITER)
        own = own_name.split(_DELIMITER)
        by_own = [self.by_own_name.get(part) for part in own]
        if not all(part in self.by_english for part in parts) and None not in by_own:
            parts = [part for part in by_own if part]
        return _DELIMITER.join(self._part(part) for part in parts)

    def _part(self, name: str) -> str:
        if name in self.by_english:
            return self.by_english[name]
        for label, translated in self.by_english.items():
            if "%s" in label:
                match = re.fullmatch(re.escape(label).replace("%s", "(.+)"), name)
                inner = match and self.by_english.get(match[1])
                if inner:
                    return translated.replace("%s", inner)
        return name


@cache
def borrowed(language: str) -> Borrowed:
    """All that our catalog and the library's say in a language."""
    own: _Votes = defaultdict(Counter)
    english: _Votes = defaultdict(Counter)
    for path in sorted((_catalogs() / language).glob("*/??.mo")):
        country = path.stem
        in_english = _texts(_ENGLISH, country)
        for name, translated in _texts(language, country).items():
            own[name][translated] += 1
            if name in in_english:
                english[in_english[name]][translated] += 1
    by_english = _elected(english, 2) | common_holidays(language)
    return Borrowed(_elected(own, 1), by_english)


def _elected(votes: _Votes, at_least: int) -> dict[str, str]:
    """The translation that most catalogs give; among equals the longest, which explains most."""
    result = {}
    for name, counts in votes.items():
        translated, count = min(counts.items(), key=_rank)
        if count >= at_least:
            result[name] = translated
    return result


def _rank(vote: tuple[str, int]) -> tuple[int, int, str]:
    translated, count = vote
    return (-count, -len(translated), translated)


def _texts(language: str, country: str) -> dict[str, str]:
    """A catalog of the library: translations by the name in the country's own language."""
    from babel.messages.mofile import read_mo

    path = _catalogs() / language / "LC_MESSAGES" / f"{country}.mo"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_mo(file)
    pairs = ((message.id, message.string) for message in catalog)
    return {
        name: text
        for name, text in pairs
        if isinstance(name, str) and isinstance(text, str) and name and text
    }


def shown(name: str) -> str:
    """A name of the library, two holidays on one date written as every language can."""
    return name.replace(_DELIMITER, " / ")


def _catalogs() -> Path:
    import holidays

    return Path(holidays.__file__).with_name("locale")
