"""Ending a search early: by Ctrl-C, by a polite kill, by the program that started it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest
from cli.processes import command, environment, patient, run
from samples import sample_plan

from caravan.cli.stopping import stopped_by_signals
from caravan.files.plan_json import read_plan

BEST_SO_FAR = "Best found so far: 3 of 4 towns (without Gafsa), 4 h 23 on the road and at sea."


@contextmanager
def started(line, **options):
    """A process with pipes; it is ended with the test."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    options = {"stdin": subprocess.PIPE, "env": environment(), "encoding": "utf-8", **options}
    with subprocess.Popen(line, **options) as process:
        try:
            yield process
        finally:
            process.kill()


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


def lines_of(text):
    """The lines of the output, each an object."""
    lines = [json.loads(line) for line in text.splitlines()]
    assert all(isinstance(line, dict) for line in lines)
    return lines


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


# JSON lines


def test_every_line_is_an_object_and_the_last_has_the_result(files, tmp_path):
    out = tmp_path / "plan.json"
    with started(command("plan", files.schedule, "--out", out, "--progress", "json")) as process:
        stdout = process.stdout.read()  # its input stays open
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == ""
    lines = lines_of(stdout)
    assert lines[0]["phase"] == "days"
    assert set(lines[0]) == {"phase", "seconds", "columns", "value", "travel_minutes", "bound"}
    assert [("result" in line) for line in lines] == [False] * (len(lines) - 1) + [True]
    assert lines[-1] == {"result": "optimal"}
    assert (lines[-2]["value"], lines[-2]["travel_minutes"], lines[-2]["bound"]) == (3, 263, 263)
    assert read_plan(out).objective.travel_minutes == 263


@pytest.mark.parametrize("said", ["stop\n", "hello\n\n  stop  \r\n", f"{'x' * 9000}\nstop\n"])
def test_stop_in_a_line_of_the_input_ends_the_search(files, tmp_path, said):
    out = tmp_path / "plan.json"
    line = patient("plan", files.schedule, "--out", out, "--progress", "json")
    with started(line) as process:
        while json.loads(process.stdout.readline()).get("travel_minutes") is None:
            pass
        process.stdin.write(said)
        process.stdin.flush()
        assert lines_of(process.stdout.read())[-1] == {"result": "feasible"}
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == ""
    assert read_plan(out).objective.travel_minutes == 263


def test_other_lines_of_the_input_do_not_end_it(files):
    with started(patient("plan", files.schedule, "--progress", "json")) as process:
        process.stdout.readline()
        process.stdin.write("stopping\nSTOP\nst")
        process.stdin.flush()
        time.sleep(0.3)
        assert process.poll() is None
        process.stdin.write("op\n")
        process.stdin.flush()
        assert process.wait(timeout=60) == 0


def test_the_end_of_the_input_ends_the_search(files, tmp_path):
    """Whoever started it is gone."""
    out = tmp_path / "plan.json"
    line = patient("plan", files.schedule, "--out", out, "--progress", "json")
    with started(line) as process:
        process.stdout.readline()
        process.stdin.close()
        assert lines_of(process.stdout.read())[-1] == {"result": "feasible"}
        assert process.wait(timeout=60) == 0
    assert out.exists()


def test_without_any_input_the_search_ends_at_once(files):
    line = patient("plan", files.schedule, "--progress", "json", behaviour="planless")
    result = run(line, preexec_fn=lambda: os.close(0), stdin=None)
    last = {"result": "infeasible", "proved": False, "omissions": []}
    assert lines_of(result.stdout)[-1] == last
    assert (result.stderr, result.returncode) == ("", 3)


def test_when_nobody_reads_any_more_the_plan_is_still_written(files, tmp_path):
    out = tmp_path / "plan.json"
    line = patient("plan", files.schedule, "--out", out, "--progress", "json")
    with started(line) as process:
        process.stdout.close()
        stderr = process.stderr.read()
        process.wait(timeout=60)
    assert stderr == ""
    assert out.exists()


def test_an_impossible_tour_is_the_last_line(files):
    files.make_impossible()
    with started(command("plan", files.schedule, "--progress", "json")) as process:
        last = lines_of(process.stdout.read())[-1]
        assert process.wait(timeout=60) == 3
    assert last["result"] == "infeasible"
    assert last["proved"] is True
    assert last["omissions"][0] == {"event": "sbeitla", "helps": True, "travel_minutes": 263}


def test_faults_are_the_last_line_and_on_the_error_output(files):
    files.change("schedule.yaml", "service_minutes: 120", "service_minutes: lots")
    result = run(command("plan", files.schedule, "--progress", "json"))
    last = lines_of(result.stdout)[-1]
    assert (last["result"], last["message"]) == ("faults", result.stderr.rstrip("\n"))
    assert last["template"].format(**last["values"]) in last["message"]
    assert result.returncode == 2


def test_a_fault_of_the_program_is_the_last_line_too(files):
    line = patient("plan", files.schedule, "--progress", "json", behaviour="broken")
    result = run(line)
    assert lines_of(result.stdout)[-1]["result"] == "failed"
    assert result.stderr.startswith("Internal error (LookupError: a fault of the program).")
    assert result.returncode == 1


def test_a_plan_that_can_not_be_written_is_the_last_line_too(caravan, files, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    monkeypatch.setattr("caravan.planning.solve.solve", lambda tour, **_: sample_plan())
    out = tmp_path / "plan.json"
    result = caravan("plan", files.schedule, "--out", out, "--progress", "json")
    reason = f"{out} could not be written: No space left on device"
    assert lines_of(result.stdout)[-1] == {"result": "failed", "message": reason}
    assert result.stderr == f"Error: {reason}\n"
    assert result.exit_code == 1


def test_the_app_understands_these_lines(files, tmp_path):
    """The other end of the protocol, with the real program."""
    from caravan.files.tour_files import files_at
    from caravan.store.database import database_in
    from caravan.store.settings import Schedule
    from caravan.store.shelf import Shelf
    from caravan.ui.jobs import Jobs

    shelf = Shelf(database_in(tmp_path / "state"))
    job = Jobs().start(
        Schedule("schedule.yaml", files.schedule), files_at(files.schedule), "key", shelf
    )
    deadline = time.monotonic() + 60
    while job.outcome is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert job.outcome.plan is not None
    assert job.progress.travel_minutes == 263
