from __future__ import annotations

import csv
from pathlib import Path

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from samples import place

from caravan.files.read_tour import read_tour
from caravan.geocoding.raw_place import Match
from caravan.geocoding.table_gazetteer import TableGazetteer
from caravan.tour.names import Names
from caravan.tour.place import Place, PlaceKind

DATA = Path(__file__).parent.parent.parent / "data"
HAMMA = place(
    "el-hamma",
    "El Hamma",
    "الحامة",
    (33.89152, 9.79629),
    variants=("Al Hammah", "El Hamma de Gabès"),
    region=Names.of(fr="Gabès", ar="قابس"),
    region_code="TN-81",
    population=41607,
)
JERID = place(
    "el-hamma-2", "El Hamma", "", (34.0115, 8.1531), region=Names.of(fr="Tozeur", ar="توزر")
)
GAFSA = place("gafsa", "Gafsa", "قفصة", (34.425, 8.78417))


@pytest.fixture(scope="module")
def table():
    return TableGazetteer((HAMMA, JERID, GAFSA))


def test_it_is_a_geocoder_of_geopy_and_gives_locations(table):
    assert isinstance(table, Geocoder)
    location = table.geocode("Gafsa")
    assert isinstance(location, Location)
    assert (location.latitude, location.longitude) == (34.425, 8.78417)
    assert location.address == "Gafsa, TN"
    assert location.raw["place_id"] == "gafsa"
    assert location.raw["source"] == "by hand"


def test_a_point_without_a_source_comes_from_the_table():
    bare = Place("here", Names.of(fr="Ici"), PlaceKind.TOWN, 1.0, 2.0)
    assert TableGazetteer((bare,), "villes.xlsx").geocode("ici").raw["source"] == "villes.xlsx"


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("gafsa", Match.NAME),
        ("قفصه", Match.NAME),
        ("AL-HAMMAH", Match.OTHER_NAME),
        ("Hamma", Match.BARE),
        ("Ghafsa", Match.SOUND),
    ],
)
def test_the_location_says_how_it_matches(table, name, match):
    assert table.geocode(name).raw["match"] is match


def test_one_or_all_as_with_nominatim(table):
    assert table.geocode("El Hamma").raw["place_id"] == "el-hamma"
    both = table.geocode("El Hamma", exactly_one=False)
    assert [one.raw["place_id"] for one in both] == ["el-hamma", "el-hamma-2"]
    assert len(table.geocode("El Hamma", exactly_one=False, limit=1)) == 1
    assert table.geocode("Nowhere") is None
    assert table.geocode("Nowhere", exactly_one=False) is None
    assert table.geocode({"city": "El Hamma", "state": "Tozeur"}).raw["place_id"] == "el-hamma-2"
    with pytest.raises(ValueError, match="limit"):
        table.geocode("El Hamma", limit=0)
    with pytest.raises(GeocoderQueryError):
        table.geocode(7)


@pytest.mark.parametrize("hint", ["Tozeur", "توزر", "gouvernorat de Tozeur"])
def test_a_hint_puts_the_fitting_place_first(table, hint):
    first, second = table.geocode(f"El Hamma, {hint}", exactly_one=False)
    assert (first.raw["place_id"], first.raw["fits_hint"]) == ("el-hamma-2", True)
    assert second.raw["fits_hint"] is False


@pytest.mark.parametrize("hint", ["Tunisie", "Tunisia", "تونس", "TN"])
def test_a_hint_may_be_the_country(table, hint):
    assert table.geocode(f"Gafsa ({hint})").raw["fits_hint"] is True


def test_it_keeps_to_the_countries_asked_for(table):
    assert table.geocode("Gafsa", country_codes="tn").raw["place_id"] == "gafsa"
    assert table.geocode("Gafsa", country_codes=["fr", "TN"]) is not None
    assert table.geocode("Gafsa", country_codes="fr") is None


def test_the_nearest_place_of_a_point(table):
    assert table.reverse((34.4, 8.8)).raw["place_id"] == "gafsa"
    assert table.reverse((0, 0)) is None
    assert len(table.reverse((34.4, 8.8), exactly_one=False)) == 1


def test_near_spellings(table):
    assert table.near_spellings("Gasfa") == ("Gafsa",)
    assert table.near_spellings("Gasfa", countries=("FR",)) == ()
    assert table.near_spellings("東京") == ()


@pytest.mark.parametrize("query", ["", "\0", "'; DROP TABLE place; --", "x" * 10_000, "😀", "=1+1"])
def test_hostile_names_find_nothing(table, query):
    assert table.geocode(query, exactly_one=False) is None


def test_it_asks_no_server(table):
    with pytest.raises(NotImplementedError):
        table.adapter.get_json("http://localhost", timeout=1, headers={})
    with pytest.raises(NotImplementedError):
        table.adapter.get_text("http://localhost", timeout=1, headers={})


def test_all_names_of_the_first_tour_find_their_town():
    tour = read_tour(DATA / "schedule.yaml")
    table = TableGazetteer(tour.places)
    with (DATA / "cities.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "town"]
    assert len(rows) == 20
    for row in rows:
        for name in (row["name_fr"], row["name_ar"], row["name_en"], *row["variants"].split("|")):
            if name:
                assert table.geocode(name).raw["place_id"] == row["id"], name
