"""What a search for a name gives: candidates, best first, and one chosen only when certain."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.errors import Message


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the one that was meant.

    Attributes:
        name: as the gazetteer spells it.
        latitude, longitude: WGS 84, decimal degrees.
        country: ISO 3166-1 alpha-2, or empty.
        region: name of the first-level division (governorate, county…), or empty.
        population: inhabitants, or None when unknown.
        zone: IANA time zone, or empty.
        source: where the point comes from, for example ``GeoNames 2473747``.
        place_id: id of the place in the tour's own table, or empty.
        fit: how well it answers; higher is better, only comparable within one resolution.
    """

    name: str
    latitude: float
    longitude: float
    country: str = ""
    region: str = ""
    population: int | None = None
    zone: str = ""
    source: str = ""
    place_id: str = ""
    fit: float = 0.0

    @property
    def point(self) -> tuple[float, float]:
        """(latitude, longitude)."""
        return (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one name.

    Attributes:
        asked: the name as it was asked, without its hint.
        candidates: best first; empty when the name is found nowhere.
        suggestions: near spellings that exist, when nothing was found.
        chosen: the candidate that is certain, or None: then a person chooses.
        hint: the hint that came with the name, as in "El Hamma, Gabès".
        problems: why a gazetteer couldn't be asked, when one couldn't.
    """

    asked: str
    candidates: tuple[Candidate, ...] = ()
    suggestions: tuple[str, ...] = ()
    chosen: Candidate | None = None
    hint: str = ""
    problems: tuple[Message, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether one candidate is certain."""
        return self.chosen is not None

    @property
    def is_ambiguous(self) -> bool:
        """Whether a person has to choose among the candidates (or confirm the only one)."""
        return self.chosen is None and bool(self.candidates)

    @property
    def is_unknown(self) -> bool:
        """Whether no gazetteer knows the name."""
        return not self.candidates
