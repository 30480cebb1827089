"""Nominatim as this program asks it: geopy's own geocoder, with answers in the house's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geopy.geocoders import Nominatim
from geopy.location import Location

from caravan.geocoding.geocoder_settings import GeocoderSettings
from caravan.geocoding.http_adapter import HttpAdapter, told
from caravan.geocoding.online_failure import OnlineFailure
from caravan.geocoding.online_place import (
    MOST_PLACES,
    OnlinePlace,
    all_texts,
    attribution_of,
    checked_point,
    country_code,
    inhabitants,
    plain_text,
)

_REGIONS = ("state", "province", "region", "county", "state_district")
"""Parts of an address that may be the first-level division, the first that is there counts."""
_AREAS = (*_REGIONS, "country", "municipality", "city_district", "ISO3166-2-lvl4", "ISO3166-2-lvl6")
"""Parts of an address that a hint may name."""
_ASKED_FOR = {
    "addressdetails": True,
    "extratags": True,
    "namedetails": True,
    "featuretype": "settlement",
}
"""What geopy's Nominatim is told unless the caller says something else."""


class OnlineNominatim(Nominatim):  # type: ignore[misc]  # geopy is untyped
    """A Nominatim server of the settings, https://nominatim.org/release-docs/latest/api/Search/.

    `geocode` and `reverse` take what geopy's take. Unless told otherwise they ask for
    settlements only, with address, names and population. Every failure is an OnlineFailure.

    Args:
        settings: where and as whom; the caller has looked at `refusal`.
        adapter: how requests are made.
        language: of the answers' names, as ISO 639 code.
    """

    def __init__(self, settings: GeocoderSettings, adapter: HttpAdapter, language: str) -> None:
        super().__init__(
            domain=settings.domain,
            scheme=settings.scheme,
            user_agent=settings.agent,
            timeout=settings.request_seconds,
            adapter_factory=lambda **_: adapter,
        )
        self._host = settings.shown
        self._language = language

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        language: str | None = None,
        **more: Any,
    ) -> Location | list[Location] | None:
        """Places of a name; see geopy's Nominatim for all that can be given. Raises OnlineFailure.

        Without a limit, as many as the service gives.
        """
        return super().geocode(
            query if isinstance(query, Mapping) else plain_text(query),
            exactly_one=exactly_one,
            limit=MOST_PLACES if limit is None else min(limit, MOST_PLACES),
            language=language or self._language,
            **{**_ASKED_FOR, **more},
        )

    def _parse_code(self, place: dict[str, Any]) -> Location:
        found = _place(place)
        return Location(found.address, found.point, found.raw)

    def _geocoder_exception_handler(self, error: Exception) -> None:
        if not isinstance(error, OnlineFailure):
            raise told(error, self._host) from error


def is_empty(answer: Any) -> bool:
    """Whether an answer of Nominatim holds no place.

    Raises ValueError, TypeError or LookupError for one in another form, an error among them.
    """
    if isinstance(answer, dict) and answer.get("error") == "Unable to geocode":
        return True  # that is how a search by point says so
    places = [answer] if isinstance(answer, dict) else answer
    if not isinstance(places, list):
        raise TypeError("no list of places")
    for place in places:
        _place(place)
    return not places


def _place(place: dict[str, Any]) -> OnlinePlace:
    address = place.get("address") or {}
    names = place.get("namedetails") or {}
    address_text = plain_text(place["display_name"])
    return OnlinePlace(
        service="Nominatim",
        name=plain_text(place.get("name") or "") or address_text.split(",")[0].strip(),
        address=address_text,
        point=checked_point(place["lat"], place["lon"]),
        country=country_code(address.get("country_code")),
        region=next((text for key in _REGIONS if (text := plain_text(address.get(key)))), ""),
        population=inhabitants((place.get("extratags") or {}).get("population")),
        osm=(plain_text(place.get("osm_type")), plain_text(place.get("osm_id"))),
        names=all_texts(names.values()),
        within=all_texts(text for key, text in address.items() if key in _AREAS),
        attribution=attribution_of(place.get("licence")),
    )
