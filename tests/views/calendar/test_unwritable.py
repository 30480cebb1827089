"""What calendars leave out, for those who publish: each event once, with a reason in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import sample_plan

from caravan.language.language import LANGUAGES, language
from caravan.plan.publication import unpublished
from caravan.views.calendar import left_out, words


def spoilt(publication, number, **values):
    """The publication with values in a revision that its guards would refuse."""
    bad = replace(publication.revisions[number])
    for name, value in values.items():
        object.__setattr__(bad, name, value)
    revisions = [*publication.revisions]
    revisions[number] = bad
    return replace(publication, revisions=tuple(revisions))


def test_of_what_can_be_written_nothing_is_left_out():
    publication = unpublished(sample_plan())
    assert left_out(publication, publication.made) == ()


def test_each_event_that_cannot_is_told_once_in_their_order():
    publication = spoilt(spoilt(unpublished(sample_plan()), 2, uid=None), 0, sequence="x")
    found = left_out(publication, publication.made)
    assert [bad.event.id for bad in found] == ["sbeitla", "kerkennah"]
    for code in LANGUAGES:
        assert all(language(code).message(bad.reason) for bad in found)


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_event_is_told_though_only_one_language_cannot_hold_it(code, monkeypatch):
    publication = unpublished(sample_plan())
    title = words.title

    def failing(tour, place, speech, *, is_off=False):
        if speech.code == code and place.id == "sfax":
            raise ValueError
        return title(tour, place, speech, is_off=is_off)

    monkeypatch.setattr(words, "title", failing)
    assert [bad.event.id for bad in left_out(publication, publication.made)] == ["sfax"]
