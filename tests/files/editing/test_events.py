from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from files.edited import line_changes, our_files, small_files, with_text

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.events import add_event, remove_event, set_event
from caravan.files.read_tour import tour_of
from caravan.files.wrong import WrongValue
from caravan.tour.opening import Hours, TimeWindow


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"service_minutes": 90}, ["-    service_minutes: 150", "+    service_minutes: 90"]),
        ({"open": ("public-square",)},
         ["-    open: [municipal-offices]", "+    open: [public-square]"]),
        ({"required": False, "value": 7},
         ["-    required: true", "-    value: 1", "+    required: false", "+    value: 7"]),
        ({"date": date(2020, 3, 11)}, ["-    date: 2020-03-10", "+    date: 2020-03-11"]),
        ({"date": None}, ["-    date: 2020-03-10"]),
        ({"begins": 600}, ["+    begins: 10:00"]),
        ({"venue": {"fr": "Théâtre : salle 2"}},
         ["-      fr: Hôtel de ville de Sidi Bouzid", "-      ar: قصر بلدية سيدي بوزيد",
          '+      fr: "Théâtre : salle 2"']),
        ({"venue": {}},
         ["-    venue:", "-      fr: Hôtel de ville de Sidi Bouzid",
          "-      ar: قصر بلدية سيدي بوزيد"]),
        ({"windows": (TimeWindow(date(2020, 3, 10), Hours(540, 720)),)},
         ["+    windows:", "+      - date: 2020-03-10", "+        hours: 09:00-12:00"]),
        ({"windows": ()}, None),
        ({"service_minutes": 150}, None),
    ],
)  # fmt: skip
def test_an_event_is_changed_and_its_comment_stays(
    changes: dict[str, Any], lines: list[str] | None
) -> None:
    before = our_files()
    after = set_event(before, 2, **changes)
    assert line_changes(before, after) == ({} if lines is None else {"schedule.yaml": lines})
    if lines is None:
        assert after == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"service_minutes": 0}, "too little"),
        ({"service_minutes": 1441}, "too much"),
        ({"value": 1001}, "too much"),
        ({"begins": 1500}, "not a time of day"),
        ({"open": ("nothing",)}, "not a calendar"),
        ({"open": ()}, "no opening hours"),
        ({"venue": {"xxxx": "x"}}, "not a language code"),
    ],
)
def test_an_impossible_value_is_refused_before_anything_changes(
    changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(ImpossibleValue, match=words):
        set_event(our_files(), 2, **changes)


def test_a_date_outside_the_tour_is_a_fault_beside_its_field() -> None:
    draft = draft_of(set_event(our_files(), 2, date=date(2020, 4, 1)))
    assert draft.tour is None
    assert [fault.where for fault in draft.fault_of("events[2].date")] == ["events[2].date"]
    assert draft.faults_of_event(2) == draft.faults
    assert draft.faults_of_event(20) == draft.fault_of("events[2].value") == ()


def test_what_was_wrong_before_does_not_stop_another_change() -> None:
    files = with_text(small_files(), "schedule.yaml", "service_minutes: 180", "service_minutes: x")
    after = set_event(files, 1, required=False)
    event = draft_of(after).events[1]
    assert (event.service_minutes, event.required) == (None, False)
    assert draft_of(set_event(after, 1, service_minutes=60)).tour is not None


def test_a_second_event_in_a_town_has_an_id_of_its_own() -> None:
    before = small_files()
    after = add_event(before, "sfax", service_minutes=60)
    assert line_changes(before, after) == {
        "schedule.yaml": [
            "+  - town: sfax",
            "+    id: sfax-2",
            "+    service_minutes: 60",
            "+    open: [offices]",
        ]
    }
    assert tour_of(after).event("sfax-2").place == "sfax"
    assert (
        line_changes(before, add_event(before, "gafsa"))["schedule.yaml"][0] == "+  - town: gafsa"
    )


@pytest.mark.parametrize("town", ["sfax-port", "atlantis", ""])
def test_only_towns_host_events(town: str) -> None:
    with pytest.raises(WrongValue, match="not a town"):
        add_event(small_files(), town)


def test_an_event_is_removed_and_its_town_stays() -> None:
    before = our_files()
    after = remove_event(before, 0)
    gone = line_changes(before, after)
    assert list(gone) == ["schedule.yaml"]
    assert gone["schedule.yaml"][0] == "-  - town: sbeitla"
    assert all(line.startswith("-") for line in gone["schedule.yaml"])
    assert after.schedule.text.splitlines()[-242:] == before.schedule.text.splitlines()[-242:]
    assert draft_of(after).place("sbeitla") is not None


@pytest.mark.parametrize("index", [-1, 20, 999])
def test_an_event_that_is_not_there_is_told(index: int) -> None:
    for edit in (remove_event, lambda files, at: set_event(files, at, value=2)):
        with pytest.raises(WrongValue, match="no event number"):
            edit(our_files(), index)
