"""Every change is said as a person would propose it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import MONDAY, TUESDAY, sample_tour

from caravan.language.language import language
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    Adjustment,
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
from caravan.tour.names import Names
from caravan.tour.opening import Hours
from caravan.tour.pin import Pin
from caravan.tour.tour import Tour
from caravan.views.adjustment_text import adjustment_text

FERRY = sample_tour().ferries[0]
LINE = FERRY.names.in_language("en")


def said(adjustment: Adjustment, tour: Tour | None = None) -> str:
    text = adjustment_text(adjustment, tour or sample_tour(), language("en"))
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("adjustment", "text"),
    [
        (LeaveOut("sfax"), "Leave out Sfax"),
        (MakeOptional("sfax"), "Leave out Sfax if it doesn't fit"),
        (WidenDay(earlier=30), "Begin every day 30 min earlier, at 07:30"),
        (WidenDay(earlier=-30), "Begin every day 30 min later, at 08:30"),
        (WidenDay(later=90), "End every day 1 h 30 later, at 20:30"),
        (WidenDay(later=-15), "End every day 15 min earlier, at 18:45"),
        (WidenDay(30, 30), "Be at work from 07:30 to 19:30 every day"),
        (
            OnlyWindow("sfax", MONDAY, Hours(480, 600)),
            "Sfax receives the convoy only on Monday 9 March, from 08:00 to 10:00",
        ),
        (ConfirmPartner("commune-sfax"), "Municipalité de Sfax has confirmed"),
        (DriveMore(60), "Drive up to 6 h a day, 1 h more than now"),
        (DriveMore(-60), "Drive at most 4 h a day, 1 h less than now"),
        (AddDays(before=1), "Begin the tour one day earlier, on Sunday 8 March"),
        (AddDays(before=2), "Begin the tour 2 days earlier, on Saturday 7 March"),
        (AddDays(after=1), "End the tour one day later, on Wednesday 11 March"),
        (AddDays(1, 1), "Let the tour last from Sunday 8 March to Wednesday 11 March"),
        (AddBed("sfax"), "Find beds in Sfax"),
        (AddTeam(), "Share the events among 2 teams"),
        (FreeDate("sfax"), "Let Sfax be on any day"),
        (FreeHour("sfax"), "Let Sfax begin at any hour"),
        (PinEvent("sfax", MONDAY), "Hold Sfax on Monday 9 March"),
        (PinEvent("sfax", MONDAY, 540), "Hold Sfax on Monday 9 March at 09:00"),
        (RefuseDate("sfax", TUESDAY), "Sfax refuses Tuesday 10 March"),
        (CloseRoad("sbeitla", "faid"), "The road between Sbeïtla and Faïd is closed"),
        (EndAt("sfax"), "End the tour in Sfax"),
        (DropOrder(("sfax", "gafsa")), "Let Sfax and Gafsa be in any order"),
        (DropForbiddenPair(("sfax", "gafsa")), "Let Sfax and Gafsa be on one day"),
        (
            AddSailing(FERRY.id, "sfax-port", MONDAY, 600),
            f"Have a ship sail from Port de Sfax at 10:00 on Monday 9 March ({LINE})",
        ),
        (CancelSailings(FERRY.id, MONDAY), f"No ship sails on Monday 9 March ({LINE})"),
        (
            CancelSailings(FERRY.id, MONDAY, "sfax-port"),
            f"No ship sails from Port de Sfax on Monday 9 March ({LINE})",
        ),
        (
            CancelSailings(FERRY.id, MONDAY, "", 600),
            f"No ship sails at 10:00 on Monday 9 March ({LINE})",
        ),
        (
            CancelSailings(FERRY.id, MONDAY, "sfax-port", 600),
            f"The ship from Port de Sfax at 10:00 on Monday 9 March doesn't sail ({LINE})",
        ),
    ],
)
def test_a_change_is_said_in_a_few_words(adjustment: Adjustment, text: str) -> None:
    assert said(adjustment) == text


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (Hours(1050, 1080), "close 30 min later on Monday 9 March, at 18:00"),
        (Hours(810, 1080), "close 30 min later on Monday 9 March, at 18:00"),
        (Hours(480, 510), "open 30 min earlier on Monday 9 March, at 08:00"),
        (Hours(480, 780), "be open from 08:00 to 13:00 on Monday 9 March"),
        (Hours(750, 810), "be open from 08:30 to 17:30 on Monday 9 March"),
        (Hours(1200, 1260), "be open from 20:00 to 21:00 on Monday 9 March"),
    ],
)
def test_a_window_is_told_by_what_is_new_for_the_host(hours: Hours, text: str) -> None:
    # The host is open 08:30–12:30 and 13:30–17:30.
    assert said(AddWindow("sfax", MONDAY, hours)) == f"Let the host in Sfax {text}"


def test_a_closed_host_is_asked_to_open() -> None:
    sunday = date(2020, 3, 8)
    assert (
        said(AddWindow("sfax", sunday, Hours(540, 720)))
        == "Let the host in Sfax be open from 09:00 to 12:00 on Sunday 8 March"
    )


def test_a_date_and_an_hour_that_are_given_up_are_named() -> None:
    tour = sample_tour()
    events = tuple(
        replace(event, pin=Pin(MONDAY, 540)) if event.id == "sfax" else event
        for event in tour.events
    )
    pinned = replace(tour, events=events)
    assert said(FreeDate("sfax"), pinned) == "Let Sfax be on another day than Monday 9 March"
    assert said(FreeHour("sfax"), pinned) == "Let Sfax begin at another hour than 09:00"


def test_two_events_of_a_town_are_told_apart() -> None:
    tour = sample_tour()
    second = Event("sfax-two", "sfax", 60, ("offices",), venue=Names.of(fr="Place de la mairie"))
    tour = replace(tour, events=(*tour.events, second))
    assert said(LeaveOut("sfax"), tour) == "Leave out Sfax (sfax)"
    assert said(LeaveOut("sfax-two"), tour) == "Leave out Sfax (Place de la mairie)"


def test_what_the_tour_does_not_know_is_called_by_its_id() -> None:
    assert said(LeaveOut("nowhere")) == "Leave out nowhere"
    assert said(AddBed("nowhere")) == "Find beds in nowhere"
    assert said(AddWindow("nowhere", MONDAY, Hours(0, 60))).startswith("Let the host in nowhere be")
