"""What a hand-set programme costs, in words."""

from __future__ import annotations

import pytest
from programme_2020 import TEAM, outline_2020, plan_2020, tour_of_2020, travel_2020

from caravan.language.language import language
from caravan.plan.timing.timed import timed
from caravan.ui.by_hand.price import broken_line, price, price_line

EN = language("en")


def plain(text):
    return text.replace("\u00a0", " ")


def moved(outline):
    return timed(tour_of_2020(), outline, travel=travel_2020())


def test_the_same_programme_costs_nothing():
    assert price(plan_2020(), plan_2020(), EN) == ()
    assert price_line(plan_2020(), plan_2020(), EN) == "It costs as much travel as the plan."


def test_a_detour_costs_road_and_kilometres():
    # Sidi Bouzid, Gafsa, Métlaoui is 97 + 38 minutes and 103 + 40 km; Gafsa first, then back to
    # Sidi Bouzid and through Gafsa again, is 97 + 97 + 97 + 38 and 103 + 103 + 103 + 40.
    plan = moved(outline_2020().moved("gafsa", TEAM, tour_of_2020().dates[1], 0))
    parts = tuple(plain(part) for part in price(plan_2020(), plan, EN))
    assert parts == ("3 h 14 more on the road", "206 km more")
    back = tuple(plain(part) for part in price(plan, plan_2020(), EN))
    assert back == ("3 h 14 less on the road", "206 km less")


def test_an_event_left_out_is_told_before_the_road_that_it_saves():
    plan = moved(outline_2020().without("gafsa"))
    parts = price(plan_2020(), plan, EN)
    assert parts[0] == "one event fewer"
    assert price(plan, plan_2020(), EN)[0] == "one event more"


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_line_is_a_sentence_in_every_language(code):
    speech = language(code)
    plan = moved(outline_2020().without("gafsa").without("kerkennah"))
    line = price_line(plan_2020(), plan, speech)
    assert line.endswith(".")
    assert "{" not in line


def test_broken_rules_are_counted():
    assert broken_line(0, EN) == "Nothing is broken."
    assert broken_line(1, EN) == "One rule is broken."
    assert broken_line(7, EN) == "7 rules are broken."
