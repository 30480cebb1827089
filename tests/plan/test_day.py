"""A day of the sample plan: its legs, its events and its totals."""

from samples import TUESDAY, sample_plan

from caravan.plan.day import Day, Stop, StopKind


def test_a_day_knows_its_legs_in_order():
    monday, tuesday = sample_plan().days
    assert [(leg.origin, leg.destination) for leg in monday.legs] == [("sbeitla", "sfax")]
    assert [(leg.origin, leg.destination) for leg in tuesday.legs] == [
        ("sfax", "sfax-port"),
        ("sfax-port", "sidi-youssef"),
        ("sidi-youssef", "kerkennah"),
    ]


def test_a_day_knows_its_events_in_order_and_no_other_stop():
    monday, tuesday = sample_plan().days
    assert [stop.event for stop in monday.events] == ["sbeitla"]
    assert [(stop.event, stop.begins, stop.ends) for stop in tuesday.events] == [
        ("sfax", 510, 690),
        ("kerkennah", 960, 1050),
    ]


def test_driving_and_sailing_are_counted_apart_and_waits_not_at_all():
    monday, tuesday = sample_plan().days
    assert (monday.driving_minutes, monday.sailing_minutes, monday.travel_minutes) == (150, 0, 150)
    assert (tuesday.driving_minutes, tuesday.sailing_minutes) == (38, 75)
    assert tuesday.travel_minutes == 113


def test_kilometres_are_those_of_road_and_sea():
    monday, tuesday = sample_plan().days
    assert monday.km == 165.0
    assert round(tuesday.km, 6) == 46.4  # 2.0 + 20.4 + 24.0


def test_a_rest_day_has_nothing():
    rest = Day(TUESDAY, "sfax", "sfax", ())
    assert (rest.legs, rest.events, rest.travel_minutes, rest.km) == ((), (), 0, 0)


def test_a_stop_lasts_from_its_begin_to_its_end():
    assert Stop(StopKind.BREAK, "sfax", 720, 780).minutes == 60


def test_a_leg_lasts_from_departure_to_arrival_and_says_whether_it_is_an_estimate():
    monday, tuesday = sample_plan().days
    assert monday.legs[0].minutes == 150
    assert monday.legs[0].is_estimate  # Its worst road is of grade C.
    assert tuesday.legs[1].minutes == 75
