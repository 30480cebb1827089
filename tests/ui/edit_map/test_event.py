"""What the map's browser says: told once, and never believed."""

from __future__ import annotations

import json

import pytest

from caravan.ui.edit_map.event import MapEvent, new_events
from caravan.ui.edit_map.point import MapPoint
from caravan.ui.heard import Heard

GAFSA = MapPoint("gafsa", "Gafsa", 34.425, 8.7842, "town", 1, draggable=True)
PORT = MapPoint("sfax-port", "Sfax", 34.7287, 10.7673, "port")
POINTS = (GAFSA, PORT)


def said(*events, tab="tab-1"):
    return {"tab": tab, "events": list(events)}


def move(number=1, **changes):
    event = {"number": number, "kind": "moved", "id": "gafsa", "latitude": 34.5, "longitude": 8.5}
    return {**event, **changes}


NOTHING = Heard()


def heard_of(message, heard=NOTHING, *, adding=False):
    return new_events(message, heard, POINTS, adding=adding)


def test_a_move_is_told_with_where_the_point_is_now():
    events, heard = heard_of(said(move(latitude=34.123456789)))
    assert events == (MapEvent("moved", "gafsa", 34.12346, 8.5),)
    assert heard == Heard("tab-1", 1)


def test_an_event_that_is_repeated_is_told_once():
    first, heard = heard_of(said(move(1)))
    second, heard = heard_of(said(move(1), move(2, latitude=35)), heard)
    third, heard = heard_of(said(move(1), move(2, latitude=35)), heard)
    assert [len(first), len(second), len(third)] == [1, 1, 0]
    assert second[0].latitude == 35
    assert heard == Heard("tab-1", 2)


def test_a_map_drawn_anew_counts_from_one_again():
    _, heard = heard_of(said(move(7)))
    events, heard = heard_of(said(move(1), tab="tab-2"), heard)
    assert len(events) == 1
    assert heard == Heard("tab-2", 1)


def test_what_is_chosen_lies_where_we_know_it_to_be():
    events, _ = heard_of(said(move(kind="chosen", id="sfax-port", latitude="x")))
    assert events == (MapEvent("chosen", "sfax-port", 34.7287, 10.7673),)


def test_a_point_is_added_only_when_the_page_wants_one():
    message = said(move(kind="added", id=""))
    assert heard_of(message)[0] == ()
    assert heard_of(message, adding=True)[0] == (MapEvent("added", "", 34.5, 8.5),)


@pytest.mark.parametrize(
    ("given", "longitude"),
    [(190, -170), (-190, 170), (180, -180), (-180, -180), (370.25, 10.25), (-3600, 0)],
)
def test_longitudes_are_wrapped(given, longitude):
    assert heard_of(said(move(longitude=given)))[0][0].longitude == longitude


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "nowhere"},
        {"id": "sfax-port"},  # it can't be moved
        {"id": ""},
        {"id": ["gafsa"]},
        {"id": None},
        {"kind": "deleted"},
        {"kind": None},
        {"kind": ["moved"]},
        {"kind": "added"},
        {"latitude": 90.5},
        {"latitude": float("nan")},
        {"latitude": float("inf")},
        {"latitude": "34.5"},
        {"latitude": True},
        {"latitude": None},
        {"longitude": float("nan")},
        {"longitude": float("-inf")},
        {"longitude": 10**400},
        {"longitude": {}},
    ],
)
def test_what_can_not_be_true_is_left_out_and_not_asked_for_again(changes):
    events, heard = heard_of(said(move(1, **changes), move(2)), adding=True)
    assert events == (MapEvent("moved", "gafsa", 34.5, 8.5),)
    assert heard.number == 2


@pytest.mark.parametrize(
    "message",
    [
        None,
        "moved",
        7,
        [],
        {},
        {"tab": "tab-1"},
        {"tab": "tab-1", "events": {}},
        {"tab": 1, "events": [move()]},
        {"tab": "", "events": [move()]},
        {"tab": "x" * 65, "events": [move()]},
        said("moved"),
        said(None),
        said(move("1")),
        said(move(True)),
        said(move(0)),
        said(move(-1)),
        said(move(1.5)),
        said(move(2**53)),
    ],
    ids=lambda message: json.dumps(message)[:40],
)
def test_a_message_that_is_none_says_nothing(message):
    events, heard = heard_of(message, Heard("before", 3))
    assert events == ()
    assert heard in (Heard("before", 3), Heard("tab-1", 0))


def test_a_flood_of_events_is_cut_off():
    events, _ = heard_of(said(*(move(number) for number in range(1, 10_000))))
    assert len(events) == 100
