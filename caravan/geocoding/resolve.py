"""From names to places: what is certain is chosen, everything else is offered.

The rule, in one place. A candidate is **strong** when the name asked for is truly one of its names
(articles aside), in the country if one is given, and where the hint says if there is one. A strong
candidate is chosen when it is the only place of the tour's own table among them, or the only one
at all; points of one name closer than 3 km are one place. Candidates by sound, and what only the
gazetteer thinks fits, are never chosen. Neither population nor nearness ever chooses: they rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from caravan.geocoding.asking import (
    Gazetteer,
    Search,
    ask_all,
    search_for,
    suggestions_for,
)
from caravan.geocoding.candidate import Candidate, Resolution
from caravan.geocoding.distance import km_between
from caravan.geocoding.fit import Context, Found, fit_of

MOST_CANDIDATES = 20
"""Most candidates offered for one name."""
_SAME_PLACE_KM = 3.0


def resolve(
    name: str,
    gazetteers: Sequence[Gazetteer],
    *,
    hint: str = "",
    country: str = "",
    near: Sequence[tuple[float, float]] = (),
) -> Resolution:
    """Find the place that a name means, or the candidates among which a person chooses.

    The gazetteers are asked in order until one knows the name; each is a geopy geocoder whose
    Locations carry a `RawPlace`. A hint may come with the name: "El Hamma, Gabès". `country` (ISO
    3166-1 alpha-2) and `near`, the points of the other towns, say what is known besides. A
    gazetteer that fails is passed over, and the resolution says why.
    """
    country = country.strip().upper()
    search = search_for(name, gazetteers, hint, country)
    resolution = _ranked(search, country, Context(country, near))
    return _with_suggestions(resolution, gazetteers, country)


def resolve_all(
    names: Sequence[str],
    gazetteers: Sequence[Gazetteer],
    *,
    hints: Sequence[str] = (),
    country: str = "",
    near: Sequence[tuple[float, float]] = (),
) -> tuple[Resolution, ...]:
    """Resolve the names of one tour together, in their order; `hints` belong to the names.

    The certain ones give the others nearness and, when none is given, their country: this ranks
    the candidates of the others and chooses none.
    """
    country = country.strip().upper()
    searches = [
        search_for(name, gazetteers, hint, country)
        for name, hint in zip_longest(names, hints[: len(names)], fillvalue="")
    ]
    alone = [_ranked(search, country, Context(country, near)) for search in searches]
    certain = [resolution.chosen for resolution in alone if resolution.chosen]
    common = country or _commonest([candidate.country for candidate in certain])
    together = Context(common, (*near, *(candidate.point for candidate in certain)))
    return tuple(
        resolution
        if resolution.is_found
        else _with_suggestions(
            _ranked(_searched_there(search, gazetteers, country, common), country, together),
            gazetteers,
            common,
        )
        for search, resolution in zip(searches, alone, strict=True)
    )


def _searched_there(
    search: Search, gazetteers: Sequence[Gazetteer], country: str, common: str
) -> Search:
    """The search again in the country of the others, for a name that is no one's exactly.

    What sounds so elsewhere in the world is no answer then.
    """
    if country or not common or any(found.match.is_strong for found in search.found):
        return search
    return ask_all(search.asked, search.hint, gazetteers, common) if search.asked else search


def _with_suggestions(
    resolution: Resolution, gazetteers: Sequence[Gazetteer], country: str
) -> Resolution:
    if not resolution.is_unknown:
        return resolution
    near = suggestions_for(resolution.asked, gazetteers, country)
    return replace(resolution, suggestions=near)


def _commonest(countries: Sequence[str]) -> str:
    # Of equally many the one that comes first: Counter keeps the order.
    counted = Counter(country for country in countries if country).most_common(1)
    return counted[0][0] if counted else ""


def _ranked(search: Search, country: str, context: Context) -> Resolution:
    fits = [(fit_of(found, context), found) for found in search.found]
    # Sorting is stable: the order of the gazetteers decides among equals.
    fits.sort(key=lambda one: -one[0])
    ranked: list[tuple[Candidate, Found]] = []
    for fit, found in fits:
        candidate = replace(found.candidate, fit=round(fit, 6))
        if not any(_same_place(candidate, found, other, before) for other, before in ranked):
            ranked.append((candidate, found))
    return Resolution(
        asked=search.asked,
        candidates=tuple(candidate for candidate, _ in ranked[:MOST_CANDIDATES]),
        chosen=_certain(ranked, search.hint, country),
        hint=search.hint,
        problems=search.problems,
    )


def _same_place(one: Candidate, found: Found, other: Candidate, before: Found) -> bool:
    return (
        found.match.is_strong
        and before.match.is_strong
        and not (one.place_id and other.place_id)
        and (one.country == other.country or not (one.country and other.country))
        and km_between(one.point, other.point) <= _SAME_PLACE_KM
    )


def _certain(
    ranked: Sequence[tuple[Candidate, Found]], hint: str, country: str
) -> Candidate | None:
    able = [
        (candidate, found)
        for candidate, found in ranked
        if (found.fits_hint or not hint) and (not country or candidate.country in (country, ""))
    ]
    strong = [candidate for candidate, found in able if found.match.is_strong]
    own = [candidate for candidate in strong if candidate.place_id]
    if len(own) == 1:
        return own[0]
    # A place that the same letters may name as well is a rival, though it is weaker.
    return strong[0] if len(strong) == len(able) == 1 else None
