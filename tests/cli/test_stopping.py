"""Ending a search early: by Ctrl-C, by a polite kill, by the program that started it."""

from __future__ import annotations

import os
import pty
import signal
import threading
import time
from contextlib import contextmanager

import pytest
from cli.processes import command, patient, started

from caravan.cli.stopping import stopped_by_signals
from caravan.files.plan_json import read_plan

BEST_SO_FAR = "Best found so far: 3 of 4 towns (without Gafsa), 4 h 23 on the road and at sea."


@contextmanager
def on_terminal(line):
    """A process whose error output is a terminal; with it, a reader of what the terminal shows."""
    ours, theirs = pty.openpty()
    with started(line, stderr=theirs) as process:
        os.close(theirs)

        def until(text: bytes) -> bytes:
            shown = b""
            while text not in shown:
                shown += os.read(ours, 1000)
            return shown

        def rest() -> bytes:
            shown = b""
            while True:
                try:
                    data = os.read(ours, 1000)
                except OSError:  # Linux says so when the other end is closed
                    return shown
                if not data:
                    return shown
                shown += data

        yield process, until, rest
    os.close(ours)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_search_with_the_best_plan_so_far(files, tmp_path, number):
    out = tmp_path / "plan.json"
    with on_terminal(patient("plan", files.schedule, "--out", out)) as (process, until, rest):
        until(b"choosing days")
        process.send_signal(number)
        stdout = process.communicate(timeout=60)[0]
        shown = rest()
    assert process.returncode == 0
    assert stdout.replace("\N{NO-BREAK SPACE}", " ").startswith(BEST_SO_FAR)
    assert b"Stopping with the best plan so far. Ctrl-C again ends at once.\r\n" in shown
    assert b"Traceback" not in shown
    assert read_plan(out).objective.travel_minutes == 263


def test_stopped_before_there_is_a_plan_it_was_not_found_in_time(files):
    with on_terminal(patient("plan", files.schedule, behaviour="planless")) as (
        process,
        until,
        rest,
    ):
        until(b"finding every feasible day")
        process.send_signal(signal.SIGINT)
        stdout = process.communicate(timeout=60)[0]
        assert b"Stopping. Ctrl-C again ends at once.\r\n" in rest()
    assert process.returncode == 3
    assert stdout.startswith("Not found in time: ")


def test_a_second_ctrl_c_ends_a_search_that_does_not_listen(files, tmp_path):
    out = tmp_path / "plan.json"
    line = patient("plan", files.schedule, "--out", out, behaviour="deaf")
    with on_terminal(line) as (process, until, rest):
        until(b"bounding the travel time")
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        stdout = process.communicate(timeout=60)[0]
        shown = rest()
    # Ended by the signal itself: a script that loops over tours ends, too.
    assert process.returncode == -signal.SIGINT
    assert stdout == ""
    assert b"Traceback" not in shown
    assert not out.exists()


def test_an_interrupt_ends_with_the_same_code_wherever_it_is_heard(files):
    with started(patient("plan", files.schedule, behaviour="interrupted")) as process:
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr.strip()) == (1, "", "Aborted!")


def test_the_line_on_the_terminal_tells_how_far_it_is_and_goes_away(files):
    with on_terminal(patient("plan", files.schedule)) as (process, until, rest):
        shown = until(b"choosing days  best plan 263 min of travel  at least 200 min")
        shown += until(b"1.0 s")  # its clock goes on without news
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        shown += rest()
    drawn = shown.split(b"\r\x1b[K")
    assert drawn[1].startswith(b"  0.0 s  finding every feasible day")
    assert drawn[-1].strip() in {
        b"",
        b"Stopping with the best plan so far. Ctrl-C again ends at once.",
    }


def test_nothing_is_drawn_into_a_pipe_or_when_not_wanted(files):
    with started(command("plan", files.schedule)) as process:
        assert process.communicate(timeout=60)[1] == ""
    with on_terminal(command("plan", files.schedule, "--progress", "none")) as (process, _, rest):
        process.communicate(timeout=60)
        assert rest() == b""


def test_a_signal_that_is_ignored_stays_ignored():
    """As for a program that a shell started in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        stop = threading.Event()
        with stopped_by_signals(stop):
            os.kill(os.getpid(), signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert not stop.is_set()
    finally:
        signal.signal(signal.SIGINT, before)


def test_signals_mean_what_they_meant_before_once_the_search_is_over():
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    stop = threading.Event()
    with stopped_by_signals(stop):
        os.kill(os.getpid(), signal.SIGINT)
        while not stop.is_set():
            time.sleep(0.001)
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)] == before


def test_ctrl_c_elsewhere_is_no_traceback(plan_file, monkeypatch, caravan):
    def interrupted(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("caravan.files.plan_json.read_plan", interrupted)
    result = caravan("check", plan_file)
    assert result.stderr == "\nAborted!\n"
    assert result.exit_code == 1
