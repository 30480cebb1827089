"""What is pressed is done to its end and once, whatever is pressed meanwhile."""

from __future__ import annotations

import threading

import pytest
from pressing import pressing
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.runtime.state import SafeSessionState, SessionState

from caravan.ui.visitor_input import settle_visitor_input


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
    settle_visitor_input()
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
