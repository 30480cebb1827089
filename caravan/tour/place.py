"""Points on the map: towns, junctions and ports."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from caravan.errors import ImpossibleValue, msg
from caravan.tour.names import Names

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def refuse_bad_id(value: str) -> None:
    """Refuse an id that would not be safe in a file name, a URL or a calendar UID.

    Raises ImpossibleValue unless it is made of lower-case letters, digits and single hyphens.
    """
    if len(value) > 60 or not _ID.fullmatch(value):
        raise ImpossibleValue(
            msg(
                "the id “{id}” must be lower-case letters, digits and single hyphens, at most 60",
                id=value[:80],
            )
        )


class PlaceKind(StrEnum):
    """What a place is to the tour."""

    TOWN = "town"
    JUNCTION = "junction"
    PORT = "port"


@dataclass(frozen=True, slots=True)
class Place:
    """A point with names and coordinates.

    Attributes:
        id: short and unique, for example ``new-town``.
        names: by language.
        kind: only a town can host an event or a night.
        latitude, longitude: WGS 84, decimal degrees.
        can_sleep: whether the convoy finds beds there.
        coordinate_source: where the coordinates come from.
        variants: other spellings.
        country: ISO 3166-1 alpha-2, or empty.
        region, region_code: governorate or the like, and its ISO 3166-2 code.
        population, population_year: inhabitants; the year as the source words it.

    Raises ImpossibleValue for a bad id, coordinates out of range, or beds outside a town.
    """

    id: str
    names: Names
    kind: PlaceKind
    latitude: float
    longitude: float
    can_sleep: bool = False
    coordinate_source: str = ""
    variants: tuple[str, ...] = ()
    country: str = ""
    region: Names | None = None
    region_code: str = ""
    population: int | None = None
    population_year: str = ""

    def __post_init__(self) -> None:
        refuse_bad_id(self.id)
        if not (math.isfinite(self.latitude) and -90 <= self.latitude <= 90):
            raise ImpossibleValue(
                msg("latitude {value} is not between -90 and 90", value=self.latitude)
            )
        if not (math.isfinite(self.longitude) and -180 <= self.longitude <= 180):
            raise ImpossibleValue(
                msg("longitude {value} is not between -180 and 180", value=self.longitude)
            )
        if self.can_sleep and self.kind is not PlaceKind.TOWN:
            raise ImpossibleValue(msg("only a town can have beds, not a {kind}", kind=self.kind))
        if self.population is not None and self.population < 0:
            raise ImpossibleValue(msg("the population {value} is negative", value=self.population))

    @property
    def point(self) -> tuple[float, float]:
        """(latitude, longitude)."""
        return (self.latitude, self.longitude)
