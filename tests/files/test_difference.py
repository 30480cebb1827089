from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from files.edited import our_files, small_files, with_text, without
from files.folders import SCHEDULE
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.files.bounded_text import BoundedText
from caravan.files.difference import differences
from caravan.files.draft import draft_of
from caravan.files.editing.calendars import add_calendar, set_calendar, set_hours_on
from caravan.files.editing.events import add_event, remove_event, set_event
from caravan.files.editing.ferries import remove_ferry, set_ferry
from caravan.files.editing.head import set_dates, set_end, set_teams, set_title, set_zone
from caravan.files.editing.orders import (
    add_forbidden_pair,
    add_order,
    remove_forbidden_pair,
    remove_order,
)
from caravan.files.editing.partners import (
    remove_partner,
    set_organizers,
    set_partner,
    set_partner_status,
)
from caravan.files.editing.remove_town import remove_town
from caravan.files.editing.roads import close_road, remove_road, set_road
from caravan.files.editing.rules import set_estimate, set_rules
from caravan.files.editing.sections import schedule_data, with_schedule
from caravan.files.editing.towns import (
    NewTown,
    add_towns,
    locate_town,
    rename_town,
    set_can_sleep,
)
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.partner import PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.road import Grade, Road, TravelEstimate
from caravan.tour.rules import DayRules

TOUR = tour_of(small_files())
OFFICES = TOUR.calendars[0]


def rated(files: TourFiles, rates: str) -> TourFiles:
    """The files with a line about money and CO2 more."""
    text = f"{files.schedule.text}rates: {{{rates}}}\n"
    return replace(files, schedule=replace(files.schedule, text=text))


def told(before: Any, after: Any, language: str = "fr") -> list[str]:
    return [str(message) for message in differences(before, after, language)]


def _second_event_first(files: TourFiles) -> TourFiles:
    data = schedule_data(files)
    data["events"].insert(0, data["events"].pop(1))
    return with_schedule(files, data)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda f: f, []),
        (lambda f: set_title(f, "fr", "Autre"),
         ["The tour is called “Autre” instead of “Petite caravane” (fr)"]),
        (lambda f: set_dates(f, date(2020, 3, 9), date(2020, 3, 12)),
         ["The tour ends on jeudi 12 mars instead of mercredi 11 mars"]),
        (lambda f: set_dates(f, None, date(2020, 3, 11)),
         ["The tour begins on – instead of lundi 9 mars"]),
        (lambda f: set_end(f, "sbeitla"), ["The tour ends in Sbeïtla instead of Sfax"]),
        (lambda f: set_zone(f, "UTC"), ["The time zone is UTC instead of Africa/Tunis"]),
        (lambda f: set_rules(f, DayRules(Hours(540, 1140), 240)),
         ["Working hours: 08:00–19:00 → 09:00–19:00", "Driving limit of a day: 300 → 240 minutes",
          "Break: 60 min, 12:00–14:30 → –"]),
        (lambda f: set_estimate(f, TravelEstimate(1.3, 50)),
         ["Travel estimate: × 1.2, 65 km/h → × 1.3, 50 km/h"]),
        (lambda f: set_calendar(f, replace(OFFICES, weekly=((Hours(540, 720),), *OFFICES.weekly[1:]))),
         ["Opening hours “Bureaux”, Mondays: 08:30–12:30, 13:30–17:30 → 09:00–12:00"]),
        (lambda f: set_calendar(f, replace(OFFICES, blocked=((),) * 7)),
         ["Opening hours “Bureaux”, taken out on Fridays: 12:30–14:30 → –"]),
        (lambda f: set_hours_on(f, "offices", date(2020, 3, 10), ()),
         ["Opening hours “Bureaux”, mardi 10 mars: –"]),
        (lambda f: add_calendar(f, {"fr": "Marché"}), ["The opening hours “Marché” are new"]),
        (lambda f: add_towns(f, [NewTown({"fr": "El Hamma"})]), ["El Hamma is new"]),
        (lambda f: remove_town(f, "gafsa"),
         ["Gafsa is gone", "The road Gafsa – Sfax is gone"]),
        (lambda f: rename_town(f, "gafsa", "fr", "Capsa"),
         ["Capsa: called “Capsa” instead of “Gafsa” (fr)"]),
        (lambda f: locate_town(f, "gafsa", 34.5, 8.5, source=""),
         ["Gafsa: at 34.50000, 8.50000 instead of 34.42500, 8.78417"]),
        (lambda f: set_can_sleep(f, "gafsa", True), ["Gafsa: has beds now"]),
        (lambda f: set_can_sleep(f, "sfax", False), ["Sfax: no beds any more"]),
        (lambda f: set_event(f, 0, service_minutes=90),
         ["Sbeïtla: service time 120 → 90 minutes"]),
        (lambda f: set_event(f, 0, required=False, value=5),
         ["Sbeïtla: optional, no longer required", "Sbeïtla: value 1 → 5"]),
        (lambda f: set_event(f, 0, date=date(2020, 3, 9), begins=600, venue={"fr": "Place"}),
         ["Sbeïtla: fixed date – → lundi 9 mars", "Sbeïtla: fixed hour – → 10:00",
          "Sbeïtla: venue – → Place"]),
        (lambda f: set_event(f, 0, windows=(TimeWindow(date(2020, 3, 9), Hours(540, 700)),)),
         ["Sbeïtla: hours of its own – → lundi 9 mars 09:00–11:40"]),
        (lambda f: add_event(f, "gafsa"), ["Gafsa: the event is new"]),
        (lambda f: remove_event(f, 1), ["Sfax: the event is gone"]),
        (_second_event_first, ["The events are in another order"]),
        (lambda f: remove_partner(f, "commune-sfax"),
         ["Sfax: the partner Municipalité de Sfax is gone"]),
        (lambda f: set_partner(f, 1, replace(TOUR.events[1].partners[0], phone="+216 1")),
         ["Sfax: the partner Municipalité de Sfax has other details"]),
        (lambda f: set_organizers(f, (replace(TOUR.organizers[0], email=""),)),
         ["The organizer Association has other names or addresses"]),
        (lambda f: set_road(f, Road("gafsa", "sfax", 210, 180, Grade.A)),
         ["Road Gafsa – Sfax: 210 km, 180 minutes instead of 200 km, 170 minutes"]),
        (lambda f: set_road(f, Road("gafsa", "sfax", 200, 170, Grade.C)),
         ["Road Gafsa – Sfax: another name, way, grade or source"]),
        (lambda f: set_road(f, Road("gafsa", "sbeitla", 80, 70, Grade.C)),
         ["The road Gafsa – Sbeïtla is new: 80 km, 70 minutes"]),
        (lambda f: remove_road(f, "gafsa", "sfax"), ["The road Gafsa – Sfax is gone"]),
        (lambda f: close_road(f, "sfax", "gafsa"), ["The road Gafsa – Sfax is closed"]),
        (lambda f: set_event(f, 0, pin=Pin(date(2020, 3, 9)), not_on=(date(2020, 3, 10),)),
         ["Sbeïtla: refused dates – → mardi 10 mars", "Sbeïtla: pinned – → lundi 9 mars"]),
        (lambda f: set_event(f, 1, pin=Pin(date(2020, 3, 10), 840)),
         ["Sfax: pinned – → mardi 10 mars 14:00"]),
        (lambda f: set_partner_status(f, "commune-sfax", PartnerStatus.CONFIRMED),
         ["Sfax: the partner Municipalité de Sfax has confirmed"]),
        (lambda f: set_partner(f, 1, replace(TOUR.events[1].partners[0], phone="+216 1",
                                             status=PartnerStatus.CONFIRMED)),
         ["Sfax: the partner Municipalité de Sfax has confirmed",
          "Sfax: the partner Municipalité de Sfax has other details"]),
        (lambda f: set_teams(f, 2), ["Number of teams: 1 → 2"]),
        (lambda f: add_order(f, ("sfax", "sbeitla")), ["In this order now: Sfax, Sbeïtla"]),
        (lambda f: add_forbidden_pair(f, ("sfax", "sbeitla")),
         ["Sfax and Sbeïtla must not be on one day"]),
        (lambda f: rated(f, "currency: TND, km: 1.25, co2_grams_km: 400"),
         ["Currency: – → TND", "Money for a kilometre by road: – → 1.25",
          "CO2 for a kilometre by road: – → 400 grams"]),
        (lambda f: rated(f, "currency: TND, sailing_km: 0, night: 10, day: 1000000,"
                            " co2_grams_sailing_km: 0.5"),
         ["Currency: – → TND", "Money for a kilometre by sea: – → 0", "Money for a night: – → 10",
          "Money for a day: – → 1000000", "CO2 for a kilometre by sea: – → 0.5 grams"]),
        (lambda f: remove_ferry(f, "island-ferry"), ["The ferry Bac is gone"]),
        (lambda f: set_ferry(f, replace(TOUR.ferries[0], timetables=())), None),
        (lambda f: set_ferry(f, replace(TOUR.ferries[0], km=21)),
         ["The ferry Bac has other ports, times or names"]),
    ],
)  # fmt: skip
def test_a_change_is_told_in_the_words_of_an_organizer(
    edit: Any, expected: list[str] | None
) -> None:
    before = small_files()
    found = told(before, edit(before))
    assert found == expected if expected is not None else found


BY_HAND = (
    "orders:\n  - [sfax, sbeitla]\n  - [sfax, gone]\nforbidden_pairs: [[sfax, sbeitla], [sfax, gone]]\n"
    "rates: {currency: TND, km: 2}\n"
)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda f: remove_order(f, ("sfax", "sbeitla")),
         ["No longer in this order: Sfax, Sbeïtla"]),
        (lambda f: remove_order(f, ("sfax", "gone")), ["No longer in this order: Sfax, gone"]),
        (lambda f: remove_forbidden_pair(f, ("gone", "sfax")),
         ["Sfax and gone may be on one day again"]),
        (lambda f: with_text(f, "schedule.yaml", "rates: {currency: TND, km: 2}\n", ""),
         ["Currency: TND → –", "Money for a kilometre by road: 2 → –"]),
        (lambda f: with_text(f, "schedule.yaml", "km: 2", "km: much"),
         ["The rates of money and CO2 changed"]),
        (lambda f: with_text(f, "schedule.yaml", "[[sfax, sbeitla], [", "[[sbeitla, sfax], ["),
         ["The pairs that must not be on one day stand otherwise in their list"]),
        (lambda f: with_text(f, "schedule.yaml", "  - [sfax, sbeitla]\n  - [sfax, gone]",
                             "  - [sfax, gone]\n  - [sfax, sbeitla]"),
         ["The orders stand otherwise in their list"]),
        (lambda f: remove_event(f, 0),
         ["Sbeïtla: the event is gone", "No longer in this order: Sfax, Sbeïtla",
          "Sfax and Sbeïtla may be on one day again"]),
    ],
)  # fmt: skip
def test_what_was_set_by_hand_is_told_when_it_goes(edit: Any, expected: list[str]) -> None:
    before = small_files()
    text = before.schedule.text
    before = with_text(before, "schedule.yaml", text, text + BY_HAND)
    assert told(before, edit(before)) == expected


def test_a_road_that_is_open_again_and_a_partner_who_takes_it_back_are_told() -> None:
    before = set_partner_status(small_files(), "commune-sfax", PartnerStatus.CONFIRMED)
    before = close_road(before, "sbeitla", "sfax")
    after = set_partner_status(before, "commune-sfax", PartnerStatus.INVITED)
    after = close_road(after, "sbeitla", "sfax", closed=False)
    assert told(before, after) == [
        "Sfax: the partner Municipalité de Sfax is invited, not confirmed",
        "The road Sbeïtla – Sfax is open again",
    ]


def test_events_of_one_town_are_told_apart_in_orders() -> None:
    before = add_event(add_event(small_files(), "gafsa"), "gafsa")
    after = add_order(before, ("gafsa-2", "sfax"))
    assert told(before, after) == ["In this order now: Gafsa (gafsa-2), Sfax"]


def test_hours_that_are_named_are_told_by_name() -> None:
    before = our_files()
    after = set_event(before, 3, open=("public-square",))
    assert told(before, after, "en") == [
        "Bir El Hafey: opening hours Municipal offices, Public square → Public square"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  zone:", "  # here\n  zone:", ["other lines of schedule.yaml changed"]),
        ("id: small", "id:  small", ["other lines of schedule.yaml changed"]),
        ("sequence: 1", "sequence: 2", ["other lines of schedule.yaml changed"]),
        ("id: small", "id: other",
         ["The tour has another id or domain: entries of calendars will be new ones"]),
    ],
)  # fmt: skip
def test_what_means_nothing_to_a_plan_is_told_too(old: str, new: str, expected: list[str]) -> None:
    before = small_files()
    assert told(before, with_text(before, "schedule.yaml", old, new)) == expected


def test_a_column_of_ones_own_and_a_comment_are_told_beside_other_changes() -> None:
    before = our_files()
    after = with_text(
        set_can_sleep(before, "gafsa", False), "cities.csv", "no,C,assumed", "no,A,as"
    )
    after = with_text(after, "schedule.yaml", "# The caravan", "# A caravan")
    assert told(before, after) == [
        "Gafsa: no beds any more",
        "other lines of schedule.yaml changed",
        "other lines of cities.csv changed",
    ]


def test_files_that_came_went_or_cannot_be_read_are_told_by_name() -> None:
    before = small_files()
    assert "the file roads.csv is gone" in told(before, without(before, "roads.csv"))
    broken = with_text(before, "schedule.yaml", SCHEDULE, "tour: [")
    assert told(before, broken) == ["other lines of schedule.yaml changed"]
    assert told(broken, before) == ["other lines of schedule.yaml changed"]
    more = broken.with_file(BoundedText("more.csv", "a\n", bom=False))
    assert told(broken, more) == ["the file more.csv is new"]
    swapped = replace(before, beside=tuple(reversed(before.beside)))
    assert told(before, swapped) == ["the files are in another order"]
    marked = before.with_file(replace(before.schedule, bom=True))
    assert told(before, marked) == ["other lines of schedule.yaml changed"]


def test_hostile_names_are_values_and_no_templates() -> None:
    before = small_files()
    after = rename_town(before, "gafsa", "fr", "{0.__class__} %s")
    assert told(before, after) == [
        "{0.__class__} %s: called “{0.__class__} %s” instead of “Gafsa” (fr)"
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_two_files_that_differ_are_called_the_same(data: st.DataObject) -> None:
    before = small_files()
    file = data.draw(st.sampled_from(list(before)))
    at = data.draw(st.integers(0, len(file.text)))
    text = (
        file.text[:at]
        + data.draw(st.sampled_from(["", " ", "x", "\n", "#", "1"]))
        + file.text[at + 1 :]
    )
    after = before.with_file(replace(file, text=text))
    assert bool(differences(before, after)) == (before != after)
    assert bool(differences(after, before)) == (before != after)


def test_the_difference_of_a_draft_and_its_tour_is_told_by_fields() -> None:
    before = small_files()
    after = with_text(before, "schedule.yaml", "hours: 08:00-19:00", "hours: never")
    assert draft_of(after).rules is None
    assert told(before, after) == ["The rules of the day changed"]


def test_dates_are_written_as_the_language_writes_them_with_a_year_only_where_it_tells() -> None:
    before = small_files()
    week = set_dates(before, date(2020, 3, 9), date(2020, 3, 12))
    year = set_dates(before, date(2019, 12, 31), date(2020, 1, 2))
    assert told(before, week, "ar") == [
        "The tour ends on الخميس 12 مارس instead of الأربعاء 11 مارس"
    ]
    assert told(before, year, "en") == [
        "The tour begins on Tuesday 31 December 2019 instead of Monday 9 March 2020",
        "The tour ends on Thursday 2 January instead of Wednesday 11 March",
    ]
