"""What becomes of a changed plan, written as JSON and read again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from caravan.errors import ImpossibleValue, msg
from caravan.files.replan_json import (
    all_broken_from_data,
    broken_to_data,
    given_up_from_data,
    given_up_to_data,
    touched_from_data,
    touched_to_data,
    violation_to_data,
    violations_from_data,
)
from caravan.plan.check import Rule, Violation
from caravan.plan.promise import Breach, BrokenPromise, Promise
from caravan.plan.replanned import Cause, Touched
from caravan.tour.adjustment import EndAt, MakeOptional

MONDAY, TUESDAY = date(2020, 3, 9), date(2020, 3, 10)
LEFT_OUT = BrokenPromise(Promise("sfax", MONDAY, 510, True), Breach.LEFT_OUT, None, None)
MOVED = BrokenPromise(Promise("gafsa", MONDAY, 870), Breach.OTHER_DAY, TUESDAY, 0)
TOUCHED = (Touched(LEFT_OUT, Cause.OUT_OF_REACH), Touched(MOVED, Cause.FOR_OTHERS, (LEFT_OUT,)))
VIOLATIONS = (
    Violation(Rule.BREAK, msg("at most {longest} minutes", longest=20), "team-1", TUESDAY),
    Violation(Rule.END, msg("no end")),
)


def again(data):
    """As another process reads it."""
    return json.loads(json.dumps(data))


def test_a_broken_promise_says_what_was_promised_and_what_becomes_of_it():
    assert broken_to_data(LEFT_OUT) == {
        "event": "sfax",
        "promised": {"date": "2020-03-09", "begins": 510},
        "is_confirmed": True,
        "breach": "left-out",
        "weight": 48,
        "now": None,
    }
    # Midnight is an hour too.
    assert broken_to_data(MOVED)["now"] == {"date": "2020-03-10", "begins": 0}
    assert all_broken_from_data(again([broken_to_data(MOVED)])) == (MOVED,)


def test_all_of_it_is_read_as_it_was_written():
    assert touched_from_data(again(touched_to_data(TOUCHED))) == TOUCHED
    given_up = (MakeOptional("sfax"), EndAt("gafsa"))
    assert given_up_from_data(again(given_up_to_data(given_up))) == given_up
    data = again([violation_to_data(violation) for violation in VIOLATIONS])
    assert violations_from_data(data) == VIOLATIONS
    assert data[0]["text"] == "team-1, 2020-03-10: at most 20 minutes"


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        "x",
        [None],
        [{}],
        [{"event": "sfax"}],
        [{**broken_to_data(MOVED), "breach": "forgotten", "cause": "host", "instead": []}],
        [{**broken_to_data(MOVED), "promised": {"date": "9 March", "begins": 1}}],
        [{**broken_to_data(MOVED), "cause": "host", "instead": 1}],
        [{**violation_to_data(VIOLATIONS[0]), "rule": "none", "breach": "none"}],
        [{**violation_to_data(VIOLATIONS[0]), "values": 3, "breach": "none"}],
    ],
)
def test_anything_else_is_refused(data):
    for read in (touched_from_data, given_up_from_data, all_broken_from_data, violations_from_data):
        if read is all_broken_from_data and isinstance(data, list) and "cause" in (data[0] or {}):
            continue  # more than it asks for
        with pytest.raises(ImpossibleValue):
            read(data)
