"""Commands in the background, with a program that behaves as the test wants."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from caravan.errors import msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.ui import child as child_module
from caravan.ui import tasks as tasks_module
from caravan.ui.tasks import Tasks

FILES = TourFiles(BoundedText("schedule.yaml", "events: []\n", bom=False))
FAKE = Path(__file__).parent.parent / "fake_task.py"


@pytest.fixture(autouse=True)
def fake_program(monkeypatch, tmp_path):
    monkeypatch.setattr(tasks_module, "caravan_command", lambda *a: [sys.executable, str(FAKE), *a])
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def tasks():
    tasks = Tasks(places=2)
    yield tasks
    tasks.stop_all()


def behaving(behaviour):
    return lambda folder, schedule: [behaviour, str(folder), str(schedule)]


def until(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


def test_a_task_has_the_files_of_the_tour_and_others_beside_it_and_leaves_nothing(tasks, tmp_path):
    task = tasks.start("k", behaving("quick"), FILES, {"plan.json": "{}"}, wanted=("out.json", "b"))
    assert task.wait(20)
    assert task.result == {
        "result": "done",
        "schedule": "events: []\n",
        "beside": {"plan.json": "{}", "out.json": "written"},
    }
    assert task.progress == {"done": 1, "wanted": 2}
    assert task.warnings == [msg("line {line}", line=7)]
    assert task.written == {"out.json": "written"}
    assert task.failure is None
    assert task.has_ended
    assert list((tmp_path / "temporary").iterdir()) == []


def test_pressing_twice_gives_the_running_task_and_a_reload_finds_it(tasks):
    task = tasks.start("k", behaving("patient"), FILES)
    until(lambda: task.progress)
    assert tasks.start("k", behaving("patient"), FILES) is task
    assert tasks.last("k") is task
    assert tasks.last("other") is None
    assert not task.has_ended
    task.cancel()
    assert task.wait(20)
    assert task.is_cancelled
    assert task.result == {"result": "stopped"}
    assert tasks.last("k") is task
    assert tasks.start("k", behaving("quick"), FILES) is not task


def test_a_task_that_is_stopped_in_its_first_moment_ends_without_failure(tasks):
    task = tasks.start("k", behaving("patient"), FILES)
    task.cancel()
    assert task.wait(20)
    assert task.is_cancelled
    assert task.failure is None


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        ("crash", msg("The computation ended without an answer.")),
        ("refuse", msg("line {line}", line=3)),
    ],
)
def test_why_there_is_no_answer_is_known(tasks, behaviour, failure):
    task = tasks.start("k", behaving(behaviour), FILES)
    assert task.wait(20)
    assert task.result is None
    assert task.failure == failure


def test_a_program_that_is_missing_is_a_failure_too(tasks, monkeypatch, capsys):
    monkeypatch.setattr(tasks_module, "caravan_command", lambda *_: ["/nowhere/python"])
    task = tasks.start("k", behaving("quick"), FILES)
    assert task.wait(20)
    assert task.failure is not None
    assert "k: " in capsys.readouterr().err


def test_a_line_without_an_end_fills_no_memory(tasks, monkeypatch, capsys):
    monkeypatch.setattr(child_module, "LONGEST_LINE", 100_000)
    task = tasks.start("k", behaving("endless"), FILES)
    assert task.wait(20)
    assert task.failure is not None
    assert task._child.poll() is not None


def test_two_run_and_a_third_waits_for_its_turn(tasks):
    one, two, three = (tasks.start(key, behaving("patient"), FILES) for key in "abc")
    until(lambda: one.progress and two.progress)
    assert (one.is_waiting, two.is_waiting, three.is_waiting) == (False, False, True)
    one.cancel()
    until(lambda: three.progress)
    assert not three.is_waiting


def test_one_that_waits_can_be_stopped_before_its_turn(tasks):
    running = [tasks.start(key, behaving("patient"), FILES) for key in "ab"]
    third = tasks.start("c", behaving("patient"), FILES)
    until(lambda: all(task.progress for task in running))
    third.cancel()
    assert third.wait(5)
    assert third.result is None
    assert third._child is None
    assert not any(task.has_ended for task in running)


def test_what_runs_on_the_side_leaves_a_place_to_somebody_who_waits(tasks):
    aside = [tasks.start(key, behaving("patient"), FILES, on_the_side=True) for key in "ab"]
    until(lambda: aside[0].progress)
    waited_for = tasks.start("c", behaving("quick"), FILES)
    assert waited_for.wait(20)
    assert waited_for.result
    assert aside[1].is_waiting
    aside[0].cancel()
    until(lambda: aside[1].progress)


def test_with_one_place_what_runs_on_the_side_still_runs():
    tasks = Tasks(places=1)
    task = tasks.start("k", behaving("quick"), FILES, on_the_side=True)
    assert task.wait(20)
    assert task.result


def test_a_queue_that_is_too_long_refuses(tasks, monkeypatch):
    monkeypatch.setattr(tasks_module, "_LONGEST_QUEUE", 1)
    running = [tasks.start(key, behaving("patient"), FILES) for key in "ab"]
    until(lambda: all(task.progress for task in running))
    waiting, refused = (tasks.start(key, behaving("patient"), FILES) for key in "cd")
    assert waiting.is_waiting
    assert refused.has_ended
    assert "Too many" in str(refused.failure)


def test_old_results_are_forgotten_and_a_running_task_never_is(tasks, monkeypatch):
    monkeypatch.setattr(tasks_module, "_KEEP_ENDED", 1)
    running = tasks.start("running", behaving("patient"), FILES)
    for key in ("a", "b", "c"):
        assert tasks.start(key, behaving("crash"), FILES).wait(20)
    assert tasks.last("running") is running
    assert tasks.last("a") is None
    assert tasks.last("c") is not None
    tasks.forget("c")
    tasks.forget("running")
    assert tasks.last("c") is None
    assert tasks.last("running") is running


def test_one_that_does_not_listen_is_ended_with_all_that_it_started(tasks, monkeypatch):
    monkeypatch.setattr(tasks_module, "_PATIENCE_SECONDS", 0.2)
    task = tasks.start("k", behaving("parent"), FILES)
    until(lambda: task.progress)
    grandchild = task.progress["pid"]
    task.cancel()
    assert task.wait(20)
    until(lambda: not _alive(grandchild))


def test_a_server_that_ends_stops_what_runs_and_what_waits(tasks):
    started = [tasks.start(key, behaving("patient"), FILES) for key in "abc"]
    until(lambda: started[0].progress and started[1].progress)
    tasks.stop_all()
    assert all(task.has_ended and task.is_cancelled for task in started)
    assert all(task._child is None or task._child.poll() is not None for task in started)


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "..", "tour"])
def test_no_file_leaves_the_folder(tasks, name):
    with pytest.raises(ValueError, match="not the name of a file"):
        tasks.start("k", behaving("quick"), FILES, {name: ""})


def test_a_child_gives_way_to_the_web_server(tasks):
    task = tasks.start("k", behaving("patient"), FILES, on_the_side=True)
    until(lambda: task.progress)
    if hasattr(os, "getpriority"):
        nice = os.getpriority(os.PRIO_PROCESS, task._child.pid)
        assert nice > os.getpriority(os.PRIO_PROCESS, 0)


def _alive(pid):
    try:
        # A child that nobody asks about any more is a zombie, not alive.
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
    except OSError:
        return False
