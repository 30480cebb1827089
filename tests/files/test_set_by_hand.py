"""Pins, refusals, orders, forbidden pairs, teams and rates in the files: read, and told when wrong."""

from __future__ import annotations

from datetime import date

import pytest
from files.edited import small_files, with_text
from files.folders import SCHEDULE, TourFolder

from caravan.files.draft import draft_of
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.tour.partner import PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.rates import Rates

SERVICE = "    service_minutes: 180\n"


def schedule(*changes: tuple[str, str], behind: str = "") -> TourFiles:
    """The small tour with changes of its schedule, and lines behind it."""
    files = small_files()
    for old, new in changes:
        files = with_text(files, "schedule.yaml", old, new)
    text = files.schedule.text
    return with_text(files, "schedule.yaml", text, text + behind) if behind else files


def test_all_that_is_set_by_hand_is_read() -> None:
    files = schedule(
        (SERVICE, f"{SERVICE}    pin: {{date: 2020-03-10, begins: 14:00}}\n"),
        ("service_minutes: 120\n", "service_minutes: 120\n    not_on: [2020-03-10, 2020-03-11]\n"),
        ("Municipalité de Sfax}\n", "Municipalité de Sfax}\n        status: confirmed\n"),
        ("  end: sfax\n", "  end: sfax\n  teams: 2\n"),
        behind=(
            "orders: [[sbeitla, sfax]]\nforbidden_pairs:\n  - [sfax, sbeitla]\n"
            "rates: {currency: TND, km: 1.2, night: 400, co2_grams_km: 400}\n"
        ),
    )
    tour = tour_of(files)
    sbeitla, sfax = tour.events
    assert (sfax.pin, sfax.not_on, sfax.is_confirmed) == (Pin(date(2020, 3, 10), 840), (), True)
    assert sbeitla.not_on == (date(2020, 3, 10), date(2020, 3, 11))
    assert (tour.teams, tour.orders, tour.forbidden_pairs) == (
        2,
        (("sbeitla", "sfax"),),
        (("sfax", "sbeitla"),),
    )
    assert tour.rates == Rates("TND", km=1.2, night=400, co2_grams_km=400)


def test_a_date_alone_is_a_pin_to_any_hour() -> None:
    files = schedule((SERVICE, f"{SERVICE}    pin: 2020-03-10\n"))
    assert tour_of(files).event("sfax").pin == Pin(date(2020, 3, 10))


def test_nothing_is_set_by_hand_unless_the_files_say_so() -> None:
    tour = tour_of(small_files())
    assert (tour.teams, tour.orders, tour.forbidden_pairs, tour.rates) == (1, (), (), Rates())
    assert {(event.pin, event.not_on) for event in tour.events} == {(None, ())}
    assert tour.events[1].partners[0].status is PartnerStatus.INVITED
    assert not any(road.closed for road in tour.roads)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            "pin: 2020-03-13",
            (
                "line 36, events[1].pin: 2020-03-13 is outside the tour, 2020-03-09 to 2020-03-11. "
                "Pin it to a date of the tour"
            ),
        ),
        (
            "pin: 2020-03-11",
            (
                "line 36, events[1].pin: the event can't be held where it is pinned, 2020-03-11. "
                "Pin it to a time within its opening hours and the working hours"
            ),
        ),
        (
            "pin: {date: 2020-03-10, begins: 10:00}",
            (
                "line 36, events[1].pin: the event can't be held where it is pinned, 2020-03-10 10:00. "
                "Pin it to a time within its opening hours and the working hours"
            ),
        ),
        (
            "pin: 2020-03-10\n    not_on: [2020-03-10]",
            (
                "line 36, events[1].pin: “sfax” is pinned to 2020-03-10, a date that its host has "
                "refused. Pin it to another date, or take the refusal back"
            ),
        ),
        (
            "date: 2020-03-09\n    pin: 2020-03-10",
            (
                "line 37, events[1].pin: “sfax” is pinned to 2020-03-10, but its fixed date is "
                "2020-03-09. Pin it to its fixed date, or take one of the two away"
            ),
        ),
        (
            "begins: 09:00\n    pin: {date: 2020-03-10, begins: 14:00}",
            (
                "line 37, events[1].pin: the pinned hour of “sfax” is not its fixed hour. "
                "Pin it to its fixed hour, or take one of the two away"
            ),
        ),
        (
            "pin: tomorrow",
            (
                "line 36, events[1].pin.date: “tomorrow” is not a date. "
                "Write year-month-day, like 2020-03-09"
            ),
        ),
        (
            "pin: {date: 2020-03-10, begins: 24:00}",
            (
                "line 36, events[1].pin: the pinned hour is not within a day. "
                "Write hours and minutes with 24 hours, like 08:30"
            ),
        ),
        ("pin: {begins: 10:00}", "line 36, events[1].pin.date: the key “date” is missing. Add it"),
        (
            "pin: {date: 2020-03-10, hour: 10:00}",
            "line 36, events[1].pin.hour: the key “hour” is unknown. Use one of: begins, date",
        ),
        (
            "pin: [2020-03-10]",
            "line 36, events[1].pin: keys with values are expected here. Write “key: value” lines",
        ),
        (
            "not_on: 2020-03-10",
            (
                "line 36, events[1].not_on: a list is expected here. "
                "Write each entry on its own line, after “- ”"
            ),
        ),
        (
            "not_on: [2020-03-10, soon]",
            (
                "line 36, events[1].not_on[1]: “soon” is not a date. "
                "Write year-month-day, like 2020-03-09"
            ),
        ),
        (
            "not_on: [2020-03-09, 2020-03-10]",
            (
                "line 36, events[1].not_on: its host has refused every date on which it could be held. "
                "Take a refusal back, add opening hours, or leave the event out"
            ),
        ),
    ],
)
def test_a_wrong_pin_or_refusal_is_one_clear_fault(
    folder: TourFolder, keys: str, fault: str
) -> None:
    folder.change("schedule.yaml", SERVICE, f"{SERVICE}    {keys}\n")
    assert folder.faults() == [f"schedule.yaml, {fault}"]


BEHIND = SCHEDULE.count("\n")
"""The last line of the schedule."""


@pytest.mark.parametrize(
    ("section", "line", "fault"),
    [
        (
            "orders: [[sbeitla, sfaks]]",
            1,
            "orders[0][1]: “sfaks” is not an event of the tour. Did you mean “sfax”?",
        ),
        (
            "orders:\n  - [sbeitla, sfax]\n  - [sfax, sbeitla]",
            3,
            (
                "orders[1]: the orders contradict one another: “sbeitla” comes after itself. "
                "Take one of these orders away"
            ),
        ),
        (
            "orders:\n  - [sbeitla]",
            2,
            (
                "orders[0]: an order needs two different events or more. "
                "Name two events or more, each once, like [old-town, new-town]"
            ),
        ),
        (
            "orders:\n  - [sbeitla, sfax, sbeitla]",
            2,
            (
                "orders[0]: an order needs two different events or more. "
                "Name two events or more, each once, like [old-town, new-town]"
            ),
        ),
        (
            "orders: [sbeitla, sfax]",
            1,
            "orders: a list of lists is expected here. Put brackets around it, like [[old-town, new-town]]",
        ),
        (
            "orders: [[sbeitla, sfax], sfax]",
            1,
            "orders[1]: a list is expected here. Write each entry on its own line, after “- ”",
        ),
        (
            "orders: sbeitla before sfax",
            1,
            "orders: a list is expected here. Write each entry on its own line, after “- ”",
        ),
        (
            "orders: [[sbeitla, 7]]",
            1,
            "orders[0][1]: “7” is not a text. Put it in quotes",
        ),
        (
            "forbidden_pairs: [[sfax, sfax]]",
            1,
            "forbidden_pairs[0]: “sfax” is forbidden beside itself. Name two different events",
        ),
        (
            "forbidden_pairs: [[sfax, gafsa]]",
            1,
            "forbidden_pairs[0][1]: “gafsa” is not an event of the tour. Use one of: sbeitla, sfax",
        ),
        (
            "forbidden_pairs: [[sfax]]",
            1,
            "forbidden_pairs[0]: two events are expected here. Write them like [old-town, new-town]",
        ),
        (
            "forbidden_pairs: [[sfax, sbeitla, sfax]]",
            1,
            "forbidden_pairs[0]: two events are expected here. Write them like [old-town, new-town]",
        ),
        ("rates: {km: 1.2}", 1, "rates: rates in money need a currency. Add “currency”, like EUR"),
        (
            "rates: {currency: dinars}",
            1,
            "rates: “dinars” is not a currency's code like EUR. Use three capital letters, like EUR",
        ),
        (
            "rates:\n  currency: TND\n  km: -1",
            3,
            "rates.km: -1 is too little. At least 0 is allowed",
        ),
        (
            "rates: {co2_grams_km: 2000000}",
            1,
            "rates.co2_grams_km: 2000000 is too much. At most 1000000 is allowed",
        ),
        (
            "rates: {co2_grams_km: much}",
            1,
            "rates.co2_grams_km: “much” is not a number. Write a number, like 12.5",
        ),
        (
            "rates: {co2_km: 400}",
            1,
            "rates.co2_km: the key “co2_km” is unknown. Did you mean “co2_grams_km”?",
        ),
    ],
)
def test_a_wrong_order_pair_or_rate_is_one_clear_fault(
    folder: TourFolder, section: str, line: int, fault: str
) -> None:
    folder.write("schedule.yaml", f"{SCHEDULE}{section}\n")
    assert folder.faults() == [f"schedule.yaml, line {BEHIND + line}, {fault}"]


@pytest.mark.parametrize(
    ("teams", "fault"),
    [
        ("0", "0 is too little. At least 1 is allowed"),
        ("9", "9 is too much. At most 8 is allowed"),
        ("two", "“two” is not a whole number. Write digits only, like 120"),
    ],
)
def test_a_wrong_number_of_teams_is_one_clear_fault(
    folder: TourFolder, teams: str, fault: str
) -> None:
    folder.change("schedule.yaml", "  end: sfax\n", f"  end: sfax\n  teams: {teams}\n")
    assert folder.faults() == [f"schedule.yaml, line 10, tour.teams: {fault}"]


def test_a_wrong_status_of_a_partner_is_told(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "de Sfax}\n", "de Sfax}\n        status: accepted\n")
    assert folder.faults() == [
        (
            "schedule.yaml, line 40, events[1].partners[0].status: “accepted” is unknown here. "
            "Use one of: confirmed, invited"
        )
    ]


def test_a_closed_road_is_read_and_other_words_are_told(folder: TourFolder) -> None:
    roads = (
        "a,b,km,minutes,grade,closed\n"
        "sbeitla,sfax,165,150,C,yes\n"
        "gafsa,sfax,200,170,A,no\n"
        "sfax,sfax-port,2,8,C,\n"
    )
    folder.write("roads.csv", roads)
    assert [road.closed for road in folder.read().roads] == [True, False, False]
    folder.write("roads.csv", roads.replace("C,yes", "C,flooded"))
    assert folder.faults() == [
        "roads.csv, line 2, closed: “flooded” is not yes or no. Write yes or no"
    ]


def test_an_order_of_a_wrong_event_is_no_fault_of_its_own(folder: TourFolder) -> None:
    folder.change("schedule.yaml", SERVICE, f"{SERVICE}    pin: soon\n")
    text = (folder.path / "schedule.yaml").read_text(encoding="utf-8")
    folder.write("schedule.yaml", text + "orders: [[sbeitla, sfax]]\n")
    assert [fault.split(":")[0] for fault in folder.faults()] == [
        "schedule.yaml, line 36, events[1].pin.date"
    ]


def test_a_wrong_pin_does_not_lose_the_rest_of_a_draft() -> None:
    files = schedule(
        (SERVICE, f"{SERVICE}    pin: soon\n    not_on: [soon, 2020-03-11]\n"),
        ("  end: sfax\n", "  end: sfax\n  teams: 3\n"),
        behind="orders: [[sbeitla, sfax], [sfax, gone], 7]\nforbidden_pairs: [[sfax, sbeitla]]\n",
    )
    draft = draft_of(files)
    sfax = draft.events[1]
    assert (sfax.service_minutes, sfax.pin, sfax.not_on) == (180, None, (date(2020, 3, 11),))
    assert draft.head.teams == 3
    assert draft.orders == (("sbeitla", "sfax"), ("sfax", "gone"))
    assert draft.forbidden_pairs == (("sfax", "sbeitla"),)
    assert [fault.where for fault in draft.faults] == [
        "events[1].not_on[0]",
        "events[1].pin.date",
        "orders[2]",
        "orders[1][1]",
    ]
    assert draft.tour is None


def test_what_is_set_by_hand_is_in_the_draft() -> None:
    draft = draft_of(
        schedule(
            (SERVICE, f"{SERVICE}    pin: {{date: 2020-03-10, begins: 14:00}}\n"),
            behind="rates: {co2_grams_km: 400}\n",
        )
    )
    assert draft.events[1].pin == Pin(date(2020, 3, 10), 840)
    assert (draft.head.teams, draft.rates) == (1, Rates(co2_grams_km=400))
