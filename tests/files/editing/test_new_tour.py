from __future__ import annotations

from datetime import date

import pytest

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_end, set_start
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns
from caravan.files.read_tour import tour_of
from caravan.tour.opening import Hours
from caravan.tour.rules import BreakRule, DayRules


def test_a_new_tour_says_what_is_missing() -> None:
    draft = draft_of(new_files("k3x9", {"fr": "Caravane"}, "fr"))
    assert [(fault.file, fault.where) for fault in draft.faults] == [
        ("schedule.yaml", "tour.first_day"),
        ("schedule.yaml", "tour.last_day"),
        ("schedule.yaml", "tour.start"),
        ("schedule.yaml", "tour.end"),
        ("schedule.yaml", "events"),
        ("cities.csv", ""),
    ]
    assert draft.tour is None
    assert (draft.head.id, draft.head.uid_domain) == ("caravane-k3x9", "k3x9.invalid")
    assert draft.head.names == (("fr", "Caravane"),)
    assert draft.rules == DayRules(Hours(480, 1140), 300, BreakRule(60, Hours(720, 870)))
    assert [calendar.id for calendar in draft.calendars] == ["day-time", "offices"]
    assert draft.places == draft.events == draft.roads == draft.ferries == draft.organizers == ()


def test_towns_and_dates_make_it_whole() -> None:
    files = new_files(
        "k3", {"ro": "Caravana"}, "ro", date(2027, 3, 22), date(2027, 3, 25), "Europe/Bucharest"
    )
    assert "name_ro" in files.file("cities.csv").text
    towns = [
        NewTown({"ro": "Cluj-Napoca"}, latitude=46.77, longitude=23.59, country="RO"),
        NewTown({"ro": "Iași"}, latitude=47.16, longitude=27.59, country="RO"),
    ]
    files = set_end(set_start(add_towns(files, towns), "cluj-napoca"), "iasi")
    tour = tour_of(files)
    assert [event.id for event in tour.events] == ["cluj-napoca", "iasi"]
    assert (tour.zone, tour.number_of_days) == ("Europe/Bucharest", 4)


def test_a_new_tour_in_another_script_has_an_id_too() -> None:
    head = draft_of(new_files("k3", {"ar": "القافلة"}, "ar")).head
    assert (head.id, head.names) == ("tour-1-k3", (("ar", "القافلة"),))


@pytest.mark.parametrize(
    ("names", "first", "last", "zone"),
    [
        ({}, None, None, "UTC"),
        ({"fr": " "}, None, None, "UTC"),
        ({"fr": "x"}, date(2027, 1, 2), date(2027, 1, 1), "UTC"),
        ({"fr": "x"}, None, None, "Nowhere"),
    ],
)
def test_impossible_beginnings_are_refused(
    names: dict[str, str], first: date | None, last: date | None, zone: str
) -> None:
    with pytest.raises(ImpossibleValue):
        new_files("k3", names, "fr", first, last, zone)
