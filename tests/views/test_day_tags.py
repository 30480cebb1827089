"""Which days of a plan that follows another one are behind, and which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from page_reader import read_page
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.plan.plan import Plan, Precedent
from caravan.views.day_tags import DayTag, day_tags
from caravan.views.itinerary import itinerary
from caravan.views.itinerary_html import itinerary_html


def following(instant: str) -> Plan:
    return replace(sample_plan(), precedent=Precedent(datetime.fromisoformat(instant)))


def without_kerkennah() -> Plan:
    plan = following("2020-03-10T08:00:00+01:00")
    monday, tuesday = plan.days
    days = (monday, replace(tuesday, items=tuesday.items[:-1]))
    return replace(plan, teams=(replace(plan.teams[0], days=days),))


def test_a_plan_that_follows_none_has_nothing_behind_it() -> None:
    assert day_tags(sample_plan()) == {}


@pytest.mark.parametrize(
    ("instant", "behind"),
    [
        ("2020-03-08T12:00:00+01:00", []),
        ("2020-03-09T15:29:00+01:00", []),
        # The last drive of Monday ends at 15:30.
        ("2020-03-09T15:30:00+01:00", [MONDAY]),
        # 23:30 in London is Tuesday in Tunis.
        ("2020-03-09T23:30:00+00:00", [MONDAY]),
        ("2020-03-12T00:00:00+01:00", [MONDAY, TUESDAY]),
    ],
)
def test_a_day_is_behind_once_its_last_item_has_ended(instant, behind) -> None:
    tags = day_tags(following(instant))
    assert tags == {("team-1", date): DayTag.PAST for date in behind}


def test_a_day_that_people_would_find_otherwise_is_changed() -> None:
    tags = day_tags(without_kerkennah(), sample_plan())
    assert tags == {("team-1", MONDAY): DayTag.PAST, ("team-1", TUESDAY): DayTag.CHANGED}
    assert day_tags(sample_plan(), sample_plan()) == {}


def test_the_cards_say_it_in_words_too() -> None:
    plan, english = without_kerkennah(), language("en")
    cards = itinerary_html(itinerary(plan, english), english, tags=day_tags(plan, sample_plan()))
    monday, tuesday = read_page(cards).all("li", "iti-card")
    assert monday.one("span", "iti-tag").line == "Behind us"
    assert "iti-past" in monday.classes
    assert tuesday.one("span", "iti-tag").line == "Changed"
    assert "iti-changed" in tuesday.classes
    plain = read_page(itinerary_html(itinerary(plan, english), english))
    assert plain.all("span", "iti-tag") == []
