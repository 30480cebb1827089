"""The tour as a whole: parts that fit together, time windows, instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import MONDAY, TUESDAY, sample_tour

from caravan.errors import ImpossibleValue
from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours, TimeWindow
from caravan.tour.partner import Partner
from caravan.tour.road import Grade, Road
from caravan.tour.tour import MAX_DAYS, Revision

WEDNESDAY = date(2020, 3, 11)


def _tour(**changes):
    return replace(sample_tour(), **changes)


def _with_event(**changes):
    """The sample tour with one event only, in Sfax."""
    event = replace(Event("sfax", "sfax", 180, ("offices",)), **changes)
    tour = _tour(events=(event,))
    return tour, event


def test_the_dates_are_all_between_the_first_and_the_last():
    tour = _tour(first_day=date(2020, 2, 28), last_day=date(2020, 3, 1))
    assert tour.number_of_days == 3  # 2020 is a leap year.
    assert tour.dates == (date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1))


def test_a_tour_may_last_one_day():
    assert _tour(last_day=MONDAY).dates == (MONDAY,)


def test_places_and_events_are_found_by_their_ids():
    tour = sample_tour()
    assert tour.place("faid").names.in_language("fr") == "Faïd"
    assert tour.event("gafsa").required is False
    with pytest.raises(KeyError):
        tour.place("atlantis")
    with pytest.raises(KeyError):
        tour.event("faid")


def test_the_beds_are_the_towns_where_the_convoy_can_sleep_in_order():
    assert [place.id for place in sample_tour().beds] == ["sbeitla", "gafsa", "sfax", "kerkennah"]


def test_windows_are_the_hours_of_the_calendar_on_the_tours_dates():
    tour, event = _with_event()
    assert tour.windows(event) == (
        TimeWindow(MONDAY, Hours(510, 750)),
        TimeWindow(MONDAY, Hours(810, 1050)),
        TimeWindow(TUESDAY, Hours(510, 750)),
        TimeWindow(TUESDAY, Hours(810, 1050)),
    )


def test_windows_of_its_own_are_joined_with_those_of_the_calendar():
    # 12:00–14:00 fills the lunch of the offices; the one on Wednesday is outside of the tour.
    own = (TimeWindow(TUESDAY, Hours(720, 840)), TimeWindow(WEDNESDAY, Hours(0, 1440)))
    tour, event = _with_event(windows=own)
    assert tour.windows(event)[2:] == (TimeWindow(TUESDAY, Hours(510, 1050)),)


def test_an_event_without_a_calendar_has_its_own_windows_only():
    own = (TimeWindow(TUESDAY, Hours(720, 900)),)
    tour, event = _with_event(windows=own, calendars=())
    assert tour.windows(event) == own


def test_two_calendars_add_up():
    square = OpeningHours("square", Names.of(fr="Place"), ((Hours(600, 840),),) * 7)
    tour, event = _with_event()
    event = replace(event, calendars=("offices", "square"))
    tour = replace(tour, calendars=(*tour.calendars, square), events=(event,))
    assert tour.windows(event)[:1] == (TimeWindow(MONDAY, Hours(510, 1050)),)


def test_a_fixed_date_leaves_the_windows_of_that_date():
    tour, event = _with_event(date=TUESDAY)
    assert {window.date for window in tour.windows(event)} == {TUESDAY}
    tour, event = _with_event(date=WEDNESDAY)
    assert tour.windows(event) == ()


def test_a_fixed_hour_cuts_a_window_to_the_event():
    # From 14:00 for three hours, until 17:00: within the afternoon of both dates.
    tour, event = _with_event(begins=840)
    assert tour.windows(event) == (
        TimeWindow(MONDAY, Hours(840, 1020)),
        TimeWindow(TUESDAY, Hours(840, 1020)),
    )


@pytest.mark.parametrize(
    ("begins", "fits"), [(509, False), (510, True), (570, True), (571, False), (870, True)]
)
def test_a_fixed_hour_fits_when_the_whole_event_is_in_the_window(begins, fits):
    tour, event = _with_event(begins=begins)
    assert bool(tour.windows(event)) is fits


def test_a_fixed_hour_on_a_fixed_date_leaves_one_window():
    tour, event = _with_event(begins=540, date=TUESDAY)
    assert tour.windows(event) == (TimeWindow(TUESDAY, Hours(540, 720)),)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": "Sample"}, "the id “Sample” must be lower-case letters"),
        ({"zone": "Africa/Sbeitla"}, "“Africa/Sbeitla” is not an IANA time zone"),
        ({"zone": "../../etc/passwd"}, "“../../etc/passwd” is not an IANA time zone"),
        ({"last_day": date(2020, 3, 8)}, "the window of 0 days is not between 1 and 60"),
        ({"last_day": date(2021, 3, 9)}, "the window of 366 days is not between 1 and 60"),
        ({"events": ()}, "the tour has no event"),
        ({"start": "atlantis"}, "“atlantis” is not a town of the tour"),
        ({"end": "faid"}, "“faid” is not a town of the tour"),
        ({"end": "sfax-port"}, "“sfax-port” is not a town of the tour"),
        (
            {"events": (Event("x", "sidi-youssef", 60, ("offices",)),)},
            "“sidi-youssef” is not a town of the tour",
        ),
        (
            {"events": (Event("x", "sfax", 60, ("markets",)),)},
            "“markets” is not a calendar of the tour",
        ),
        (
            {"roads": (Road("sfax", "atlantis", 10.0, 10, Grade.A),)},
            "“atlantis” is not a place of the tour",
        ),
        (
            {"ferries": (replace(sample_tour().ferries[0], ports=("sfax-port", "malta")),)},
            "“malta” is not a place of the tour",
        ),
        ({"places": sample_tour().places * 2}, "two of one id: place “sbeitla”"),
        ({"events": sample_tour().events * 2}, "two of one id: event “sbeitla”"),
        ({"calendars": sample_tour().calendars * 2}, "two of one id: calendar “offices”"),
        ({"ferries": sample_tour().ferries * 2}, "two of one id: ferry “kerkennah-ferry”"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused_with_the_reason(changes, problem):
    with pytest.raises(ImpossibleValue) as refusal:
        _tour(**changes)
    assert str(refusal.value).startswith(problem)


def test_two_partners_of_one_id_are_refused_even_in_two_towns():
    twin = Partner("twin", Names.of(fr="Deux"))
    events = tuple(replace(event, partners=(twin,)) for event in sample_tour().events[:2])
    with pytest.raises(ImpossibleValue, match="two of one id: partner “twin”"):
        _tour(events=events)


def test_the_longest_tour_is_accepted():
    assert _tour(last_day=MONDAY + timedelta(days=MAX_DAYS - 1)).number_of_days == 60


def test_a_local_time_is_an_instant_with_the_zones_offset():
    # Tunis is at UTC+1 all year.
    assert sample_tour().instant(MONDAY, 510).isoformat() == "2020-03-09T08:30:00+01:00"
    assert sample_tour().instant(MONDAY, 1500).isoformat() == "2020-03-10T01:00:00+01:00"


BUCHAREST = replace(sample_tour(), zone="Europe/Bucharest")
CHANGE = date(2020, 3, 29)
"""At 03:00 (UTC+2) clocks were put forward to 04:00 (UTC+3)."""


@pytest.mark.parametrize(
    ("day", "minutes", "utc"),
    [
        (date(2020, 3, 28), 510, "2020-03-28T06:30:00+00:00"),
        (CHANGE, 0, "2020-03-28T22:00:00+00:00"),
        (CHANGE, 179, "2020-03-29T00:59:00+00:00"),
        (CHANGE, 240, "2020-03-29T01:00:00+00:00"),
        (CHANGE, 510, "2020-03-29T05:30:00+00:00"),
        (date(2020, 3, 28), 1440 + 510, "2020-03-29T05:30:00+00:00"),
        (date(2020, 3, 30), 510, "2020-03-30T05:30:00+00:00"),
    ],
)
def test_a_time_of_day_stays_what_it_is_across_a_clock_change(day, minutes, utc):
    assert BUCHAREST.instant(day, minutes).astimezone(UTC).isoformat() == utc


def test_the_clock_on_the_wall_says_the_minutes_after_midnight():
    # 08:30 is 7 h 30 after midnight on that date, and yet it is written as 08:30.
    assert BUCHAREST.instant(CHANGE, 510).isoformat() == "2020-03-29T08:30:00+03:00"


def test_a_time_that_the_clock_change_leaves_out_is_counted_from_before_it():
    # 03:30 was never on a wall: it is half an hour after 03:00, when the walls said 04:30.
    instant = BUCHAREST.instant(CHANGE, 210)
    assert instant.astimezone(UTC) == datetime(2020, 3, 29, 1, 30, tzinfo=UTC)


@given(st.integers(0, 1440), st.integers(-2000, 2000))
def test_on_dates_without_a_clock_change_instants_are_as_far_apart_as_their_minutes(minutes, more):
    tour = sample_tour()
    apart = tour.instant(MONDAY, minutes + more) - tour.instant(MONDAY, minutes)
    assert apart == timedelta(minutes=more)


def test_a_revision_has_an_offset_and_no_negative_sequence():
    with pytest.raises(ImpossibleValue, match="needs an offset, like \\+01:00"):
        Revision(0, datetime(2020, 2, 20, 9, 0))  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ImpossibleValue, match="the revision's sequence is negative"):
        Revision(-1, datetime(2020, 2, 20, 9, 0, tzinfo=UTC))
