from __future__ import annotations

import threading
import time

import pytest
from geopy.location import Location

from caravan.geocoding.raw_place import Match


def sources(locations):
    return [one.raw["source"] for one in locations or ()]


@pytest.mark.parametrize(
    ("name", "geoname", "match"),
    [
        ("gafsa", 11, Match.NAME),
        ("GAFSA", 11, Match.NAME),
        ("قفصه", 11, Match.OTHER_NAME),
        ("Гафса", 11, Match.OTHER_NAME),
        ("Iasi", 20, Match.NAME),
        ("Iași", 20, Match.NAME),
        ("Ιάσιο", 20, Match.OTHER_NAME),
        ("Weissenburg", 19, Match.OTHER_NAME),
        ("lodka", 23, Match.NAME),
        ("KINIK", 24, Match.NAME),
        ("Sakiet Eddaier", 17, Match.NAME),
        ("Sakiet Daier", 17, Match.BARE),
        ("ساقية الدائر", 17, Match.SOUND),
        ("جمنة", 22, Match.SOUND),
        ("Djemna", 22, Match.SOUND),
    ],
)
def test_a_place_is_found_by_any_spelling(small_world, name, geoname, match):
    location = small_world.geocode(name)
    assert isinstance(location, Location)
    assert location.raw["source"] == f"GeoNames {geoname}"
    assert location.raw["match"] is match


def test_a_location_says_all_that_is_known(small_world):
    location = small_world.geocode("Jemna")
    assert (location.latitude, location.longitude) == (33.57778, 9.01472)
    assert location.address == "Jemna, Kébili, TN"
    assert location.raw == {
        "name": "Jemna",
        "country": "TN",
        "region": "Kébili",
        "population": 5911,
        "zone": "Africa/Tunis",
        "source": "GeoNames 22",
        "attribution": "© GeoNames, CC BY 4.0",
        "match": Match.NAME,
        "likeness": 1.0,
    }


def test_a_population_of_nobody_is_unknown(small_world):
    assert small_world.geocode("Suva Planina").raw["population"] is None


def test_all_places_of_a_name_with_the_true_name_first(small_world):
    found = small_world.geocode("El Hamma", exactly_one=False)
    assert sources(found) == ["GeoNames 14", "GeoNames 21"]
    assert small_world.geocode("El Hamma", exactly_one=False, limit=1) == found[:1]


def test_an_arabic_name_brings_the_place_that_sounds_the_same(small_world):
    # Only one of the two has its Arabic name in the data.
    assert sources(small_world.geocode("الحامة", exactly_one=False)) == [
        "GeoNames 14",
        "GeoNames 21",
    ]


@pytest.mark.parametrize(
    ("query", "geoname"),
    [
        ("El Hamma, Gabès", 14),
        ("El Hamma, gouvernorat de Gabès", 14),
        ("El Hamma (Tozeur)", 21),
        ("الحامة، توزر", 21),
        ("Springfield, Illinois", 4),
        ("Springfield, IL", 4),
        ("Tozeur, Tunisie", 15),
        ("Jemna, Douz", 22),
        ("Jemna, Kébili", 22),
        ({"city": "Springfield", "state": "Illinois", "country": "United States"}, 4),
    ],
)
def test_a_hint_brings_its_place_to_the_front(small_world, query, geoname):
    first, *others = small_world.geocode(query, exactly_one=False)
    assert first.raw["source"] == f"GeoNames {geoname}"
    assert first.raw["fits_hint"] is True
    assert not any(other.raw["fits_hint"] for other in others)


def test_a_hint_that_nobody_knows_fits_no_place(small_world):
    found = small_world.geocode("El Hamma, Atlantis", exactly_one=False)
    assert [one.raw["fits_hint"] for one in found] == [False, False]


def test_it_keeps_to_the_countries_asked_for(small_world):
    assert sources(small_world.geocode("Tozeur", exactly_one=False)) == [
        "GeoNames 15",
        "GeoNames 25",
    ]
    only = small_world.geocode("Tozeur", exactly_one=False, country_codes=["fr"])
    assert sources(only) == ["GeoNames 25"]
    assert small_world.geocode("Tozeur", country_codes="de, pl") is None


def test_true_names_can_be_asked_for_alone(small_world):
    assert sources(small_world.named("Jemna", limit=5)) == ["GeoNames 22"]
    assert small_world.named("جمنة", limit=5) == []
    assert sources(small_world.named("الحامة", limit=5)) == ["GeoNames 14"]
    assert sources(small_world.named("Tozeur", countries=("FR",), limit=5)) == ["GeoNames 25"]


def test_a_latin_name_needs_the_country_to_be_found_by_a_rough_sound(small_world):
    assert small_world.geocode("Kebily", country_codes="tn").raw["match"] is Match.SOUND
    assert small_world.geocode("Dez") is None


def test_the_nearest_place_of_a_point_even_across_the_date_line(small_world):
    assert small_world.reverse((33.6, 9.0)).raw["name"] == "Jemna"
    assert small_world.reverse((-18.0, -179.9)).raw["name"] == "Suva Planina"
    assert small_world.reverse((0, -30)) is None
    assert small_world.reverse((90, 0)) is None
    near = small_world.reverse((33.5, 9.0), exactly_one=False, limit=2)
    assert [one.raw["name"] for one in near] == ["Douz", "Jemna"]
    with pytest.raises(ValueError, match="Point"):
        small_world.reverse("no point")


@pytest.mark.parametrize(
    ("name", "near"),
    [("Gasfa", "Gafsa"), ("Tozuer", "Tozeur"), ("Gafasa", "Gafsa"), ("Gabess", "Gabès")],
)
def test_near_spellings(small_world, name, near):
    assert small_world.near_spellings(name, countries=("TN",))[0] == near


def test_near_spellings_keep_to_the_country_and_the_limit(small_world):
    assert small_world.near_spellings("Gasfa", countries=("FR",)) == ()
    assert len(small_world.near_spellings("Gabsa", limit=1)) == 1
    assert small_world.near_spellings("東京") == ()


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\0",
        "Gafsa'; DROP TABLE place; --",
        "' OR 1=1 --",
        "%",
        "_____",
        "x" * 10_000,
        "قفصة" * 3_000,
        "😀🏳️‍🌈",
        "=HYPERLINK(1)",
        "\u202e\u200f",
        "\ud800",
        "a\u0300" * 5_000,
        "," * 1_000,
        "(" * 1_000,
        "<script>alert(1)</script>",
    ],
)
def test_hostile_names_find_nothing_and_at_once(small_world, query):
    began = time.thread_time()  # what others do on the machine doesn't count
    assert small_world.geocode(query, exactly_one=False) is None
    small_world.near_spellings(query)
    assert time.thread_time() - began < 1.0
    assert small_world.geocode("Gafsa") is not None


def test_direction_marks_around_a_name_do_not_hide_it(small_world):
    assert small_world.geocode("\u202bقفصة\u202c").raw["name"] == "Gafsa"


def test_threads_may_ask_at_once(small_world):
    answers = []

    def ask():
        answers.extend(small_world.geocode("Gafsa").raw["source"] for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["GeoNames 11"] * 200
