"""The index of the world's places, as the pages wait for it."""

from __future__ import annotations

import threading

import pytest

from caravan.errors import CaravanError, msg
from caravan.ui.world_index_state import IndexState


class Workshop:
    """Builds an index when told; counts how often it was asked."""

    def __init__(self):
        self.asked, self.may_end, self.failing = 0, threading.Event(), False

    def build(self, _folder, on_progress):
        self.asked += 1
        on_progress(0.5)
        self.may_end.wait(10)
        if self.failing:
            raise CaravanError(msg("no room"))
        return "path"


@pytest.fixture
def workshop(monkeypatch):
    made = Workshop()
    monkeypatch.setattr("caravan.ui.world_index_state.world_index", made.build)
    monkeypatch.setattr("caravan.ui.world_index_state.has_world_index", lambda _folder: False)
    monkeypatch.setattr("caravan.ui.world_index_state.WorldGazetteer", lambda path: f"at {path}")
    yield made
    made.may_end.set()


def finished(state):
    state._thread.join(10)
    return state


def test_many_visitors_start_one_building_and_see_how_far_it_is(workshop, tmp_path):
    state = IndexState(tmp_path)
    for _ in range(20):
        state.prepare()
    while not state.share:
        pass
    assert (workshop.asked, state.share, state.is_building) == (1, 0.5, True)
    workshop.may_end.set()
    assert finished(state).gazetteer == "at path"
    assert not state.is_building
    state.prepare()
    assert workshop.asked == 1


def test_an_index_that_is_there_is_opened_at_once(workshop, tmp_path, monkeypatch):
    monkeypatch.setattr("caravan.ui.world_index_state.has_world_index", lambda _folder: True)
    workshop.may_end.set()
    state = IndexState(tmp_path)
    state.prepare()
    assert state.gazetteer == "at path"
    assert state._thread is None


def test_a_failure_is_told_and_the_next_wish_tries_again(workshop, tmp_path):
    workshop.failing = True
    workshop.may_end.set()
    state = IndexState(tmp_path)
    state.prepare()
    assert finished(state).failure == msg("no room")
    assert not state.is_building
    workshop.failing = False
    state.prepare()
    assert finished(state).gazetteer == "at path"
    assert state.failure is None
