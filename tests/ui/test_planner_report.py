"""A planner's lines may be anything: what is no report changes nothing."""

from __future__ import annotations

import math

import pytest

from caravan.plan.infeasible import Infeasible, Omission
from caravan.ui.planner_report import Progress, conflict_of, json_object, progress_of


@pytest.mark.parametrize("line", ["", "hello", "[1]", "null", '"x"', "{", "[" * 5000, "1e999"])
def test_a_line_without_an_object_is_an_empty_report(line):
    assert json_object(line) == {}


def test_a_report_brings_news_and_the_rest_stays():
    before = Progress("search", 1.0, value=20, travel_minutes=1300, bound=1000)
    after = progress_of({"seconds": 2, "bound": 1100.2, "travel_minutes": None}, before)
    assert after == Progress("search", 2.0, value=20, travel_minutes=1300, bound=1100)


@pytest.mark.parametrize("odd", ["x", [], {}, None, math.inf, math.nan])
def test_odd_values_are_passed_over(odd):
    before = Progress("search", 1.0, value=20)
    assert progress_of({"seconds": odd, "value": odd, "bound": odd}, before) == before


def test_a_conflict_names_what_would_help():
    last = {
        "proved": True,
        "omissions": [
            {"event": "sfax", "helps": True, "travel_minutes": 90},
            {"event": "kerkennah", "helps": True, "travel_minutes": None},
            {"event": "sbeitla", "helps": False, "travel_minutes": 60},
            {"event": "gafsa"},
            {"event": "tozeur", "helps": "yes", "travel_minutes": 60},
            7,
            {},
        ],
    }
    assert conflict_of(last).omissions == (
        Omission("sfax", helps=True, travel_minutes=90),
        Omission("kerkennah", helps=True),
        Omission("sbeitla", helps=False),
        Omission("gafsa", helps=None),
        Omission("tozeur", helps=None),
    )
    assert conflict_of(last).proved


@pytest.mark.parametrize("odd", [None, "x", {"a": 1}])
def test_a_conflict_without_a_table_is_not_proved_by_chance(odd):
    assert conflict_of({"proved": "yes", "omissions": odd}) == Infeasible(False, ())
