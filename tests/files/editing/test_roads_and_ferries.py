from __future__ import annotations

from dataclasses import replace

import pytest
from files.edited import line_changes, our_files, small_files, without

from caravan.files.draft import draft_of
from caravan.files.editing.ferries import remove_ferry, set_ferry
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.roads import remove_road, set_road
from caravan.files.editing.towns import NewTown, add_towns
from caravan.files.read_tour import tour_of
from caravan.files.wrong import WrongValue
from caravan.tour.road import Grade, Road


def test_a_link_replaces_that_of_the_two_places_whichever_way_round() -> None:
    before = small_files()
    for road in (
        Road("gafsa", "sfax", 210.5, 180, Grade.C, source="by hand"),
        Road("sfax", "gafsa", 210.5, 180, Grade.C, source="by hand"),
    ):
        assert line_changes(before, set_road(before, road)) == {
            "roads.csv": ["-gafsa,sfax,,200,,,170,A,", "+gafsa,sfax,,210.5,,,180,C,by hand"]
        }


def test_a_link_that_is_the_same_changes_nothing() -> None:
    before = our_files()
    for road in tour_of(before).roads:
        assert set_road(before, road) == before


def test_the_way_of_a_road_turns_with_it() -> None:
    before = our_files()
    road = next(road for road in tour_of(before).roads if road.via)
    turned = replace(road, a=road.b, b=road.a, via=tuple(reversed(road.via)))
    assert set_road(before, turned) == before


def test_the_table_of_roads_is_made_when_there_is_none() -> None:
    files = new_files("abc", {"fr": "Tour"}, "fr")
    files = add_towns(files, [NewTown({"fr": "Béja"}), NewTown({"fr": "Tabarka"})])
    files = set_road(files, Road("beja", "tabarka", 66, 75, Grade.C, source="by hand"))
    assert "\ncities: cities.csv\nroads: roads.csv\n" in files.schedule.text
    assert files.file("roads.csv").text == (
        "a,b,name,km,km_low,km_high,minutes,grade,source,via\nbeja,tabarka,,66,,,75,C,by hand,\n"
    )
    assert draft_of(remove_road(files, "tabarka", "beja")).roads == ()


def test_a_road_of_unknown_places_or_none_at_all_is_told() -> None:
    with pytest.raises(WrongValue, match="not a place"):
        set_road(small_files(), Road("gafsa", "atlantis", 1, 1, Grade.C))
    with pytest.raises(WrongValue, match="no road"):
        remove_road(small_files(), "gafsa", "island-port")


def test_a_ferry_is_changed_in_place() -> None:
    before = our_files()
    ferry = tour_of(before).ferries[0]
    assert set_ferry(before, ferry) == before
    after = set_ferry(before, replace(ferry, crossing_minutes=80))
    assert line_changes(before, after) == {
        "ferries.yaml": ["-    crossing_minutes: 75", "+    crossing_minutes: 80"]
    }


def test_a_ferry_comes_and_goes() -> None:
    before = small_files()
    ferry = replace(tour_of(before).ferries[0], id="night-ferry")
    both = set_ferry(before, ferry)
    assert [f.id for f in tour_of(both).ferries] == ["island-ferry", "night-ferry"]
    assert tour_of(remove_ferry(both, "night-ferry")) == tour_of(before)
    with pytest.raises(WrongValue, match="no ferry"):
        remove_ferry(before, "night-ferry")
    with pytest.raises(WrongValue, match="not a place"):
        set_ferry(before, replace(ferry, ports=("sfax-port", "atlantis"), timetables=()))


def test_the_file_of_ferries_is_made_when_there_is_none() -> None:
    ferry = tour_of(small_files()).ferries[0]
    files = without(small_files(), "ferries.yaml")
    after = set_ferry(files, ferry)
    assert after.file("ferries.yaml").text.startswith(
        "# Ferries and their timetables.\n\nferries:\n"
    )
    assert tour_of(after).ferries == (ferry,)
