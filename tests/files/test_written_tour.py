"""Files written anew from a tour give that very tour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import sample_tour
from small_tour import small_tour

from caravan.files.read_tour import read_tour, tour_of
from caravan.files.written_tour import files_of_tour
from caravan.tour.names import Names

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "schedule",
    sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "data" / "schedule.yaml", *ROOT.glob("examples/*/*.yaml"))
        if "events:" in path.read_text(encoding="utf-8")
    ),
)
def test_every_tour_of_the_repository_comes_back_whole(schedule):
    tour = read_tour(ROOT / schedule)
    assert tour_of(files_of_tour(tour)) == tour


def test_a_tour_with_a_ferry_partners_and_roads_comes_back_whole():
    tour = sample_tour()
    written = files_of_tour(tour)
    assert tour_of(written) == tour
    assert [file.name for file in written] == [
        "schedule.yaml",
        "cities.csv",
        "roads.csv",
        "ferries.yaml",
    ]


def test_what_is_not_there_is_not_named():
    written = files_of_tour(tour_of(small_tour()))
    assert [file.name for file in written] == ["schedule.yaml", "cities.csv"]


@pytest.mark.parametrize(
    "name",
    ['Ville "de", Sfax; = 1', "- oui: # non", "null", "12:30", "2020-03-09", "{a: b}", "*x &y !z"],
)
def test_names_that_look_like_something_else_stay_names(name):
    tour = sample_tour()
    # Two places may not be called alike.
    places = tuple(
        replace(place, names=Names.of(fr=f"{name}{'x' * n}")) for n, place in enumerate(tour.places)
    )
    events = tuple(replace(e, venue=Names.of(fr=name)) for e in tour.events)
    hostile = replace(tour, names=Names.of(fr=name), places=places, events=events)
    assert tour_of(files_of_tour(hostile)) == hostile
