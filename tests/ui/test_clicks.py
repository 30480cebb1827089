"""A double click is one click."""

from __future__ import annotations

from pressing import pressing

from caravan.ui.clicks import Clicks


def counted(clicks, states, now=0.0):
    clicks.drop_repeated(states, now)
    return [state.id for state in states.widgets if state.trigger_value]


def test_a_double_click_is_one_click():
    clicks = Clicks()
    assert counted(clicks, pressing("make", label="x")) == ["make"]
    assert counted(clicks, pressing("make", label="x"), 0.2) == []
    assert counted(clicks, pressing("other", label="x"), 0.3) == ["other"]


def test_whoever_changed_something_between_two_presses_means_both():
    clicks = Clicks()
    assert counted(clicks, pressing("add", name="Gafsa")) == ["add"]
    assert counted(clicks, pressing("add", name="Tozeur"), 0.2) == ["add"]


def test_undo_is_pressed_as_often_as_it_is_pressed():
    clicks = Clicks()
    for _ in range(3):
        assert counted(clicks, pressing("$$ID-abc-tour-undo")) == ["$$ID-abc-tour-undo"]


def test_a_page_that_is_never_drawn_does_not_stop_a_button_for_ever():
    clicks = Clicks()
    assert counted(clicks, pressing("make")) == ["make"]
    assert counted(clicks, pressing("make"), 31.0) == ["make"]


def test_the_second_half_of_a_double_click_may_come_after_a_fast_server_has_drawn_the_page():
    clicks = Clicks()
    assert counted(clicks, pressing("make")) == ["make"]
    clicks.page_is_drawn()
    assert counted(clicks, pressing("make"), 0.4) == []
    assert counted(clicks, pressing("make"), 0.6) == ["make"]
