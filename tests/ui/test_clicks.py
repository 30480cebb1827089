"""What is pressed is done to its end and once, whatever is pressed meanwhile."""

from __future__ import annotations

import threading

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.runtime.state import SafeSessionState, SessionState

from caravan.ui.clicks import Clicks, settle_clicks


def pressing(*buttons, **fields):
    """What a browser sends when buttons are pressed while fields say something."""
    states = WidgetStates()
    for id_ in buttons:
        states.widgets.add(id=id_, trigger_value=True)
    for id_, text in fields.items():
        states.widgets.add(id=id_, string_value=text)
    return states


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


class Runner:
    """Ends what it runs at the first occasion, as when something else was pressed."""

    def __init__(self):
        self._execing = True

    def end(self):
        if self._execing:
            raise StopException


@pytest.fixture
def sessions():
    """Two runs of one visitor, of which each is to be ended."""
    settle_clicks()
    state = SessionState()
    return [SafeSessionState(state, Runner().end) for _ in range(2)]


def with_callback(monkeypatch, callback):
    monkeypatch.setattr(
        SessionState, "_call_callbacks", lambda self, **_: callback(threading.current_thread())
    )


def test_what_a_click_does_is_not_ended_halfway_and_the_run_ends_after_it(sessions, monkeypatch):
    session, done = sessions[0], []

    def callback(_):
        session["made"] = "link"
        done.append(session["made"])

    with_callback(monkeypatch, callback)
    session.on_script_will_rerun(pressing("make"))
    assert done == ["link"]
    with pytest.raises(StopException):
        session["anything"]


def test_two_runs_of_a_visitor_do_not_act_at_the_same_time(sessions, monkeypatch):
    inside, most, begun = [], [], threading.Event()

    def callback(thread):
        inside.append(thread)
        most.append(len(inside))
        begun.set()
        threading.Event().wait(0.1)
        inside.remove(thread)

    with_callback(monkeypatch, callback)
    runs = [
        threading.Thread(target=session.on_script_will_rerun, args=(pressing(name),))
        for session, name in zip(sessions, ("one", "two"), strict=True)
    ]
    sessions[0]._state["x"] = 1
    for run in runs:
        run.start()
        begun.wait(5)
    for run in runs:
        run.join(5)
    assert most == [1, 1]


def test_the_second_half_of_a_double_click_may_come_after_a_fast_server_has_drawn_the_page():
    clicks = Clicks()
    assert counted(clicks, pressing("make")) == ["make"]
    clicks.page_is_drawn()
    assert counted(clicks, pressing("make"), 0.4) == []
    assert counted(clicks, pressing("make"), 0.6) == ["make"]


def test_when_the_page_is_drawn_the_next_press_is_a_new_one(sessions, monkeypatch):
    monkeypatch.setattr("caravan.ui.clicks._DOUBLE_CLICK_SECONDS", 0.0)
    pressed = []
    monkeypatch.setattr(
        SessionState,
        "set_widgets_from_proto",
        lambda _, states: pressed.append([s.trigger_value for s in states.widgets]),
    )
    with_callback(monkeypatch, lambda _: None)
    first, second = sessions
    first.on_script_will_rerun(pressing("make"))
    second.on_script_will_rerun(pressing("make"))
    second.on_script_finished(frozenset())
    second.on_script_will_rerun(pressing("make"))
    assert pressed == [[True], [False], [True]]
