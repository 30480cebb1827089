"""Lines along the road network, side by side where legs share a road."""

from dataclasses import replace

from samples import sample_plan

from caravan.language.language import language
from caravan.plan.plan import Plan, Team
from caravan.travel.leg import Leg
from caravan.views.itinerary import itinerary
from caravan.views.map.ground import frame_of
from caravan.views.map.tracks import tracks

ENGLISH = language("en")


def lines_of(plan: Plan):
    shown = tuple(zip(plan.days, itinerary(plan, ENGLISH), strict=True))
    return tracks(plan.tour, shown, frame_of(plan.tour), ENGLISH)


def with_legs(*legs: Leg) -> Plan:
    plan = sample_plan()
    monday, tuesday = plan.days
    return replace(plan, teams=(Team("team-1", (replace(monday, items=legs), tuesday)),))


def to_sfax() -> Leg:
    return sample_plan().days[0].legs[0]


def test_a_leg_follows_the_nodes_of_its_path():
    line = lines_of(sample_plan())[0]
    assert line.points == ((35.23151, 9.12321), (34.93, 9.68), (34.74056, 10.76028))
    assert (line.day, line.is_ferry, line.is_estimate) == (0, False, True)


def test_the_geometry_of_an_engine_comes_before_the_nodes():
    way = ((35.23151, 9.12321), (35.1, 9.4), (35.1, 9.4), (34.74056, 10.76028))
    line = lines_of(with_legs(replace(to_sfax(), geometry=way)))[0]
    assert line.points == ((35.23151, 9.12321), (35.1, 9.4), (34.74056, 10.76028))


def test_a_road_that_one_leg_uses_is_drawn_in_its_middle():
    assert [line.lanes for line in lines_of(sample_plan())] == [(0.0, 0.0), (0.0,), (0.0,), (0.0,)]


def test_there_and_back_keep_to_the_right():
    there = to_sfax()
    back = replace(
        there, origin="sfax", destination="sbeitla", path=there.path[::-1], begins=930, ends=1080
    )
    first, second, *_ = lines_of(with_legs(there, back))
    assert first.lanes == (0.5, 0.5)
    assert second.lanes == (0.5, 0.5)
    assert second.points == first.points[::-1]


def test_two_legs_in_one_direction_lie_side_by_side():
    there = to_sfax()
    again = replace(there, path=("faid", "sfax"), origin="faid", begins=930, ends=1080)
    first, second, *_ = lines_of(with_legs(there, again))
    assert first.lanes == (0.0, 0.5)
    assert second.lanes == (-0.5,)


def test_a_leg_that_goes_nowhere_has_no_line():
    stay = replace(to_sfax(), path=("sfax",), origin="sfax")
    assert len(lines_of(with_legs(stay))) == 3


def test_the_ferry_is_told_from_the_road():
    assert [line.is_ferry for line in lines_of(sample_plan())] == [False, False, True, False]


def test_a_line_tells_times_figures_and_source():
    detail = lines_of(sample_plan())[0].detail
    row = next(row for row in itinerary(sample_plan(), ENGLISH)[0].rows if row.is_leg)
    assert detail.title == row.label
    (section,) = detail.sections
    assert (section.day, section.head) == (0, "Monday 9 March")
    way, source = section.lines
    assert way.time == "13:00–15:30"
    assert way.text == "≈\u00a02\u00a0h\u00a030 · ≈\u00a0165\u00a0km"
    assert way.note == row.detail
    assert source.text == "Source: road table, estimate"
