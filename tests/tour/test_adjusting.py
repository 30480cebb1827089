"""One change of a tour at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    CancelSailings,
    CloseRoad,
    ConfirmPartner,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    EndAt,
    FreeDate,
    FreeHour,
    LeaveOut,
    MakeOptional,
    OnlyWindow,
    PinEvent,
    RefuseDate,
    WidenDay,
)
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.partner import Partner, PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.rules import DayRules
from caravan.tour.tour import Tour

MONDAY, TUESDAY, WEDNESDAY = (Date(2020, 3, day) for day in (9, 10, 11))
OPEN = (TimeWindow(TUESDAY, Hours(540, 720)),)


def _place(id_, kind=PlaceKind.TOWN, *, bed=False):
    return Place(id_, Names.of(fr=id_), kind, 0.0, 0.0, can_sleep=bed)


def _timetable(origin, *departures):
    return Timetable(origin, MONDAY, WEDNESDAY, tuple(range(7)), departures)


TOUR = Tour(
    id="small",
    names=Names.of(fr="small"),
    organizers=(),
    uid_domain="tour.example",
    zone="Africa/Tunis",
    first_day=MONDAY,
    last_day=WEDNESDAY,
    start="a",
    end="a",
    rules=DayRules(Hours(480, 1140), 300),
    places=(_place("a", bed=True), _place("b"), _place("c"), _place("port", PlaceKind.PORT)),
    events=tuple(Event(id_, id_, 60, windows=OPEN) for id_ in "abc"),
    roads=(Road("a", "b", 10.0, 10, Grade.A), Road("b", "c", 10.0, 10, Grade.A)),
    ferries=(
        Ferry(
            "boat",
            Names.of(fr="boat"),
            ("a", "port"),
            30,
            10,
            5.0,
            Grade.A,
            (_timetable("a", 480, 900), _timetable("port", 600)),
        ),
    ),
    orders=(("a", "b", "c"),),
    forbidden_pairs=(("b", "c"),),
)


def _departures(tour, date, port="a"):
    return tour.ferries[0].departures(port, date)


def test_an_event_that_is_left_out_leaves_orders_and_pairs_too():
    tour = adjusted(TOUR, LeaveOut("b"))
    assert [event.id for event in tour.events] == ["a", "c"]
    assert (tour.orders, tour.forbidden_pairs) == ((("a", "c"),), ())


def test_an_order_of_one_is_none():
    assert adjusted(TOUR, LeaveOut("b"), LeaveOut("c")).orders == ()


def test_an_optional_event_is_pinned_no_more():
    tour = adjusted(TOUR, PinEvent("a", TUESDAY, 600), MakeOptional("a"))
    assert (tour.event("a").required, tour.event("a").pin) == (False, None)


def test_days_are_cut_at_midnight():
    assert adjusted(TOUR, WidenDay(earlier=30, later=45)).rules.hours == Hours(450, 1185)
    assert adjusted(TOUR, WidenDay(earlier=999, later=999)).rules.hours == Hours(0, 1440)


def test_nobody_drives_more_than_a_day():
    assert adjusted(TOUR, DriveMore(30)).rules.max_driving_minutes == 330
    assert adjusted(TOUR, DriveMore(9999)).rules.max_driving_minutes == 1440


def test_days_are_added_before_and_after():
    tour = adjusted(TOUR, AddDays(before=1, after=2))
    assert (tour.first_day, tour.last_day) == (Date(2020, 3, 8), Date(2020, 3, 13))


def test_a_bed_is_found_in_a_town_only():
    assert [bed.id for bed in adjusted(TOUR, AddBed("c")).beds] == ["a", "c"]
    with pytest.raises(ImpossibleValue, match="“port” is not a town"):
        adjusted(TOUR, AddBed("port"))


def test_another_window_joins_those_of_the_event():
    tour = adjusted(TOUR, AddWindow("a", TUESDAY, Hours(720, 765)))
    assert tour.windows(tour.event("a")) == (TimeWindow(TUESDAY, Hours(540, 765)),)


def test_other_hours_that_a_host_proposes_take_the_place_of_all_that_it_had():
    tour = adjusted(TOUR, RefuseDate("a", TUESDAY), OnlyWindow("a", TUESDAY, Hours(600, 900)))
    only = tour.event("a")
    assert tour.windows(only) == (TimeWindow(TUESDAY, Hours(600, 900)),)
    assert (only.calendars, only.not_on) == ((), ())


@pytest.mark.parametrize(
    ("pin", "kept"),
    [
        (Pin(TUESDAY), True),
        (Pin(TUESDAY, 600), True),
        (Pin(TUESDAY, 599), False),
        (Pin(WEDNESDAY, 600), False),
    ],
)
def test_a_pin_stays_where_the_host_proposes_no_other_hours(pin, kept):
    pinned = replace(TOUR.event("a"), pin=pin, date=pin.date)
    tour = replace(TOUR, events=(pinned, *TOUR.events[1:]))
    only = adjusted(tour, OnlyWindow("a", TUESDAY, Hours(600, 900))).event("a")
    assert only.pin == (pin if kept else None)
    assert only.date == (TUESDAY if pin.date == TUESDAY else None)


def test_hours_outside_the_tour_are_none():
    with pytest.raises(ImpossibleValue, match="2020-03-12 is not a date of the tour"):
        adjusted(TOUR, OnlyWindow("a", Date(2020, 3, 12), Hours(600, 900)))


def test_a_partner_who_has_confirmed_is_known_to_the_event():
    host = Partner("host", Names.of(fr="Mairie"))
    other = Partner("school", Names.of(fr="École"))
    event = replace(TOUR.event("a"), partners=(host, other))
    tour = replace(TOUR, events=(event, *TOUR.events[1:]))
    assert not event.is_confirmed
    after = adjusted(tour, ConfirmPartner("school")).event("a")
    assert after.is_confirmed
    assert [p.status for p in after.partners] == [PartnerStatus.INVITED, PartnerStatus.CONFIRMED]
    with pytest.raises(ImpossibleValue, match="no partner “nobody”"):
        adjusted(tour, ConfirmPartner("nobody"))


def test_another_sailing_is_on_its_date_only():
    tour = adjusted(TOUR, AddSailing("boat", "a", TUESDAY, 700))
    assert _departures(tour, TUESDAY) == (480, 700, 900)
    assert _departures(tour, WEDNESDAY) == (480, 900)


def test_a_cancelled_date_has_no_sailing_and_the_others_keep_theirs():
    tour = adjusted(TOUR, CancelSailings("boat", TUESDAY))
    assert [_departures(tour, date) for date in TOUR.dates] == [(480, 900), (), (480, 900)]
    assert _departures(tour, TUESDAY, "port") == ()


def test_a_single_sailing_can_be_cancelled():
    tour = adjusted(TOUR, CancelSailings("boat", TUESDAY, "a", 480))
    assert [_departures(tour, date) for date in TOUR.dates] == [(480, 900), (900,), (480, 900)]
    assert _departures(tour, TUESDAY, "port") == (600,)


def test_one_more_team_shares_the_events():
    assert adjusted(TOUR, AddTeam(), AddTeam()).teams == 3


def test_a_free_date_is_neither_fixed_nor_pinned():
    fixed = replace(TOUR.event("a"), date=TUESDAY, begins=600, pin=Pin(TUESDAY, 600))
    tour = replace(TOUR, events=(fixed, *TOUR.events[1:]))
    free = adjusted(tour, FreeDate("a")).event("a")
    assert (free.date, free.pin, free.begins) == (None, None, 600)
    free = adjusted(tour, FreeHour("a")).event("a")
    assert (free.date, free.pin, free.begins) == (TUESDAY, Pin(TUESDAY), None)


def test_a_pin_is_on_a_date_of_the_tour():
    assert adjusted(TOUR, PinEvent("a", TUESDAY)).event("a").pin == Pin(TUESDAY)
    with pytest.raises(ImpossibleValue, match="2020-03-12 is not a date of the tour"):
        adjusted(TOUR, PinEvent("a", Date(2020, 3, 12)))


def test_refused_dates_add_up_without_doubles():
    tour = adjusted(TOUR, *(RefuseDate("a", d) for d in (WEDNESDAY, MONDAY, WEDNESDAY)))
    assert tour.event("a").not_on == (MONDAY, WEDNESDAY)


def test_a_closed_road_is_found_from_either_end():
    assert [road.closed for road in adjusted(TOUR, CloseRoad("b", "a")).roads] == [True, False]
    with pytest.raises(ImpossibleValue, match="no direct road"):
        adjusted(TOUR, CloseRoad("a", "c"))


def test_a_tour_ends_elsewhere():
    assert adjusted(TOUR, EndAt("c")).end == "c"


def test_what_was_set_by_hand_is_forgotten():
    tour = adjusted(TOUR, DropOrder(("a", "b", "c")), DropForbiddenPair(("c", "b")))
    assert (tour.orders, tour.forbidden_pairs) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        LeaveOut("x"),
        MakeOptional("x"),
        AddBed("x"),
        AddWindow("x", TUESDAY, Hours(0, 60)),
        AddSailing("x", "a", TUESDAY, 0),
        AddSailing("boat", "b", TUESDAY, 0),
        CancelSailings("x", TUESDAY),
        CancelSailings("boat", TUESDAY, "b"),
        FreeDate("x"),
        PinEvent("x", TUESDAY),
        RefuseDate("x", TUESDAY),
        EndAt("x"),
        AddDays(after=58),
    ],
)
def test_what_the_tour_does_not_have_cannot_change(change):
    with pytest.raises(ImpossibleValue):
        adjusted(TOUR, change)


def test_a_host_that_refuses_its_fixed_date_has_given_it_up():
    fixed = replace(TOUR.event("a"), date=TUESDAY)
    tour = replace(TOUR, events=(fixed, *TOUR.events[1:]))
    refused = adjusted(tour, RefuseDate("a", TUESDAY)).event("a")
    assert (refused.date, refused.not_on) == (None, (TUESDAY,))
    assert adjusted(tour, RefuseDate("a", MONDAY)).event("a").date == TUESDAY
