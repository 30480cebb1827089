"""Small tours with answers worked out by hand."""

from planning.brute_force import Answer, BruteForce
from planning.tiny_tours import MONDAY, tiny_place, tiny_tour

from caravan.plan.plan import Plan
from caravan.planning.solve import solve
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.rules import DayRules


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
