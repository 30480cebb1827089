"""What the offline gazetteers have in common: geocoders of geopy that never touch the network."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from caravan.geocoding.raw_place import RawPlace
from caravan.geocoding.spelling import MAX_NAME

DEFAULT_LIMIT = 10


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy is untyped
    """The adapter of a geocoder that has its data here: asking a server is a mistake."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Refuse."""
        raise NotImplementedError("an offline gazetteer asks no server")

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Refuse."""
        raise NotImplementedError("an offline gazetteer asks no server")


class OfflineGazetteer(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """A geopy geocoder whose places are on this machine.

    It is called like geopy's Nominatim, so that either stands in for the other. The ``raw`` of its
    Locations is a `RawPlace`.
    """

    def __init__(self) -> None:
        super().__init__(adapter_factory=NoNetwork)

    def geocode(  # the signature of geopy's Nominatim
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # nothing here takes long
        limit: int | None = None,
        addressdetails: bool = False,  # noqa: ARG002  # all details are there anyway
        language: str | bool = False,  # noqa: ARG002  # one spelling of each place is known best
        country_codes: str | Sequence[str] | None = None,
    ) -> Any:
        """The Location that fits a name best, or a list of all with ``exactly_one=False``.

        `query` may carry a hint after a comma or in brackets ("El Hamma, Gabès"), or be a mapping
        with "city" and perhaps "state" and "country". Nothing found gives None.

        Raises GeocoderQueryError for any other query, ValueError for a limit below 1.
        """
        if limit is not None and limit < 1:
            raise ValueError("the limit is below 1")
        name, hint = _name_and_hint(query)
        if isinstance(country_codes, str):
            country_codes = country_codes.split(",")
        countries = tuple(code.strip().upper() for code in country_codes or () if code.strip())
        found = self._found(name, hint, countries, 1 if exactly_one else limit or DEFAULT_LIMIT)
        if not found:
            return None
        return found[0] if exactly_one else found

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # nothing here takes long
        limit: int | None = None,
        language: str | bool = False,  # noqa: ARG002  # one spelling of each place is known best
    ) -> Any:
        """The nearest place to a point, or a list of the nearest ones; None far from any.

        `query` is a Point of geopy, (latitude, longitude), or text that geopy reads as a point.
        Raises ValueError for anything else.
        """
        point = Point(query)
        found = self._nearest(
            point.latitude, point.longitude, 1 if exactly_one else limit or DEFAULT_LIMIT
        )
        if not found:
            return None
        return found[0] if exactly_one else found

    def named(self, query: str, *, countries: Sequence[str] = (), limit: int) -> list[Any]:
        """All Locations that truly have this name: what only sounds so isn't looked for."""
        return self._found(query[:MAX_NAME], "", tuple(countries), limit, by_sound=False)

    @abstractmethod
    def near_spellings(self, name: str, *, countries: Sequence[str] = (), limit: int = 5) -> Any:
        """Names of places that are written nearly so, the nearest first."""

    @abstractmethod
    def _found(
        self, name: str, hint: str, countries: tuple[str, ...], limit: int, *, by_sound: bool = True
    ) -> list[Any]:
        """Locations for a name, the best match first."""

    @abstractmethod
    def _nearest(self, latitude: float, longitude: float, limit: int) -> list[Any]:
        """Locations around a point, the nearest first."""


def _name_and_hint(query: str | Mapping[str, str]) -> tuple[str, str]:
    if isinstance(query, Mapping):
        hint = ", ".join(part for key in ("state", "country") if (part := query.get(key)))
        return query.get("city", "")[:MAX_NAME], hint
    if not isinstance(query, str):
        raise GeocoderQueryError("a place is asked for by its name")
    return query[:MAX_NAME], ""


def location_of(raw: RawPlace, latitude: float, longitude: float) -> Any:
    """A geopy Location of a place; its address is the name with region and country."""
    parts = (raw.get("name"), raw.get("region"), raw.get("country"))
    return Location(", ".join(part for part in parts if part), (latitude, longitude), dict(raw))
