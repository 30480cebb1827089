"""The zone of calendars: made once for all feeds that need the same one."""

from __future__ import annotations

from datetime import date

import pytest
from samples import sample_plan

from caravan.language.language import LANGUAGES, language
from caravan.plan.publication import unpublished
from caravan.views.calendar import zone
from caravan.views.calendar.feeds import tour_feed, town_feed
from caravan.views.calendar.onsets import onsets


@pytest.fixture
def made(monkeypatch):
    """The zones and spans that are worked out, in order."""
    getattr(zone.timezone, "cache_clear", lambda: None)()  # of what other tests have made
    found = []

    def noted(*asked):
        found.append(asked)
        return onsets(*asked)

    monkeypatch.setattr(zone, "onsets", noted)
    return found


def test_all_feeds_of_a_tour_share_one_that_is_built_once(made):
    publication = unpublished(sample_plan())
    for code in LANGUAGES:
        tour_feed(publication, language(code), at=publication.made)
        for town in ("sfax", "gafsa"):
            town_feed(publication, town, language(code), at=publication.made)
    assert made == [("Africa/Tunis", date(2020, 3, 9), date(2020, 3, 10))]


def test_another_zone_or_span_has_its_own(made):
    first, last = date(2020, 3, 9), date(2020, 4, 9)
    asked = [("Europe/Paris", first, last), ("Europe/Paris", first, first), ("UTC", first, last)]
    assert len({zone.timezone(*each) for each in (*asked, *asked)}) == 3
    assert made == [*asked[:2], ("Etc/UTC", first, last)]
