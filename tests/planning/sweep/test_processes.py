"""Worker processes do their work with one thread each, stop when told, and are never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from planning.sweep import jobs

from caravan.planning.sweep import processes as module
from caravan.planning.sweep.processes import InThisProcess, processes

ROOT = Path(__file__).parents[3]


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # One that has ended and whose parent hasn't asked yet is gone, too.
    status = Path(f"/proc/{pid}/stat")
    return (
        status.exists() and status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z"
    )


def wait_until_gone(pids):
    last = time.monotonic() + 20
    while not all(map(is_gone, pids)):
        assert time.monotonic() < last, pids
        time.sleep(0.02)


def test_workers_are_other_processes_with_one_thread_for_libraries_and_gone_afterwards():
    with processes(2) as executor:
        pids = {executor.submit(jobs.process_id).result() for _ in range(3)}
        assert executor.submit(jobs.thread_settings).result() == ("1", False)
    assert os.getpid() not in pids
    wait_until_gone(pids)


def test_a_worker_that_is_at_work_hears_that_it_should_stop():
    with processes(1) as executor:
        pid = executor.submit(jobs.process_id).result()
        future = executor.submit(jobs.until_told)
        while not future.running():
            time.sleep(0.01)
    assert future.result(timeout=5) == "stopped"
    wait_until_gone([pid])


def test_a_worker_that_does_not_hear_is_ended(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.2)
    with processes(1) as executor:
        pid = executor.submit(jobs.process_id).result()
        future = executor.submit(jobs.deaf)
        while not future.running():
            time.sleep(0.01)
    wait_until_gone([pid])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_do_not_outlive_whoever_started_them(how):
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    with subprocess.Popen(
        [sys.executable, "-m", "planning.sweep.jobs"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        text=True,
    ) as process:
        pids = [int(pid) for pid in process.stdout.readline().split()]
        assert pids
        process.send_signal(how)
    wait_until_gone(pids)


def test_in_this_process_each_is_done_before_the_next_and_may_be_told_to_stop():
    executor = InThisProcess(lambda: True)
    assert executor.submit(jobs.process_id).result() == os.getpid()
    assert executor.submit(jobs.until_told).result() == "stopped"
    assert list(executor.map(abs, (-3, 1, -2))) == [3, 1, 2]
    with pytest.raises(ValueError, match="invalid literal"):
        executor.submit(int, "x").result()
