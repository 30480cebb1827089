"""Asking gazetteers for a name, one after the other until one knows it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from caravan.errors import CaravanError, Message
from caravan.geocoding.candidate import Candidate
from caravan.geocoding.fit import Found
from caravan.geocoding.hint import fits_hint, split_hint
from caravan.geocoding.raw_place import RawPlace, match_among
from caravan.geocoding.spelling import MAX_NAME, spelling_key

_MOST_ASKED = 500
_MOST_SUGGESTIONS = 5
_LEAST_PART = 4
_MOST_WORDS_OFF = 2


class Gazetteer(Protocol):
    """What is asked of a geopy geocoder here."""

    def geocode(self, query: str, *, exactly_one: bool, limit: int, country_codes: Any) -> Any:
        """Locations for a name, or None."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the gazetteers said about one name, to be ranked in one context or another."""

    asked: str
    hint: str
    found: tuple[Found, ...] = ()
    problems: tuple[Message, ...] = ()


def search_for(name: str, gazetteers: Sequence[Gazetteer], hint: str, country: str) -> Search:
    """Search for a name as a person wrote it, with a hint of its own perhaps."""
    # A text too long for a name is no name; looking at its beginning would find another one.
    asked = " ".join(name.split()) if len(name) <= MAX_NAME else ""
    if not spelling_key(asked):
        return Search(name[:MAX_NAME].strip(), hint)
    if not hint:
        asked, hint = split_hint(asked)
    return ask_all(asked, hint.strip()[:MAX_NAME], gazetteers, country)


def ask_all(name: str, hint: str, gazetteers: Sequence[Gazetteer], country: str) -> Search:
    """Ask the gazetteers in order: in the country first, then anywhere for names that truly match.

    One that fails is passed over, and what it says is kept.
    """
    found: list[Found] = []
    problems: list[Message] = []
    for countries in ((country,), ()) if country else ((),):
        for gazetteer in gazetteers:
            try:
                # What sounds so in some other country than the given one is no answer.
                by_sound = bool(countries) or not country
                answers = _asked(gazetteer, name, hint, countries, by_sound=by_sound)
            except CaravanError as error:
                problems.append(error.message)
                continue
            found += [one for one in answers if by_sound or one.match.is_strong]
            if any(one.match.is_strong and (one.fits_hint or not hint) for one in answers):
                break
        if any(one.match.is_strong for one in found):
            # Other countries are looked at only when no place in this one has the name.
            break
    return Search(name, hint, tuple(found), tuple(dict.fromkeys(problems)))


def _asked(
    gazetteer: Gazetteer, name: str, hint: str, countries: tuple[str, ...], *, by_sound: bool
) -> list[Found]:
    query = f"{name}, {hint}" if hint else name
    # A gazetteer that is here can be told to leave out what only sounds so, which takes longest.
    named = None if by_sound else getattr(gazetteer, "named", None)
    if named is not None:
        locations = named(query, countries=countries, limit=_MOST_ASKED)
    else:
        locations = gazetteer.geocode(
            query, exactly_one=False, limit=_MOST_ASKED, country_codes=list(countries) or None
        )
    return [_found(location, name, hint) for location in locations or ()]


def _found(location: Any, name: str, hint: str) -> Found:
    raw: RawPlace = location.raw
    own_name = raw.get("name") or str(location.address).split(",", maxsplit=1)[0]
    match = raw.get("match")
    if "fits_hint" in raw:
        fits = raw["fits_hint"]
    elif match is not None:
        # Its gazetteer knows it by the whole text: the comma belongs to the name.
        fits = True
    else:
        fits = fits_hint(hint, raw.get("within", ()))
    candidate = Candidate(
        own_name,
        location.latitude,
        location.longitude,
        raw.get("country", ""),
        raw.get("region", ""),
        raw.get("population"),
        raw.get("zone", ""),
        raw.get("source", ""),
        raw.get("place_id", ""),
    )
    return Found(
        candidate,
        match_among(name, own_name, raw.get("names", ())) if match is None else match,
        raw.get("likeness", 1.0),
        bool(hint) and fits,
    )


def suggestions_for(name: str, gazetteers: Sequence[Gazetteer], country: str) -> tuple[str, ...]:
    """Near spellings of a name found nowhere, and the part of a longer name that is a name."""
    if not spelling_key(name):
        return ()
    near: dict[str, None] = {}
    countries = (country,) if country else ()
    for gazetteer in gazetteers:
        # Only gazetteers whose places are here tell what is written nearly so, and are asked often.
        ask = getattr(gazetteer, "near_spellings", None)
        if ask is None:
            continue
        # One that fails has said so when it was asked for the name.
        with suppress(CaravanError):
            near |= dict.fromkeys(_known_part(name, gazetteer, countries))
            near |= dict.fromkeys(ask(name, countries=countries, limit=_MOST_SUGGESTIONS))
    return tuple(near)[:_MOST_SUGGESTIONS]


def _known_part(name: str, gazetteer: Gazetteer, countries: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of a name that is known without its last or first words, if anything is."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:count]), " ".join(words[-count:])):
            if len(part) >= _LEAST_PART and any(
                found.match.is_strong
                for found in _asked(gazetteer, part, "", countries, by_sound=False)
            ):
                return (part,)
        if count <= len(words) - _MOST_WORDS_OFF:
            break
    return ()
