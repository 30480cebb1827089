"""Small tours with answers worked out by hand."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from planning.brute_force import Answer, BruteForce
from planning.tiny_tours import MONDAY, tiny_place, tiny_tour

from caravan.files.read_tour import read_tour
from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible, Omission
from caravan.plan.plan import Plan, Status
from caravan.planning.solve import solve
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.rules import BreakRule, DayRules


def _event(id_, place, service, *hours, **more):
    windows = tuple(TimeWindow(MONDAY, Hours(*span)) for span in hours)
    return Event(id_, place, service, windows=windows, **more)


def _road(a, b, minutes):
    return Road(a, b, float(minutes), minutes, Grade.C)


def _ferry(id_, ports, crossing, boarding, *departures):
    timetable = Timetable(ports[0], MONDAY, MONDAY, tuple(range(7)), departures)
    return Ferry(id_, Names.of(fr=id_), ports, crossing, boarding, 1.0, Grade.C, (timetable,))


def test_a_way_that_is_best_only_in_part_is_not_forgotten():
    # Three ways from a to b, arriving at 8, 13 and 18: by road with 8 minutes of driving; by the
    # first boat with 1 of driving and 12 at sea; by the second with 4 of driving and 6 at sea.
    # The drive on to c takes 6 and the limit is 10: by road it is passed, the second boat is best.
    tour = tiny_tour(
        end="c",
        rules=DayRules(Hours(0, 40), 10),
        places=(
            tiny_place("a", 0, 0, bed=True),
            tiny_place("b", 5, 0, bed=True),
            tiny_place("c", 9, 0, bed=True),
            tiny_place("p1", 0, 1, PlaceKind.PORT, bed=False),
            tiny_place("p2", 0, 2, PlaceKind.PORT, bed=False),
        ),
        roads=(
            _road("a", "b", 8),
            _road("b", "c", 6),
            _road("a", "p1", 1),
            _road("a", "p2", 4),
        ),
        ferries=(_ferry("f1", ("p1", "b"), 12, 0, 1), _ferry("f2", ("p2", "b"), 6, 0, 12)),
        events=(_event("e1", "b", 1, (0, 40)),),
    )
    plan = solve(tour)
    assert isinstance(plan, Plan)
    assert (plan.objective.driving_minutes, plan.objective.sailing_minutes) == (10, 6)
    assert BruteForce(tour).best() == Answer(1, 16, 256)


def _open(service=60, *, required=True, place="a", id_="e1", hours=(0, 1440), date=MONDAY, **more):
    windows = (TimeWindow(date, Hours(*hours)),)
    return Event(id_, place, service, windows=windows, required=required, **more)


def _ends(tour):
    """The days as (start, overnight, events held)."""
    plan = solve(tour)
    assert isinstance(plan, Plan)
    assert check_plan(plan) == ()
    assert plan.status is Status.OPTIMAL
    return [(d.start, d.overnight, tuple(stop.event for stop in d.events)) for d in plan.days]


NO_BED = tiny_place("a", 0, 0, bed=False)
ELSEWHERE = tiny_place("b", 10, 0, bed=True)  # 11.1 km, 13.3 by the estimate: 13 minutes
TWO_DAYS = {"first_day": MONDAY, "last_day": MONDAY + timedelta(days=1)}
WORK = DayRules(Hours(480, 1140), 300, BreakRule(60, Hours(720, 870)))


def test_a_tour_of_one_day_needs_no_bed():
    assert _ends(tiny_tour(places=(NO_BED,), rules=WORK, events=(_open(),))) == [
        ("a", "a", ("e1",))
    ]


def test_a_tour_of_two_days_without_any_bed_is_impossible():
    answer = solve(tiny_tour(places=(NO_BED,), **TWO_DAYS))
    assert answer == Infeasible(proved=True, omissions=(Omission("e1", helps=False),))


def test_a_team_that_cannot_sleep_where_it_starts_goes_to_a_bed_and_comes_back():
    tour = tiny_tour(places=(NO_BED, ELSEWHERE), rules=WORK, events=(_open(),), **TWO_DAYS)
    assert _ends(tour) == [("a", "b", ("e1",)), ("b", "a", ())]
    assert solve(tour).objective.balance == 2 * 13**2


def test_a_date_on_which_nothing_is_open_is_a_day_of_rest():
    days = {"first_day": MONDAY, "last_day": MONDAY + timedelta(days=2)}
    tour = tiny_tour(rules=WORK, events=(_open(date=MONDAY + timedelta(days=2)),), **days)
    assert _ends(tour) == [("a", "a", ()), ("a", "a", ()), ("a", "a", ("e1",))]


def test_a_required_event_without_any_window_is_the_one_to_leave_out():
    closed = _open(date=MONDAY + timedelta(days=9), id_="closed")
    answer = solve(tiny_tour(rules=WORK, events=(_open(), closed)))
    assert answer == Infeasible(
        proved=True,
        omissions=(Omission("e1", helps=False), Omission("closed", helps=True, travel_minutes=0)),
    )


def test_an_optional_event_without_any_window_is_left_out():
    closed = _open(required=False, date=MONDAY + timedelta(days=9), id_="closed", value=9)
    plan = solve(tiny_tour(rules=WORK, events=(_open(), closed)))
    assert (plan.status, plan.objective.value) == (Status.OPTIMAL, 1)
    assert [event.id for event in plan.left_out] == ["closed"]


def test_with_optional_events_only_the_best_plan_may_be_to_stay():
    far = tiny_place("far", 1000, 0, bed=True)  # 1112 km away
    tour = tiny_tour(
        places=(ELSEWHERE, far),
        start="b",
        end="b",
        rules=WORK,
        events=(_open(place="far", required=False),),
    )
    assert _ends(tour) == [("b", "b", ())]


def test_a_driving_limit_of_nothing_keeps_the_team_where_it_is():
    tour = tiny_tour(
        places=(tiny_place("a", 0, 0, bed=True), ELSEWHERE),
        rules=replace(WORK, max_driving_minutes=0),
        events=(_open(), _open(place="b", id_="e2", required=False)),
        **TWO_DAYS,
    )
    assert _ends(tour) == [("a", "a", ("e1",)), ("a", "a", ())]


def test_an_end_that_no_day_reaches_is_impossible_whatever_is_optional():
    far = tiny_place("far", 1000, 0, bed=True)
    tour = tiny_tour(
        places=(tiny_place("a", 0, 0, bed=True), far),
        end="far",
        rules=WORK,
        events=(_open(required=False),),
    )
    assert solve(tour) == Infeasible(proved=True)


def test_the_break_may_just_fit_and_just_not():
    # 08:00–12:30 at work; a break of an hour fits until 14:30, so e2 begins at 13:30 at the
    # earliest; it takes until 19:00, or a minute longer.
    first = _open(270, hours=(480, 750))
    second = _open(330, hours=(700, 1140), id_="e2")
    assert _ends(tiny_tour(rules=WORK, events=(first, second))) == [("a", "a", ("e1", "e2"))]
    longer = replace(second, service_minutes=331)
    answer = solve(tiny_tour(rules=WORK, events=(first, longer)))
    assert answer == Infeasible(
        proved=True,
        omissions=(
            Omission("e1", helps=True, travel_minutes=0),
            Omission("e2", helps=True, travel_minutes=0),
        ),
    )


def test_an_event_ends_with_its_window_to_the_minute():
    event = _open(180, hours=(960, 1140))
    plan = solve(tiny_tour(rules=WORK, events=(event,)))
    assert plan.days[0].events[0].begins == 960
    answer = solve(tiny_tour(rules=WORK, events=(_open(180, hours=(961, 1200)),)))
    assert isinstance(answer, Infeasible)


def test_required_events_come_before_any_value():
    # Both last all day; the optional one is worth a thousand times as much.
    required, precious = _open(660, hours=(480, 1140)), _open(660, id_="e2", required=False)
    tour = tiny_tour(
        rules=DayRules(Hours(480, 1140), 0), events=(required, replace(precious, value=1000))
    )
    assert _ends(tour) == [("a", "a", ("e1",))]


def test_value_comes_before_travel_and_travel_before_balance():
    # b is 13 minutes away. Going there for one point of value pays, however far it is.
    places = (tiny_place("a", 0, 0, bed=True), ELSEWHERE)
    tour = tiny_tour(places=places, rules=WORK, events=(_open(place="b", required=False),))
    assert solve(tour).objective.travel_minutes == 26
    # Over two days the team sleeps there: 13 + 13 minutes, more even than 26 + 0.
    assert solve(replace(tour, **TWO_DAYS)).objective.balance == 13**2 + 13**2


def test_two_events_in_one_town_need_no_drive_between():
    events = (_open(60, id_="e1"), _open(60, id_="e2"))
    assert solve(tiny_tour(rules=WORK, events=events)).objective.travel_minutes == 0


def test_the_evening_drive_counts_for_the_limit_of_its_day():
    places = (tiny_place("a", 0, 0, bed=False), ELSEWHERE)
    exact = replace(WORK, max_driving_minutes=13)
    tour = tiny_tour(places=places, end="b", rules=exact, events=(_open(),), **TWO_DAYS)
    assert _ends(tour) == [("a", "b", ("e1",)), ("b", "b", ())]
    answer = solve(replace(tour, rules=replace(exact, max_driving_minutes=12)))
    assert answer == Infeasible(proved=True, omissions=(Omission("e1", helps=False),))


def test_the_2020_tour_that_ends_elsewhere_is_impossible_and_all_that_helps_is_known():
    # The search alone would take a minute. Leaving out the island saves the most.
    tour = replace(
        read_tour(Path(__file__).parents[2] / "data" / "schedule.yaml"), end="sakiet-eddaier"
    )
    answer = solve(tour)
    assert isinstance(answer, Infeasible)
    assert answer.proved
    assert [omission.event for omission in answer.omissions] == [e.id for e in tour.events]
    assert all(omission.helps is not None for omission in answer.omissions)
    helping = [omission for omission in answer.omissions if omission.helps]
    assert len(helping) == 16
    best = min(helping, key=lambda omission: omission.travel_minutes or 0)
    others = tuple(event for event in tour.events if event.id != best.event)
    plan = solve(replace(tour, events=others))
    assert isinstance(plan, Plan)
    assert best.event == "kerkennah"
    assert plan.status is Status.OPTIMAL
    assert plan.objective.travel_minutes == best.travel_minutes
