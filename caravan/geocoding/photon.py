"""Photon as this program asks it: geopy's own geocoder, with answers in the house's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geopy.geocoders import Photon
from geopy.geocoders.base import DEFAULT_SENTINEL
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

_LANGUAGES = ("de", "en", "fr")
"""Languages that every Photon server has; it refuses a request in another one."""
_OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}
_NO_TOWNS = ("house", "street")


class OnlinePhoton(Photon):  # type: ignore[misc]  # geopy is untyped
    """A Photon server of the settings, https://github.com/komoot/photon/blob/master/docs/api-v1.md.

    `geocode` takes what geopy's takes, and Nominatim's `country_codes`, so that one can stand for
    the other: geopy's Photon can't ask for a country, so the places of others are left out here.
    Every failure is an OnlineFailure.

    Args:
        settings: where and as whom; the caller has looked at `refusal`.
        adapter: how requests are made.
        language: of the answers' names, as ISO 639 code, where the server has it.
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
        query: str,
        *,
        exactly_one: bool = True,
        timeout: float = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: str | None = None,
        country_codes: str | Sequence[str] | None = None,
        osm_tag: str | Sequence[str] = "place",
        **more: Any,
    ) -> Location | list[Location] | None:
        """Places of a name; see geopy's Photon. Raises OnlineFailure.

        Without a limit, as many as the service gives. Only settlements, unless another tag
        is given.
        """
        wanted = 1 if exactly_one else min(MOST_PLACES, MOST_PLACES if limit is None else limit)
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        chosen = language or self._language
        found = super().geocode(
            plain_text(query),
            exactly_one=False,
            timeout=timeout,
            limit=MOST_PLACES if codes else wanted,
            language=chosen if chosen in _LANGUAGES else False,
            osm_tag=osm_tag,
            **more,
        )
        countries = {code.upper() for code in codes}
        fitting = [
            location
            for location in found or ()
            if not countries or location.raw["country"] in countries
        ][:wanted]
        if exactly_one:
            return fitting[0] if fitting else None
        return fitting or None

    def _parse_resource(self, resource: dict[str, Any]) -> Location:
        found = _place(resource)
        return Location(found.address, found.point, found.raw)

    def _parse_json(self, resources: dict[str, Any], exactly_one: bool = True) -> Any:  # noqa: FBT001, FBT002 - geopy's signature
        towns = [one for one in resources["features"] if not _is_part_of_a_street(one)]
        return super()._parse_json({"features": towns}, exactly_one)

    def _geocoder_exception_handler(self, error: Exception) -> None:
        if not isinstance(error, OnlineFailure):
            raise told(error, self._host) from error


def is_empty(answer: Any) -> bool:
    """Whether an answer of Photon holds no place.

    Raises ValueError, TypeError or LookupError for one in another form.
    """
    features = answer["features"]
    if not isinstance(features, list):
        raise TypeError("no list of features")
    for feature in features:
        _place(feature)
    return not features


def _is_part_of_a_street(feature: dict[str, Any]) -> bool:
    return feature["properties"].get("type") in _NO_TOWNS


def _place(feature: dict[str, Any]) -> OnlinePlace:
    properties = feature["properties"]
    longitude, latitude = feature["geometry"]["coordinates"][:2]
    name = plain_text(properties.get("name"))
    region = plain_text(properties.get("state")) or plain_text(properties.get("county"))
    parts = (
        name,
        plain_text(properties.get("county")),
        region,
        plain_text(properties.get("country")),
    )
    osm_type = plain_text(properties.get("osm_type"))
    return OnlinePlace(
        service="Photon",
        name=name,
        address=", ".join(dict.fromkeys(filter(None, parts))),
        point=checked_point(latitude, longitude),
        country=country_code(properties.get("countrycode")),
        region=region,
        population=inhabitants((properties.get("extra") or {}).get("population")),
        osm=(_OSM_TYPES.get(osm_type, osm_type), plain_text(properties.get("osm_id"))),
        names=(name,) if name else (),
        within=all_texts(properties.get(key) for key in ("county", "state", "country")),
        attribution=attribution_of(None),
    )
