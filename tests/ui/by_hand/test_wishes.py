"""Pins, orders and pairs that are set by hand: made in the files, listed, taken out again."""

from __future__ import annotations

from datetime import date

import pytest
from programme_2020 import tour_of_2020

from caravan.files.wrong import WrongValue
from caravan.language.language import LANGUAGES, language
from caravan.tour.pin import Pin
from caravan.ui.by_hand.wishes import hand_wishes, ordering, parting, pinning, unpinning
from caravan.ui.opened import read, reading_of

TUESDAY = date(2020, 3, 10)
EN = language("en")


@pytest.fixture(scope="module")
def files():
    from pathlib import Path

    return read(Path(__file__).parents[3] / "data" / "schedule.yaml").files


@pytest.fixture(scope="module")
def everything(files):
    for operation in (
        pinning("gafsa", TUESDAY, None),
        pinning("douz", date(2020, 3, 12), 981),
        ordering("tozeur", "nefta"),
        parting("sfax", "gabes"),
    ):
        files = operation(files)
    return files


def test_what_was_set_is_listed_pins_first(everything):
    tour = reading_of(everything).tour
    assert [wish.text for wish in hand_wishes(tour, EN)] == [
        "Gafsa is pinned to Tuesday 10 March",
        "Douz is pinned to Thursday 12 March, 16:21",
        "Nefta always after Tozeur",
        "Sfax and Gabes never on the same day",
    ]


def test_each_can_be_removed_and_leaves_the_others(everything):
    wishes = hand_wishes(reading_of(everything).tour, EN)
    for number, wish in enumerate(wishes):
        left = hand_wishes(reading_of(wish.remove(everything)).tour, EN)
        assert [w.id for w in left] == [w.id for n, w in enumerate(wishes) if n != number]


def test_removing_all_gives_the_tour_that_there_was(everything):
    changed = everything
    for wish in hand_wishes(reading_of(changed).tour, EN):
        changed = wish.remove(changed)
    assert reading_of(changed).tour == tour_of_2020()


def test_a_pin_moves_and_goes(files):
    pinned = pinning("gafsa", TUESDAY, 817)(files)
    assert reading_of(pinned).tour.event("gafsa").pin == Pin(TUESDAY, 817)
    moved = pinning("gafsa", date(2020, 3, 11), None)(pinned)
    assert reading_of(moved).tour.event("gafsa").pin == Pin(date(2020, 3, 11))
    assert reading_of(unpinning("gafsa")(moved)).tour == tour_of_2020()


def test_a_pin_where_the_host_receives_nobody_is_refused(files):
    with pytest.raises(WrongValue, match="can't be held there"):
        pinning("gafsa", TUESDAY, 60)(files)


def test_a_pin_outside_of_the_tour_is_refused(files):
    with pytest.raises(WrongValue, match="not a date of the tour"):
        pinning("gafsa", date(2020, 4, 1), None)(files)


def test_an_order_that_contradicts_another_is_refused(files):
    ordered = ordering("tozeur", "nefta")(files)
    with pytest.raises(WrongValue, match="contradict"):
        ordering("nefta", "tozeur")(ordered)


@pytest.mark.parametrize("code", LANGUAGES)
def test_wishes_are_said_in_every_language(everything, code):
    tour = reading_of(everything).tour
    for wish in hand_wishes(tour, language(code)):
        assert "{" not in wish.text
        assert language(code).message(wish.what)
