"""What two plans do otherwise, on one map: on the sample plan changed by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from samples import TUESDAY, place, sample_plan

from caravan.language.language import language
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Team
from caravan.tour.road import Grade
from caravan.travel.leg import Leg, LegKind, Source
from caravan.views.map import differences_html
from caravan.views.map.differing import BOTH, ONLY_A, ONLY_B, differing_scene

EN = language("en")
NAMES = ("As it is", "Without the island")


def other_plan():
    """Sfax is held on Tuesday too, but then the team drives back to Faïd's side: Sbeitla."""
    plan = sample_plan()
    monday = plan.days[0]
    back = Leg(
        LegKind.DRIVE, "sfax", "sbeitla", 780, 930, 165.0, Source.ROADS, Grade.C,
        ("sfax", "faid", "sbeitla"),
    )  # fmt: skip
    tuesday = Day(
        TUESDAY,
        "sfax",
        "sbeitla",
        (
            Stop(StopKind.EVENT, "sfax", 600, 780, event="sfax"),
            back,
            Stop(StopKind.EVENT, "gafsa", 930, 990, event="gafsa"),
        ),
    )
    return replace(plan, teams=(Team("team-1", (monday, tuesday)),))


def scene(code="en"):
    return differing_scene((sample_plan(), other_plan()), NAMES, language(code))


def mark(found, id_):
    return next(mark for mark in found.marks if mark.place == id_)


def test_each_way_is_in_both_or_only_in_one():
    ways = {}
    for track in scene().tracks:
        ways.setdefault(track.day, []).append(track.detail.title)
    assert len(ways[BOTH]) == 1  # Sbeitla to Sfax on Monday
    assert len(ways[ONLY_A]) == 3  # to the port, over the sea, on the island
    assert len(ways[ONLY_B]) == 1  # back to Sbeitla: the same road the other way
    (back,) = (track for track in scene().tracks if track.day == ONLY_B)
    assert [(section.day, section.head) for section in back.detail.sections] == [
        (ONLY_B, "B: Tuesday 10 March")
    ]
    (there,) = (track for track in scene().tracks if track.day == BOTH)
    assert [section.head for section in there.detail.sections] == [
        "A: Monday 9 March",
        "B: Monday 9 March",
    ]


def test_two_directions_of_one_road_lie_beside_one_another():
    lanes = {track.day: track.lanes for track in scene().tracks if track.day != ONLY_A}
    assert lanes[BOTH] == (0.5, 0.5)
    assert lanes[ONLY_B] == (0.5, 0.5)


def test_stops_say_by_a_letter_in_which_plan_they_are():
    found = scene()
    chips = {
        id_: [(chip.kind.value, chip.day, chip.text) for chip in mark(found, id_).chips]
        for id_ in ("sbeitla", "sfax", "kerkennah", "gafsa")
    }
    assert chips == {
        "sbeitla": [("stop", BOTH, "1")],
        "sfax": [("stop", BOTH, "2"), ("bed", BOTH, "")],  # another hour of the same day
        "kerkennah": [("stop", ONLY_A, "A 3")],
        "gafsa": [("stop", ONLY_B, "B 3")],
    }


def test_an_event_on_another_day_has_a_chip_for_each_plan():
    plan = sample_plan()
    monday, tuesday = plan.days
    later = replace(plan, teams=(Team("team-1", (
        replace(monday, items=monday.items[1:]),
        replace(tuesday, items=(monday.items[0], *tuesday.items)),
    )),))  # fmt: skip
    found = differing_scene((plan, later), NAMES, EN)
    assert [(chip.day, chip.text) for chip in mark(found, "sbeitla").chips] == [
        (ONLY_A, "A 1"),
        (ONLY_B, "B 1"),
    ]
    heads = [(section.day, section.head) for section in mark(found, "sbeitla").detail.sections]
    assert heads == [(ONLY_A, "A: Monday 9 March"), (ONLY_B, "B: Tuesday 10 March")]


def test_two_plans_alike_have_one_layer():
    found = differing_scene((sample_plan(), sample_plan()), NAMES, EN)
    assert [(layer.day, layer.label) for layer in found.days] == [(BOTH, "In both")]
    assert {track.day for track in found.tracks} == {BOTH}


def test_layers_differ_by_more_than_their_colour():
    layers = scene().days
    assert [layer.label for layer in layers] == [
        "In both",
        "Only in A: As it is",
        "Only in B: Without the island",
    ]
    assert len({layer.style.pattern for layer in layers}) == 3


def test_a_town_that_only_the_second_tour_has_is_on_the_map():
    plan = other_plan()
    far = place("remada", "Remada", "رمادة", (32.31, 10.4))
    events = tuple(replace(e, place="remada") if e.id == "gafsa" else e for e in plan.tour.events)
    tour = replace(plan.tour, places=(*plan.tour.places, far), events=events)
    tuesday = plan.days[1]
    items = tuple(
        replace(i, place="remada") if isinstance(i, Stop) and i.place == "gafsa" else i
        for i in tuesday.items
    )
    days = (plan.days[0], replace(tuesday, items=items))
    other = replace(plan, tour=tour, teams=(Team("team-1", days),))
    found = differing_scene((sample_plan(), other), NAMES, EN)
    assert mark(found, "remada").chips[0].text == "B 3"
    (south, _), (north, _) = found.bounds
    assert south <= 32.31 <= north


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_document_is_the_same_each_time_and_takes_hostile_names_as_text(code):
    names = ("</script><script>alert(1)</script>", "${1}`{{7*7}}\u202e'\"\\")
    plans = (sample_plan(), other_plan())
    page = differences_html(plans, names, language(code), tiles=False)
    assert page == differences_html(plans, names, language(code), tiles=False)
    assert "<script>alert" not in page
    (block,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    labels = [day["label"] for day in json.loads(block)["days"]]
    assert all(name in label for name, label in zip(names, labels[1:], strict=True))
