"""Planning in the background, with a planner that behaves as the test wants."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.store.database import database_in
from caravan.store.settings import Schedule
from caravan.store.shelf import Shelf
from caravan.ui import jobs as jobs_module
from caravan.ui.jobs import Jobs

FILES = TourFiles(BoundedText("schedule.yaml", "events: []\n", bom=False))
FAKE = Path(__file__).parent.parent / "fake_planner.py"


@pytest.fixture
def shelf(tmp_path):
    return Shelf(database_in(tmp_path / "state"))


@pytest.fixture
def schedule(tmp_path):
    return Schedule("schedule.yaml", tmp_path / "schedule.yaml")


@pytest.fixture
def jobs():
    jobs = Jobs()
    yield jobs
    jobs.stop_all()


@pytest.fixture
def planner(monkeypatch):
    def behave(behaviour):
        monkeypatch.setattr(
            jobs_module,
            "planner_command",
            lambda schedule, out: [sys.executable, str(FAKE), behaviour, str(out)],
        )

    return behave


def until(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


def test_the_real_command_is_our_own_program(schedule, tmp_path):
    command = jobs_module.planner_command(schedule.path, tmp_path / "out.json")
    assert command[:4] == [sys.executable, "-m", "caravan", "plan"]
    assert command[4] == str(schedule.path)


def test_a_job_ends_with_its_plan_on_the_shelf(jobs, schedule, shelf, planner):
    planner("quick")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.outcome)
    assert job.outcome.plan == shelf.latest("schedule.yaml")
    assert not job.outcome.cancelled
    assert (job.progress.phase, job.progress.travel_minutes, job.progress.bound) == (
        "search", 263, 200,
    )  # fmt: skip


def test_progress_is_seen_while_it_works_and_a_reload_finds_the_job(jobs, schedule, shelf, planner):
    planner("patient")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.progress.travel_minutes == 263)
    assert job.outcome is None
    assert jobs.get(job.id) is job
    assert jobs.last(schedule) is job
    assert jobs.get(None) is jobs.get("unknown") is None
    job.cancel()
    until(lambda: job.outcome)


def test_a_cancelled_job_keeps_the_best_plan_so_far(jobs, schedule, shelf, planner):
    planner("patient")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.progress.travel_minutes)
    job.cancel()
    until(lambda: job.outcome)
    assert job.outcome.cancelled
    assert job.outcome.plan is not None


def test_cancelling_at_once_works_before_the_child_has_started(jobs, schedule, shelf, planner):
    planner("patient")
    job = jobs.start(schedule, FILES, "key", shelf)
    job.cancel()
    until(lambda: job.outcome)
    assert job.outcome.cancelled


def test_cancelling_before_a_plan_is_found_is_no_failure_of_the_planner(
    jobs, schedule, shelf, planner
):
    planner("planless")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.progress.phase)
    job.cancel()
    until(lambda: job.outcome)
    assert job.outcome.cancelled
    assert job.outcome.plan is None
    assert job.outcome.conflict is None


def test_two_clicks_start_one_job(jobs, schedule, shelf, planner):
    planner("patient")
    first = jobs.start(schedule, FILES, "key", shelf)
    assert jobs.start(schedule, FILES, "key", shelf) is first
    first.cancel()
    until(lambda: first.outcome)
    second = jobs.start(schedule, FILES, "key", shelf)
    assert second is not first
    second.cancel()
    until(lambda: second.outcome)


def test_two_schedules_are_planned_side_by_side(jobs, schedule, shelf, planner, tmp_path):
    planner("patient")
    other = Schedule("other.yaml", tmp_path / "other.yaml")
    one, two = jobs.start(schedule, FILES, "key", shelf), jobs.start(other, FILES, "key", shelf)
    assert one is not two
    jobs.stop_all()
    until(lambda: one.outcome and two.outcome)


def test_impossible_is_an_answer(jobs, schedule, shelf, planner):
    planner("impossible")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.outcome)
    assert job.outcome.conflict.proved
    helping = [o.event for o in job.outcome.conflict.omissions if o.travel_minutes is not None]
    assert helping == ["kerkennah"]
    assert shelf.latest("schedule.yaml") is None


def test_a_planner_that_crashes_leaves_an_outcome_without_answer(jobs, schedule, shelf, planner):
    planner("crash")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.outcome)
    assert job.outcome.plan is None
    assert job.outcome.conflict is None
    assert not job.outcome.cancelled


def test_a_program_that_is_missing_leaves_an_outcome_too(
    jobs, schedule, shelf, monkeypatch, capsys
):
    monkeypatch.setattr(jobs_module, "planner_command", lambda *_: ["/nowhere/python"])
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.outcome)
    assert "planning schedule.yaml" in capsys.readouterr().err


def test_a_planner_that_does_not_listen_is_ended(jobs, schedule, shelf, planner, monkeypatch):
    planner("deaf")
    monkeypatch.setattr(jobs_module, "_PATIENCE_SECONDS", 0.2)
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job._child)
    job.cancel()
    until(lambda: job.outcome)
    assert job.outcome.cancelled


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="Linux only")
def test_the_planner_is_nice_and_leaves_a_core_to_the_web_server(jobs, schedule, shelf, planner):
    planner("patient")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.progress.travel_minutes)
    pid = job._child.pid
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    ours = os.sched_getaffinity(0)
    assert len(os.sched_getaffinity(pid)) == max(1, len(ours) - 1)
    job.cancel()
    until(lambda: job.outcome)


def test_a_server_that_ends_keeps_the_plan_so_far_and_leaves_no_folder(
    jobs, schedule, shelf, planner, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    planner("patient")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job.progress.travel_minutes == 263)
    jobs.stop_all()
    assert shelf.latest("schedule.yaml") == job.outcome.plan is not None
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_server_that_ends_does_not_wait_for_a_planner_that_does_not_listen(
    jobs, schedule, shelf, planner, monkeypatch
):
    monkeypatch.setattr(jobs_module, "_FAREWELL_SECONDS", 0.2)
    monkeypatch.setattr(jobs_module, "_PATIENCE_SECONDS", 0.6)
    planner("deaf")
    job = jobs.start(schedule, FILES, "key", shelf)
    until(lambda: job._child is not None)
    began = time.monotonic()
    jobs.stop_all()
    assert 0.1 < time.monotonic() - began < 30
    until(lambda: job.outcome)


def test_no_planner_outlives_the_server(tmp_path):
    """A server that is killed can't say stop: its planner sees its input close."""
    import subprocess

    server = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdin=subprocess.PIPE,"
        " stdout=subprocess.DEVNULL)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", server, str(FAKE), "patient", str(tmp_path / "out.json")],
        stdout=subprocess.PIPE, text=True,
    ) as parent:  # fmt: skip
        pid = int(parent.stdout.readline())
        parent.kill()
    until((tmp_path / "out.json").exists)
    until(lambda: not _alive(pid))


def _alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
    except OSError:
        return False
