"""A search as another program follows it: an object a line, to be stopped through the input."""

from __future__ import annotations

import json
import os
import time

import pytest
from cli.processes import command, patient, run, started
from samples import sample_plan

from caravan.files.plan_json import read_plan


def lines_of(text):
    """The lines of the output, each an object."""
    lines = [json.loads(line) for line in text.splitlines()]
    assert all(isinstance(line, dict) for line in lines)
    return lines


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
