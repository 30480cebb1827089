from __future__ import annotations

from pathlib import Path

import pytest
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from samples import place

from caravan.errors import CaravanError, msg
from caravan.files.read_tour import read_tour
from caravan.geocoding.gazetteer import NoNetwork
from caravan.geocoding.resolve import MOST_CANDIDATES, resolve, resolve_all
from caravan.geocoding.table_gazetteer import TableGazetteer
from caravan.geocoding.world_gazetteer import WorldGazetteer
from caravan.geocoding.world_places import WorldPlace
from caravan.geocoding.world_writing import build_index
from caravan.tour.names import Names

GABES = (33.88, 10.1)
TOZEUR = (33.91968, 8.13352)
OWN_HAMMA = place(
    "el-hamma",
    "El Hamma",
    "الحامة",
    (33.89152, 9.79629),
    variants=("El Hamma de Gabès",),
    region=Names.of(fr="Gabès", ar="قابس"),
)


class StandIn(Geocoder):
    """A geocoder that gives what it was told and notes what it was asked."""

    def __init__(self, *answers, error=None):
        super().__init__(adapter_factory=NoNetwork)
        self.answers, self.error, self.asked = answers, error, []

    def geocode(self, query, *, exactly_one=True, limit=None, country_codes=None):
        self.asked.append((query, country_codes))
        if self.error:
            raise self.error
        found = [
            answer
            for answer in self.answers
            if not country_codes or answer.raw.get("country") in country_codes
        ]
        return found or None


def answer(called, latitude, longitude, **raw):
    return Location(f"{called}, somewhere", (latitude, longitude), raw)


def chosen(resolution):
    return resolution.chosen and (resolution.chosen.place_id or resolution.chosen.source)


def sources(resolution):
    return [candidate.source for candidate in resolution.candidates]


# The only one


def test_the_only_place_of_a_name_is_chosen(small_world):
    resolution = resolve("Gafsa", [small_world])
    assert resolution.is_found
    assert not resolution.is_ambiguous
    assert not resolution.is_unknown
    assert resolution.chosen is resolution.candidates[0]
    assert (resolution.chosen.name, resolution.chosen.point) == ("Gafsa", (34.425, 8.784))
    assert resolution.chosen.zone == "Africa/Tunis"
    assert resolution.chosen.source == "GeoNames 11"


def test_a_name_without_its_article_is_still_the_name(small_world):
    assert chosen(resolve("El Gafsa", [small_world])) == "GeoNames 11"


# Several


def test_an_ambiguous_name_is_never_guessed(small_world):
    resolution = resolve("El Hamma", [small_world])
    assert resolution.is_ambiguous
    assert resolution.chosen is None
    assert [(one.name, one.region) for one in resolution.candidates] == [
        ("El Hamma", "Gabès"),
        ("El-Hamma-Djerid", "Tozeur"),
    ]


@pytest.mark.parametrize("name", ["El Hamma", "Hamma", "el-hamma", "الحامة", "حامه", "Al Hamma"])
def test_nor_in_any_of_its_spellings(small_world, name):
    resolution = resolve(name, [small_world], country="TN")
    assert resolution.is_ambiguous
    assert sorted(sources(resolution)) == ["GeoNames 14", "GeoNames 21"]


def test_neither_nearness_nor_population_chooses(small_world):
    resolution = resolve("El Hamma", [small_world], country="TN", near=[TOZEUR])
    assert resolution.is_ambiguous
    assert sources(resolution) == ["GeoNames 21", "GeoNames 14"]
    assert sources(resolve("El Hamma", [small_world], near=[GABES]))[0] == "GeoNames 14"
    assert resolve("Springfield", [small_world]).is_ambiguous


@pytest.mark.parametrize(
    ("name", "hint", "source"),
    [
        ("El Hamma, Gabès", "", "GeoNames 14"),
        ("El Hamma (Gabès)", "", "GeoNames 14"),
        ("الحامة، قابس", "", "GeoNames 14"),
        ("El Hamma", "Gabès", "GeoNames 14"),
        ("El Hamma", "قابس", "GeoNames 14"),
        ("El Hamma, Tozeur", "", "GeoNames 21"),
        ("El Hamma", "Tozeur, Tunisie", "GeoNames 21"),
        ("Springfield", "Illinois", "GeoNames 4"),
    ],
)
def test_a_hint_makes_it_certain(small_world, name, hint, source):
    resolution = resolve(name, [small_world], hint=hint)
    assert chosen(resolution) == source
    assert resolution.asked == name.split(",")[0].split("،")[0].split(" (")[0]
    assert resolution.hint


@pytest.mark.parametrize("name", ["El Hamma, Atlantis", "El Hamma, Tunisie", "Gafsa, Illinois"])
def test_a_hint_that_fits_none_or_several_leaves_it_open(small_world, name):
    assert resolve(name, [small_world]).is_ambiguous


def test_a_country_makes_it_certain(small_world):
    assert resolve("Tozeur", [small_world]).is_ambiguous
    assert chosen(resolve("Tozeur", [small_world], country="tn")) == "GeoNames 15"
    assert chosen(resolve("Tozeur", [small_world], country="FR")) == "GeoNames 25"


def test_a_place_of_another_country_is_offered_and_never_chosen(small_world):
    resolution = resolve("Gafsa", [small_world], country="RO")
    assert resolution.is_ambiguous
    assert sources(resolution) == ["GeoNames 11"]


def test_a_place_that_only_sounds_so_is_offered_and_never_chosen(small_world):
    resolution = resolve("جمنة", [small_world], country="TN")
    assert resolution.is_ambiguous
    assert sources(resolution) == ["GeoNames 22"]
    assert resolve("جمنة، قبلي", [small_world]).is_ambiguous


def test_a_place_of_that_very_name_abroad_comes_after_one_that_sounds_so_here(small_world):
    abroad = StandIn(answer("Duz", 40.0, 30.0, name="Duz", country="TR", source="there"))
    resolution = resolve("Duz", [small_world, abroad], country="TN")
    assert resolution.is_ambiguous
    assert sources(resolution) == ["GeoNames 16", "there"]


def test_what_sounds_so_abroad_is_no_answer(small_world):
    assert resolve("جمنة", [small_world], country="RO").is_unknown


def test_two_points_of_one_place_are_one_candidate(tmp_path):
    places = (
        WorldPlace(1, "Twin", (), 10.0, 10.0, "TN", "01", 900, ""),
        WorldPlace(2, "Twin", (), 10.02, 10.0, "TN", "01", 800, ""),
    )
    build_index(tmp_path / "index", places, (), edition="x")
    near = WorldGazetteer(tmp_path / "index")
    assert chosen(resolve("Twin", [near])) == "GeoNames 1"
    near.close()
    far = (places[0], WorldPlace(2, "Twin", (), 10.04, 10.0, "TN", "01", 800, ""))
    build_index(tmp_path / "index", far, (), edition="x")
    apart = WorldGazetteer(tmp_path / "index")
    assert resolve("Twin", [apart]).is_ambiguous
    apart.close()


def test_candidates_are_limited_and_say_their_fit(tmp_path):
    places = tuple(
        WorldPlace(n, "San Juan", (), n % 80, n, "TN", "01", 9000 - n, "") for n in range(100)
    )
    build_index(tmp_path / "index", places, (), edition="x")
    gazetteer = WorldGazetteer(tmp_path / "index")
    candidates = resolve("San Juan", [gazetteer]).candidates
    fits = [candidate.fit for candidate in candidates]
    assert len(candidates) == MOST_CANDIDATES
    assert fits == sorted(fits, reverse=True)
    # The farthest from the populous ones is still first where the tour is.
    assert resolve("San Juan", [gazetteer], near=[(19, 99)]).candidates[0].source == "GeoNames 99"
    gazetteer.close()


# The tour's own table


def test_the_own_place_comes_first_and_is_certain(small_world):
    resolution = resolve("El Hamma", [TableGazetteer((OWN_HAMMA,)), small_world])
    assert chosen(resolution) == "el-hamma"
    assert resolution.chosen.source == "by hand"


@pytest.mark.parametrize("name", ["الحامة", "Hamma", "El Hamma de Gabès", "El Hamma, Gabès"])
def test_the_own_place_has_its_variants(small_world, name):
    assert chosen(resolve(name, [TableGazetteer((OWN_HAMMA,)), small_world])) == "el-hamma"


def test_a_hint_to_elsewhere_beats_the_own_place(small_world):
    resolution = resolve("El Hamma, Tozeur", [TableGazetteer((OWN_HAMMA,)), small_world])
    assert chosen(resolution) == "GeoNames 21"


def test_two_own_places_of_one_name_are_ambiguous():
    other = place("el-hamma-2", "El Hamma", "", (33.8916, 9.7963))
    resolution = resolve("El Hamma", [TableGazetteer((OWN_HAMMA, other))])
    assert resolution.is_ambiguous
    assert [one.place_id for one in resolution.candidates] == ["el-hamma", "el-hamma-2"]


def test_all_names_of_the_first_tour_are_certain_by_its_table(small_world):
    tour = read_tour(Path(__file__).parent.parent.parent / "data" / "schedule.yaml")
    names = ("Hazoua", "Djemna", "Sakiet ed Daier", "الحامة", "Sidi Bou Zid")
    resolutions = resolve_all(names, [TableGazetteer(tour.places), small_world])
    assert [chosen(one) for one in resolutions] == [
        "hezoua",
        "jemna",
        "sakiet-eddaier",
        "el-hamma",
        "sidi-bouzid",
    ]


# None


def test_a_name_found_nowhere_says_so_and_suggests(small_world):
    resolution = resolve("Gasfa", [small_world], country="TN")
    assert resolution.is_unknown
    assert not resolution.candidates
    assert resolution.suggestions[0] == "Gafsa"


def test_the_known_part_of_a_longer_name_is_suggested(small_world):
    assert resolve("Commune de Gafsa", [small_world]).suggestions[0] == "Gafsa"
    assert resolve("Gafsa centre ville", [small_world]).suggestions[0] == "Gafsa"


@pytest.mark.parametrize(
    "name",
    ["", "\0", "😀", "x" * 100_000, "Gafsa" + " " * 1_000 + "Gafsa", "'; DROP TABLE place; --",
     "=cmd|' /C calc'!A0", "\u202e", ",,,,", "()", "\ud800"],
)  # fmt: skip
def test_hostile_names_are_unknown(small_world, name):
    resolution = resolve(name, [TableGazetteer((OWN_HAMMA,)), small_world])
    assert resolution.is_unknown
    assert len(resolution.asked) <= 200


# Together


def test_the_certain_towns_give_the_others_nearness_and_country(small_world):
    resolutions = resolve_all(["Douz", "El Hamma", "Tozeur", "جمنة"], [small_world])
    assert [chosen(one) for one in resolutions] == ["GeoNames 16", None, None, None]
    # Tozeur in France is smaller anyway; Jemna is found by its sound in Tunisia.
    assert sources(resolutions[2]) == ["GeoNames 15", "GeoNames 25"]
    assert sources(resolutions[3]) == ["GeoNames 22"]


def test_a_town_near_the_others_comes_first(small_world):
    alone = resolve("El Hamma", [small_world])
    _, together = resolve_all(["توزر", "El Hamma"], [small_world], country="TN")
    assert sources(alone)[0] == "GeoNames 14"
    assert sources(together)[0] == "GeoNames 21"
    assert together.is_ambiguous


def test_hints_belong_to_their_names(small_world):
    resolutions = resolve_all(["El Hamma", "Gafsa"], [small_world], hints=["Tozeur"])
    assert [chosen(one) for one in resolutions] == ["GeoNames 21", "GeoNames 11"]


def test_nothing_is_resolved_to_nothing(small_world):
    assert resolve_all([], [small_world]) == ()


# Other geocoders


def test_a_geocoder_after_one_that_knows_is_not_asked(small_world):
    later = StandIn(answer("Gafsa", 1, 1))
    assert chosen(resolve("Gafsa", [small_world, later])) == "GeoNames 11"
    assert later.asked == []


def test_a_geocoder_says_in_raw_what_it_knows(small_world):
    online = StandIn(
        answer("Remla", 34.7, 11.2, name="Remla", names=("الرملة",), country="TN", within=("Sfax",),
               region="Sfax", source="Nominatim osm/node/1"),
        answer("Remla", 35.9, 9.9, name="Remla", country="TN", within=("Kairouan",)),
    )  # fmt: skip
    assert chosen(resolve("Remla, Sfax", [small_world, online])) == "Nominatim osm/node/1"
    assert online.asked == [("Remla, Sfax", None)]
    assert resolve("Remla", [small_world, online]).is_ambiguous


def test_the_opinion_of_a_geocoder_alone_chooses_nothing(small_world):
    online = StandIn(answer("Somewhere else", 1, 1, country="TN"))
    assert resolve("Remla", [small_world, online]).is_ambiguous


def test_a_geocoder_without_our_fields_is_understood(small_world):
    resolution = resolve("Remla", [StandIn(answer("Remla", 1, 2))])
    assert resolution.is_found
    assert (resolution.chosen.name, resolution.chosen.point) == ("Remla", (1, 2))


def test_a_geocoder_that_fails_is_passed_over_and_says_why(small_world):
    broken = StandIn(error=CaravanError(msg("no network")))
    resolution = resolve("Gafsa", [broken, small_world])
    assert resolution.is_found
    assert resolution.problems == (msg("no network"),)
    assert resolve("Remla", [broken]).problems == (msg("no network"),)


def test_a_broken_index_is_passed_over_and_says_why(tmp_path):
    path = tmp_path / "index"
    build_index(path, (WorldPlace(1, "Gafsa", (), 1.0, 1.0, "TN", "", 9, ""),), (), edition="x")
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    broken = WorldGazetteer(path)
    resolution = resolve("Gafsa", [broken, TableGazetteer((OWN_HAMMA,))])
    assert resolution.is_unknown
    assert "can't be read" in str(resolution.problems[0])
    broken.close()
