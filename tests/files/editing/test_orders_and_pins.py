"""Pins, refusals, orders, forbidden pairs, teams, rates and closed roads, changed in the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from files.edited import line_changes, our_files, small_files, with_text

from caravan.files.draft import draft_of
from caravan.files.editing.copy_tour import copy_of
from caravan.files.editing.events import index_of, remove_event, set_event
from caravan.files.editing.head import set_teams
from caravan.files.editing.orders import (
    add_forbidden_pair,
    add_order,
    remove_forbidden_pair,
    remove_order,
)
from caravan.files.editing.partners import set_partner, set_partner_status
from caravan.files.editing.remove_town import remove_town
from caravan.files.editing.roads import close_road, set_road
from caravan.files.editing.towns import rename_town
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.tour.partner import PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.road import Road

TUESDAY = date(2020, 3, 10)
WEDNESDAY = date(2020, 3, 11)


def with_lines(files: TourFiles, lines: str) -> TourFiles:
    """The files with lines behind their schedule."""
    text = files.schedule.text
    return with_text(files, "schedule.yaml", text, text + lines)


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (lambda f: set_event(f, 2, pin=Pin(TUESDAY)), ["+    pin: 2020-03-10"]),
        (lambda f: set_event(f, 2, pin=Pin(TUESDAY, 540)),
         ["+    pin:", "+      date: 2020-03-10", "+      begins: 09:00"]),
        (lambda f: set_event(f, 2, pin=None), None),
        (lambda f: set_event(f, 2, not_on=(WEDNESDAY, date(2020, 3, 12))),
         ["+    not_on: [2020-03-11, 2020-03-12]"]),
        (lambda f: set_event(f, 2, not_on=()), None),
        (lambda f: add_order(f, ("gafsa", "tozeur", "nefta")),
         ["+orders:", "+  - [gafsa, tozeur, nefta]"]),
        (lambda f: add_forbidden_pair(f, ("sfax", "kerkennah")),
         ["+forbidden_pairs:", "+  - [sfax, kerkennah]"]),
        (lambda f: remove_order(f, ("gafsa", "tozeur")), None),
        (lambda f: remove_forbidden_pair(f, ("sfax", "kerkennah")), None),
        (lambda f: set_teams(f, 2), ["+  teams: 2"]),
        (lambda f: set_teams(f, 1), None),
        (lambda f: set_partner_status(f, "commune-sfax", PartnerStatus.CONFIRMED),
         ["+        status: confirmed"]),
        (lambda f: set_partner_status(f, "commune-sfax", PartnerStatus.INVITED), None),
        (lambda f: set_partner_status(f, "commune-sidi-bouzid", PartnerStatus.INVITED),
         ["-        status: confirmed", "+        status: invited"]),
    ],
)  # fmt: skip
def test_what_is_set_by_hand_changes_its_own_lines_only(edit: Any, lines: list[str] | None) -> None:
    before = our_files()
    after = edit(before)
    assert line_changes(before, after) == ({} if lines is None else {"schedule.yaml": lines})
    if lines is None:
        assert after == before


def test_a_pin_stands_above_the_partners_and_can_be_moved_and_taken_away() -> None:
    files = set_event(our_files(), 4, pin=Pin(WEDNESDAY, 540))
    assert files.schedule.text.index("    pin:\n") < files.schedule.text.index("id: commune-gafsa")
    moved = set_event(files, 4, pin=Pin(date(2020, 3, 12)))
    assert tour_of(moved).event("gafsa").pin == Pin(date(2020, 3, 12))
    assert set_event(moved, 4, pin=None) == our_files()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pin": Pin(WEDNESDAY)}, "is pinned to 2020-03-11, but its fixed date is 2020-03-10"),
        ({"begins": 600, "pin": Pin(TUESDAY, 540)}, "the pinned hour"),
        ({"not_on": (TUESDAY,), "pin": Pin(TUESDAY)}, "a date that its host has refused"),
    ],
)
def test_a_pin_that_contradicts_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(WrongValue, match=words):
        set_event(our_files(), 2, **changes)


@pytest.mark.parametrize(
    "changes",
    [{"date": TUESDAY}, {"begins": 600}, {"not_on": (WEDNESDAY,)}],
)
def test_what_contradicts_a_pin_is_refused(changes: dict[str, Any]) -> None:
    pinned = set_event(our_files(), 4, pin=Pin(WEDNESDAY, 540))
    with pytest.raises(WrongValue) as error:
        set_event(pinned, 4, **changes)
    assert error.value.inside == ("pin",)


def test_a_pin_outside_the_tour_is_a_fault_beside_its_field() -> None:
    draft = draft_of(set_event(our_files(), 4, pin=Pin(date(2020, 4, 1))))
    assert [fault.where for fault in draft.faults_of_event(4)] == ["events[4].pin"]
    assert draft.events[4].pin == Pin(date(2020, 4, 1))


def test_an_event_is_found_by_its_id() -> None:
    files = with_text(
        small_files(), "schedule.yaml", "town: sfax\n", "town: sfax\n    id: evening\n"
    )
    assert index_of(files, "evening") == 1
    with pytest.raises(WrongValue, match="not an event"):
        index_of(files, "sfax")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda f: add_order(f, ("sfax", "gafsa")), "“gafsa” is not an event of the tour"),
        (lambda f: add_order(f, ("sfax",)), "two different events"),
        (lambda f: add_order(f, ("sfax", "sfax")), "two different events"),
        (lambda f: add_order(f, ("sfax", "sbeitla")), "contradict one another"),
        (lambda f: add_forbidden_pair(f, ("sfax", "sfax")), "beside itself"),
        (lambda f: add_forbidden_pair(f, ("sfax", "gafsa")), "“gafsa” is not an event"),
        (lambda f: set_teams(f, 0), "0 is too little"),
        (lambda f: set_teams(f, 9), "9 is too much"),
        (lambda f: set_partner_status(f, "nobody", PartnerStatus.CONFIRMED), "no partner “nobody”"),
        (lambda f: close_road(f, "gafsa", "sbeitla"), "no road gafsa–sbeitla"),
    ],
)
def test_what_cannot_be_is_refused(edit: Any, words: str) -> None:
    with pytest.raises(WrongValue, match=words):
        edit(with_lines(small_files(), "orders: [[sbeitla, sfax]]\n"))


def test_the_same_order_or_pair_is_not_written_twice() -> None:
    files = with_lines(
        small_files(), "orders: [[sbeitla, sfax]]\nforbidden_pairs: [[sfax, sbeitla]]\n"
    )
    assert add_order(files, ("sbeitla", "sfax")) == files
    assert add_forbidden_pair(files, ("sbeitla", "sfax")) == files
    assert draft_of(remove_order(files, ("sbeitla", "sfax"))).orders == ()
    without = remove_forbidden_pair(files, ("sbeitla", "sfax"))
    assert "forbidden_pairs" not in without.schedule.text


BY_HAND = """\
orders:
  # The south first.
  - [gafsa, tozeur, nefta]  # as Gafsa asked
  - [gafsa, douz]
  - [douz, gabes, sfax]
forbidden_pairs:
  - [gafsa, sfax]
  - [sfax, gabes]
"""


def test_a_removed_event_is_forgotten_by_orders_and_pairs_and_their_comments_stay() -> None:
    before = with_lines(our_files(), BY_HAND)
    after = remove_event(before, index_of(before, "gafsa"))
    tour = tour_of(after)
    assert tour.orders == (("tozeur", "nefta"), ("douz", "gabes", "sfax"))
    assert tour.forbidden_pairs == (("sfax", "gabes"),)
    assert after.schedule.text.endswith(
        "orders:\n  # The south first.\n  - [tozeur, nefta]  # as Gafsa asked\n"
        "  - [douz, gabes, sfax]\nforbidden_pairs:\n  - [sfax, gabes]\n"
    )


def test_a_removed_town_takes_its_pins_orders_and_pairs_along() -> None:
    files = with_lines(our_files(), BY_HAND)
    files = set_event(files, index_of(files, "gafsa"), pin=Pin(WEDNESDAY, 540))
    for town in ("gafsa", "gabes", "tozeur", "nefta", "douz"):
        files = remove_town(files, town)
    text = files.schedule.text
    assert not any(word in text for word in ("pin:", "orders:", "forbidden_pairs:"))
    assert draft_of(files).faults == ()


def test_an_event_that_stays_under_the_same_id_keeps_its_orders() -> None:
    twice = "  - town: sfax\n    service_minutes: 60\n    open: [offices]\n"
    files = with_text(small_files(), "schedule.yaml", "events:\n", f"events:\n{twice}")
    files = with_lines(files, "orders: [[sbeitla, sfax]]\n")
    assert draft_of(remove_event(files, 0)).orders == (("sbeitla", "sfax"),)


def test_a_renamed_town_and_a_copy_keep_what_was_set_by_hand() -> None:
    files = set_event(with_lines(our_files(), BY_HAND), 4, pin=Pin(WEDNESDAY), not_on=(TUESDAY,))
    tour = tour_of(files)
    for other in (rename_town(files, "gafsa", "fr", "Capsa"), copy_of(files, "k7", {})):
        same = tour_of(other)
        assert (same.orders, same.forbidden_pairs, same.rates) == (
            tour.orders,
            tour.forbidden_pairs,
            tour.rates,
        )
        assert (same.event("gafsa").pin, same.event("gafsa").not_on) == (
            Pin(WEDNESDAY),
            (TUESDAY,),
        )


def test_a_changed_partner_keeps_the_line_of_its_status() -> None:
    files = with_text(
        small_files(), "schedule.yaml", "de Sfax}\n", "de Sfax}\n        status: invited\n"
    )
    partner = tour_of(files).events[1].partners[0]
    after = set_partner(files, 1, replace(partner, phone="+216 1"))
    assert "        status: invited\n" in after.schedule.text
    confirmed = set_partner(after, 1, replace(partner, status=PartnerStatus.CONFIRMED))
    assert "        status: confirmed\n" in confirmed.schedule.text


def test_a_road_is_closed_and_opened_in_its_own_cell() -> None:
    before = small_files()
    closed = close_road(before, "sfax", "sbeitla")
    assert tour_of(closed).roads[0].closed
    roads = closed.file("roads.csv").text.splitlines()
    assert roads[0].endswith(",source,closed")
    assert roads[1].endswith(",estimate,yes")
    assert [line[-1] for line in roads[2:]] == [",", ","]
    assert close_road(closed, "sbeitla", "sfax") == closed
    opened = close_road(closed, "sbeitla", "sfax", closed=False)
    assert tour_of(opened) == tour_of(before)
    road = tour_of(before).roads[0]
    assert set_road(opened, road) == opened
    assert close_road(before, "sbeitla", "sfax", closed=False) == before


def test_a_road_that_is_saved_again_stays_closed_or_is_opened_as_it_says() -> None:
    closed = close_road(small_files(), "sbeitla", "sfax")
    road: Road = tour_of(closed).roads[0]
    assert set_road(closed, road) == closed
    again = set_road(closed, tour_of(small_files()).roads[0])
    assert not tour_of(again).roads[0].closed
