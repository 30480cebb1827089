from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from files.edited import line_changes, our_files, small_files

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_dates, set_end, set_start, set_title, set_zone
from caravan.files.editing.rules import set_estimate, set_rules
from caravan.files.read_tour import tour_of
from caravan.tour.opening import Hours
from caravan.tour.road import TravelEstimate
from caravan.tour.rules import BreakRule, DayRules


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (lambda f: set_title(f, "en", "A: tour"),
         ["-    en: National Caravan “Tunisian Smart Cities” 2020", '+    en: "A: tour"']),
        (lambda f: set_title(f, "en", ""),
         ["-    en: National Caravan “Tunisian Smart Cities” 2020"]),
        (lambda f: set_title(f, "ro", "Caravana"), ["+    ro: Caravana"]),
        (lambda f: set_dates(f, date(2020, 3, 9), date(2020, 3, 17)),
         ["-  last_day: 2020-03-16", "+  last_day: 2020-03-17"]),
        (lambda f: set_dates(f, None, date(2020, 3, 16)),
         ["-  first_day: 2020-03-09", "+  first_day:"]),
        (lambda f: set_zone(f, "Europe/Bucharest"),
         ["-  zone: Africa/Tunis", "+  zone: Europe/Bucharest"]),
        (lambda f: set_start(f, "gafsa"), ["-  start: sbeitla", "+  start: gafsa"]),
        (lambda f: set_end(f, None), ["-  end: kerkennah", "+  end:"]),
        (lambda f: set_rules(f, DayRules(Hours(420, 1140), 300, BreakRule(45, Hours(720, 870)))),
         ["-  hours: 08:00-19:00", "+  hours: 07:00-19:00", "-    minutes: 60",
          "+    minutes: 45"]),
        (lambda f: set_estimate(f, TravelEstimate(1.3, 65)),
         ["-  detour_factor: 1.2", "+  detour_factor: 1.3"]),
    ],
)  # fmt: skip
def test_one_line_changes_and_all_comments_stay(edit: Any, lines: list[str]) -> None:
    before = our_files()
    assert line_changes(before, edit(before)) == {"schedule.yaml": lines}


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda f: set_title(f, "fr", "x" * 301), "301 characters"),
        (lambda f: set_title(f, "english", "x"), "not a language code"),
        (lambda f: set_dates(f, date(2020, 3, 9), date(2020, 3, 8)), "ends before it begins"),
        (lambda f: set_dates(f, date(2020, 3, 9), date(2020, 5, 8)), "window of 61 days"),
        (lambda f: set_zone(f, "Mars/Olympus"), "not an IANA time zone"),
        (lambda f: set_start(f, "sfax-port"), "not a town"),
        (lambda f: set_end(f, "atlantis"), "not a town"),
    ],
)
def test_what_cannot_be_is_refused(edit: Any, words: str) -> None:
    with pytest.raises(ImpossibleValue, match=words):
        edit(small_files())


def test_the_last_name_of_a_tour_stays() -> None:
    files = set_title(small_files(), "ar", "")
    with pytest.raises(ImpossibleValue, match="name is missing"):
        set_title(files, "fr", " ")


def test_a_fixed_date_outside_new_dates_is_a_fault_and_not_dropped() -> None:
    draft = draft_of(set_dates(our_files(), date(2020, 3, 11), date(2020, 3, 16)))
    assert [fault.where for fault in draft.faults] == ["events[2].date"]
    assert draft.events[2].date == date(2020, 3, 10)


def test_a_tour_without_a_break_has_none_in_its_file() -> None:
    before = small_files()
    after = set_rules(before, DayRules(Hours(480, 1140), 300))
    gone = ["-  break: {minutes: 60, within: 12:00-14:30}"]
    assert line_changes(before, after) == {"schedule.yaml": gone}
    assert tour_of(after).rules.pause is None


def test_an_estimate_is_added_when_there_is_none() -> None:
    before = small_files()
    after = set_estimate(before, TravelEstimate(1.3, 50))
    lines = ["+estimate:", "+  detour_factor: 1.3", "+  speed_kmh: 50"]
    assert line_changes(before, after) == {"schedule.yaml": lines}
    assert tour_of(after).estimate == TravelEstimate(1.3, 50)
