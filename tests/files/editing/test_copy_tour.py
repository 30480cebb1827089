"""A copy of a tour has an identity of its own, and all else in common."""

from __future__ import annotations

import pytest

from caravan.errors import InputFaults
from caravan.files.bounded_text import BoundedText
from caravan.files.editing.copy_tour import copy_of
from caravan.files.editing.new_tour import new_files
from caravan.files.tour_files import TourFiles

TITLES = {"fr": "Été (copie)"}


def lines_changed(before, after):
    old = before.schedule.text.splitlines()
    return [line for line in after.schedule.text.splitlines() if line not in old]


@pytest.fixture
def files():
    return new_files("abc", {"fr": "Été", "en": "Summer"}, "fr")


def test_only_the_id_and_the_title_change(files):
    copy = copy_of(files, "0f3a", TITLES)
    assert lines_changed(files, copy) == ["  id: ete-abc-0f3a", "    fr: Été (copie)"]
    assert copy.beside == files.beside


def test_copies_of_copies_keep_ids_that_are_short_enough(files):
    for number in range(9):
        files = copy_of(files, f"token-number-{number}", {})
    (line,) = [line for line in files.schedule.text.splitlines() if line.startswith("  id: ")]
    assert len(line.removeprefix("  id: ")) <= 60
    assert line.endswith("-token-number-8")


def test_a_title_that_is_too_long_stays_as_it_was(files):
    copy = copy_of(files, "0f3a", {"fr": "x" * 5000})
    assert lines_changed(files, copy) == ["  id: ete-abc-0f3a"]


def test_a_schedule_without_an_id_gets_one():
    files = TourFiles(BoundedText("schedule.yaml", "events: []\n", bom=False), ())
    assert "  id: tour-0f3a" in copy_of(files, "0f3a", {}).schedule.text


def test_a_schedule_that_is_no_yaml_is_refused():
    with pytest.raises(InputFaults):
        copy_of(TourFiles(BoundedText("schedule.yaml", "a: [", bom=False), ()), "0f3a", {})
