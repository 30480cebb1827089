"""Drive legs: Monday's drive goes from Sbeitla through Faïd to Sfax, 55 + 95 min, 60 + 105 km."""

from dataclasses import replace

import pytest
from mutations import day_of, only_violation, with_item, with_items, with_tour
from samples import MONDAY, place, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.day import Day, Stop, StopKind
from caravan.tour.road import Grade, Road, TravelEstimate
from caravan.travel.leg import Leg, LegKind, Source

DRIVE = 3
"""Position of the drive among Monday's items."""


def _with_roads(*roads):
    return with_tour(roads=(*sample_plan().tour.roads, *roads))


def test_a_drive_along_a_road_that_does_not_exist_is_told():
    violation = only_violation(with_item(0, DRIVE, path=("sbeitla", "sfax")))
    assert (violation.rule, violation.date, violation.place) == (Rule.ROAD, MONDAY, "sbeitla")
    assert str(violation.message) == "no road of the tour joins “sbeitla” and “sfax”"


@pytest.mark.parametrize(
    "path", [(), ("sbeitla",), ("sfax", "faid", "sbeitla"), ("sbeitla", "faid")]
)
def test_a_path_that_does_not_lead_there_is_told(path):
    violation = only_violation(with_item(0, DRIVE, path=path))
    assert violation.rule is Rule.ROAD
    assert str(violation.message) == "the path of the leg is not from “sbeitla” to “sfax”"


@pytest.mark.parametrize("ends", [929, 931])
def test_a_drive_of_other_minutes_than_its_roads_is_told(ends):
    violation = only_violation(with_item(0, DRIVE, ends=ends))
    assert violation.rule is Rule.ROAD
    assert str(violation.message) == f"the drive takes {ends - 780} minutes, its roads 150"


@pytest.mark.parametrize("km", [164.9, 165.1, float("nan"), float("inf"), -165.0])
def test_a_drive_of_other_kilometres_than_its_roads_is_told(km):
    violation = only_violation(with_item(0, DRIVE, km=km))
    assert violation.rule is Rule.ROAD
    assert str(violation.message) == f"the drive has {km} km, its roads 165.0"


def test_kilometres_may_be_rounded():
    assert check_plan(with_item(0, DRIVE, km=165.05)) == ()


def test_a_drive_of_a_better_grade_than_its_roads_is_told():
    violation = only_violation(with_item(0, DRIVE, grade=Grade.A))
    assert violation.rule is Rule.ROAD
    assert str(violation.message) == "the drive has grade A, the worst of its roads C"


def test_a_drive_that_is_not_the_fastest_is_told():
    # A new road straight to Sfax takes 149 minutes.
    violation = only_violation(_with_roads(Road("sbeitla", "sfax", 200.0, 149, Grade.B)))
    assert violation.rule is Rule.FASTEST
    assert str(violation.message) == "the way takes 150 minutes, the fastest 149"


def test_an_equally_fast_way_is_right():
    assert check_plan(_with_roads(Road("sbeitla", "sfax", 200.0, 150, Grade.B))) == ()


def test_the_slower_of_two_parallel_roads_is_not_counted():
    assert check_plan(_with_roads(Road("faid", "sbeitla", 50.0, 70, Grade.A))) == ()


def test_the_faster_of_two_parallel_roads_is_counted():
    violations = check_plan(_with_roads(Road("faid", "sbeitla", 60.0, 50, Grade.C)))
    assert [violation.rule for violation in violations] == [Rule.ROAD]
    assert str(violations[0].message) == "the drive takes 150 minutes, its roads 145"


def test_either_of_two_equally_fast_parallel_roads_is_right():
    twin = Road("faid", "sbeitla", 58.0, 55, Grade.A)
    assert check_plan(_with_roads(twin)) == ()
    shorter = with_item(0, DRIVE, _with_roads(twin), km=163.0, grade=Grade.A)
    assert check_plan(shorter) == ()


def test_a_drive_marked_as_a_sailing_is_told():
    assert only_violation(with_item(0, DRIVE, source=Source.TIMETABLE)).rule is Rule.FORM
    assert only_violation(with_item(0, DRIVE, ferry="kerkennah-ferry")).rule is Rule.FORM


def test_a_drive_to_where_the_team_is_is_told():
    items = list(day_of(sample_plan(), 0).items)
    circle = Leg(
        LegKind.DRIVE,
        "sbeitla",
        "sbeitla",
        630,
        720,
        90.0,
        Source.OSRM,
        Grade.B,
        ("sbeitla", "sbeitla"),
    )
    items[1] = circle
    violation = only_violation(with_items(0, items))
    assert violation.rule is Rule.FORM
    assert str(violation.message) == "a drive leads from “sbeitla” to itself"


def test_a_leg_of_an_engine_is_believed():
    # The great circle from Sbeitla to Sfax is 158.8 km (haversine).
    assert check_plan(_by_engine(km=160.0, path=("sbeitla", "sfax"))) == ()


def _by_engine(**changes):
    return with_item(0, DRIVE, **{"source": Source.OSRM, "grade": Grade.B, **changes})


@pytest.mark.parametrize("km", [155.9, -1.0, float("nan"), float("inf"), 1e308])
def test_a_leg_of_an_engine_shorter_than_the_great_circle_is_told(km):
    # 158.8 less 1 % less 1 km for moving the ends to the nearest road: 156.2.
    violation = only_violation(_by_engine(km=km))
    assert violation.rule is Rule.ENGINE
    assert str(violation.message) == f"the drive has {km} km, the great circle 158.8"


def test_a_leg_of_an_engine_faster_than_is_believed_is_told():
    # 150 minutes at 130 km/h are 325 km.
    assert check_plan(_by_engine(km=325.0)) == ()
    violation = only_violation(_by_engine(km=328.0))
    assert violation.rule is Rule.ENGINE
    assert str(violation.message) == "the drive goes at 131 km/h, at most 130 are believed"


def test_a_leg_of_an_engine_across_the_water_is_told():
    # 60 km in an hour from Sfax to Kerkennah, where only the boat goes.
    items = list(day_of(sample_plan(), 1).items)
    drive = Leg(
        LegKind.DRIVE,
        "sfax",
        "kerkennah",
        780,
        840,
        60.0,
        Source.OSRM,
        Grade.B,
        ("sfax", "kerkennah"),
    )
    items[3:8] = [drive, Stop(StopKind.WAIT, "kerkennah", 840, 960)]
    violation = only_violation(with_items(1, items))
    assert violation.rule is Rule.ENGINE
    assert str(violation.message) == (
        "a ferry lies between “sfax” and “kerkennah”, so no drive leads there"
    )


def test_a_leg_of_an_engine_off_the_network_is_believed():
    assert check_plan(_guess(source=Source.OSRM, grade=Grade.B)) == ()


def test_a_leg_of_an_engine_is_not_a_published_figure():
    assert only_violation(_by_engine(grade=Grade.A)).rule is Rule.ENGINE


# Two towns on one meridian, half a degree apart: 6371.009 km x pi / 360 = 55.597542 km on the
# sphere. Times 1.2 that is 66.717050 km; at 65 km/h 61.585 minutes: 66.7 km in 62 minutes.
NORTH = place("north", "Nord", "شمال", (35.5, 9.0), can_sleep=True)
SOUTH = place("south", "Sud", "جنوب", (35.0, 9.0), can_sleep=True)


def _guess(**changes):
    """Monday spent in the north instead, by guessed drives there and back."""
    tour = sample_plan().tour
    events = tuple(replace(event, required=False) for event in tour.events)
    plan = with_tour(places=(*tour.places, NORTH, SOUTH), start="south", end="north", events=events)
    leg = Leg(
        LegKind.DRIVE,
        "south",
        "north",
        480,
        542,
        66.7,
        Source.GREAT_CIRCLE,
        Grade.C,
        ("south", "north"),
    )
    monday = Day(MONDAY, "south", "north", (replace(leg, **changes),))
    tuesday = replace(day_of(plan, 1), start="north", overnight="north", items=())
    team = replace(plan.teams[0], days=(monday, tuesday))
    return with_tour(replace(plan, teams=(team,)), id="guess")


def test_a_guessed_drive_is_worked_out_again():
    assert check_plan(_guess()) == ()


@pytest.mark.parametrize(
    "changes", [{"ends": 541}, {"ends": 543}, {"km": 66.6}, {"km": 66.8}, {"km": float("nan")}]
)
def test_a_guessed_drive_of_other_figures_is_told(changes):
    violation = only_violation(_guess(**changes))
    assert violation.rule is Rule.ESTIMATE
    assert str(violation.message).endswith("the estimate is 62 minutes for 66.7 km")


def test_a_guess_follows_the_tours_own_estimate():
    # 55.597542 km x 1.5 = 83.396313 km; at 60 km/h 83.4 minutes.
    plan = with_tour(_guess(ends=564, km=83.4), estimate=TravelEstimate(1.5, 60.0))
    assert check_plan(plan) == ()


def test_a_guessed_drive_not_marked_as_one_is_told():
    assert only_violation(_guess(grade=Grade.B)).rule is Rule.ESTIMATE


@pytest.mark.parametrize("road", [("south", "north"), ("south", "sfax"), ("north", "kerkennah")])
def test_a_guess_where_a_road_leads_is_told(road):
    plan = _guess()
    roads = (*plan.tour.roads, Road(*road, 70.0, 60, Grade.A))
    joined = check_plan(with_tour(plan, roads=roads))
    # One end on the network doesn't join the two.
    assert [violation.rule for violation in joined] == (
        [Rule.ESTIMATE] if road == ("south", "north") else []
    )


def test_a_guess_across_a_ferry_is_told():
    # South is joined to the mainland, north to the island behind the ferry.
    plan = _guess()
    roads = (
        *plan.tour.roads,
        Road("south", "sfax", 70.0, 60, Grade.A),
        Road("north", "kerkennah", 70.0, 60, Grade.A),
    )
    violation = only_violation(with_tour(plan, roads=roads))
    assert violation.rule is Rule.ESTIMATE
    assert str(violation.message) == (
        "the drive is guessed, but roads or ferries join “south” and “north”"
    )
