"""What the board's browser says: told once, and never believed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui.board.boards import MONDAY, TUESDAY, small_board

from caravan.ui.board.event import BoardEvent, new_events
from caravan.ui.heard import Heard

BOARD = small_board()
NOTHING = Heard()


def said(*events, tab="tab-1"):
    return {"tab": tab, "events": list(events)}


def put(number=1, **changes):
    event = {"number": number, "kind": "put", "version": 3, "event": "gafsa"}
    return {**event, "day": TUESDAY, "position": 0, "other": "", **changes}


def heard_of(message, heard=NOTHING, board=BOARD):
    return new_events(message, heard, board)


def test_a_card_that_is_put_somewhere_is_told_with_day_and_place():
    events, heard = heard_of(said(put(position=1)))
    assert events == (BoardEvent("put", 3, "gafsa", TUESDAY, 1),)
    assert heard == Heard("tab-1", 1)


def test_an_event_that_is_repeated_is_told_once():
    first, heard = heard_of(said(put(1)))
    second, heard = heard_of(said(put(1), put(2, event="douz")), heard)
    third, heard = heard_of(said(put(1), put(2, event="douz")), heard)
    assert [len(first), len(second), len(third)] == [1, 1, 0]
    assert second[0].event == "douz"
    assert heard == Heard("tab-1", 2)


def test_a_board_drawn_anew_counts_from_one_again():
    _, heard = heard_of(said(put(7)))
    events, heard = heard_of(said(put(1), tab="tab-2"), heard)
    assert len(events) == 1
    assert heard == Heard("tab-2", 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "take-out"},
        {"kind": "sleep", "event": "", "day": MONDAY, "other": "sfax"},
        {"kind": "undo", "event": "", "day": ""},
        {"kind": "redo", "event": "", "day": ""},
        {"kind": "pin"},
        {"kind": "pin-hour"},
        {"kind": "unpin"},
        {"kind": "after", "other": "sfax"},
        {"kind": "apart", "other": "sfax"},
    ],
)
def test_all_that_the_board_offers_is_heard(changes):
    events, _ = heard_of(said(put(**changes)))
    assert [event.kind for event in events] == [changes["kind"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "nowhere"},
        {"event": ""},
        {"event": ["gafsa"]},
        {"event": None},
        {"event": "g" * 501},
        {"day": "2020-03-11 team-1"},
        {"day": ""},
        {"day": 7},
        {"position": -1},
        {"position": 0.5},
        {"position": True},
        {"position": None},
        {"position": 2**60},
        {"version": None},
        {"version": "3"},
        {"kind": "deleted"},
        {"kind": None},
        {"kind": ["put"]},
        {"kind": "sleep", "other": "nowhere"},
        {"kind": "sleep", "day": TUESDAY, "other": "sfax"},  # where the tour ends
        {"kind": "after", "other": "nowhere"},
        {"kind": "pin", "event": "nowhere"},
        {"number": None},
        {"number": True},
        {"number": 2**60},
        {"number": 0},
    ],
)
def test_what_can_not_be_true_is_left_out(changes):
    assert heard_of(said(put(**changes)))[0] == ()


@pytest.mark.parametrize(
    "message",
    [None, "", 7, [], {}, {"tab": "x"}, {"tab": "", "events": []}, {"tab": "x" * 65, "events": []},
     {"tab": "x", "events": "put"}, {"tab": "x", "events": [None, 7, "put", []]}],
)  # fmt: skip
def test_what_is_no_message_says_nothing(message):
    assert heard_of(message)[0] == ()


def test_days_that_are_history_stay_as_they_are():
    locked = replace(BOARD, days=(replace(BOARD.days[0], is_locked=True), BOARD.days[1]))
    for event in (
        put(),  # out of it
        put(event="sfax", day=MONDAY),  # into it
        put(kind="take-out"),
        put(kind="sleep", day=MONDAY, other="sfax"),
    ):
        assert heard_of(said(event), board=locked)[0] == ()
    assert heard_of(said(put(event="douz")), board=locked)[0] != ()


def test_wishes_of_a_tour_in_files_can_not_be_set():
    read_only = small_board(wishes=False, no_wishes="It lies in files.")
    for kind in ("pin", "pin-hour", "unpin", "after", "apart"):
        assert heard_of(said(put(kind=kind, other="sfax")), board=read_only)[0] == ()
    assert heard_of(said(put()), board=read_only)[0] != ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["tab", "events", "number", "kind", "event", "day"]), inner, max_size=6
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_message_raises(message):
    events, heard = heard_of(json.loads(json.dumps(message)))
    assert events == ()
    assert isinstance(heard, Heard)
