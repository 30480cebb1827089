"""``caravan prices``, as people and programs see it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from cli.processes import ROOT, command, environment, run
from click.testing import CliRunner
from samples import sample_plan

from caravan.cli import main
from caravan.files.plan_json import plan_to_json
from caravan.files.price_list_json import price_list_to_data
from caravan.files.read_tour import read_tour
from caravan.plan.figures import figures_of
from caravan.plan.plan import Plan
from caravan.planning import solve as solving
from caravan.planning.price_list import price_list
from caravan.planning.solve import solve
from caravan.planning.sweep.processes import InThisProcess
from caravan.planning.sweep.sweep import Staff
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import DriveMore, LeaveOut


@pytest.fixture(scope="module")
def best():
    """The best plan of the sample tour."""
    plan = solve(sample_plan().tour)
    assert isinstance(plan, Plan)
    return plan


@pytest.fixture
def plan_file(best, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(plan_to_json(best), encoding="utf-8")
    return str(path)


def prices(*arguments):
    return CliRunner().invoke(main, ["prices", *arguments, "--workers", "1"])


def lines_of(output):
    return [json.loads(line) for line in output.splitlines()]


def test_people_get_sections(plan_file, best):
    result = prices(plan_file)
    assert result.exit_code == 0
    lines = result.stdout.replace("\u00a0", " ").splitlines()
    wanted = price_list(best, Staff(InThisProcess(lambda: False), 1)).wanted
    assert lines[0] == f"Each of the {wanted} changes was made by itself and the tour planned anew."
    assert "What leaving out a town saves:" in lines
    assert "What a bit more of a rule brings:" in lines
    assert any(line.startswith("  End every day 15 min later, at 19:15") for line in lines)


def test_programs_get_json(plan_file, best):
    result = prices(plan_file, "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    here = price_list(best, Staff(InThisProcess(lambda: False), 1))
    assert data == price_list_to_data(here)


def test_each_price_is_a_line_and_all_of_them_are_the_last(plan_file):
    with started(plan_file, "--progress", "json", "--workers", "1") as process:
        *news, last = lines_of(process.stdout.read())
        assert process.wait(timeout=60) == 0
    assert last["result"] == "priced"
    assert last["prices"]["complete"] is True
    assert [line["done"] for line in news] == list(range(1, last["prices"]["wanted"] + 2))
    assert {line["wanted"] for line in news} == {last["prices"]["wanted"] + 1}
    assert [line["price"] for line in news[1:]] == last["prices"]["prices"]
    assert {line["phase"] for line in news} == {"prices"}


def test_processes_say_the_same_as_one(plan_file):
    here = prices(plan_file, "--json")
    there = run(command("prices", plan_file, "--json", "--workers", 2))
    assert there.returncode == 0
    assert there.stdout == here.stdout
    assert there.stderr == ""


def started(*arguments):
    return subprocess.Popen(
        command("prices", *arguments),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def test_a_word_on_the_input_stops_it_with_what_is_known(plan_file):
    with started(plan_file, "--progress", "json", "--workers", "2") as process:
        first = json.loads(process.stdout.readline())
        process.stdin.write("stop\n")
        process.stdin.flush()
        last = lines_of(process.stdout.read())[-1]
        assert process.wait(timeout=60) == 0
    assert first["done"] == 1
    assert last["result"] == "priced"
    assert len(last["prices"]["prices"]) <= last["prices"]["wanted"]


def has_members(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_of_the_whole_group_stops_it_without_a_trace_of_its_workers(plan_file):
    with started(plan_file, "--progress", "json", "--workers", "2") as process:
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0
    assert lines_of(output)[-1]["result"] == "priced"
    assert errors == ""
    last = time.monotonic() + 20
    while has_members(process.pid):
        assert time.monotonic() < last
        time.sleep(0.02)


def test_a_time_limit_ends_with_what_is_known(plan_file):
    result = prices(plan_file, "--time-limit", "0.001", "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["complete"] is False


def test_prices_that_were_kept_are_not_found_again(plan_file, tmp_path, monkeypatch):
    kept = tmp_path / "kept.json"
    whole = prices(plan_file, "--kept", str(kept), "--json")
    assert whole.exit_code == 0
    before = kept.read_bytes()
    monkeypatch.setattr(solving, "solve", None)
    again = prices(plan_file, "--kept", str(kept), "--json")
    assert again.stdout == whole.stdout
    assert kept.read_bytes() == before


@pytest.mark.parametrize("text", ["[]", "{}", '{"caravan_prices": {"a": 1}}', "no"])
def test_a_file_of_something_else_is_not_overwritten(plan_file, tmp_path, text):
    other = tmp_path / "mine.json"
    other.write_text(text, encoding="utf-8")
    result = prices(plan_file, "--kept", str(other))
    assert result.exit_code == 2
    assert "mine.json" in result.stderr
    assert other.read_text(encoding="utf-8") == text
    assert prices(plan_file, "--kept", plan_file).exit_code == 2


def test_what_is_kept_and_damaged_is_found_anew(plan_file, tmp_path):
    kept = tmp_path / "kept.json"
    whole = prices(plan_file, "--kept", str(kept), "--json")
    data = json.loads(kept.read_text(encoding="utf-8"))
    damaged = {"caravan_prices": dict.fromkeys(data["caravan_prices"], "{}")}
    kept.write_text(json.dumps(damaged), encoding="utf-8")
    assert prices(plan_file, "--kept", str(kept), "--json").stdout == whole.stdout


@pytest.mark.parametrize("seconds", ["0", "nan", "-1"])
def test_a_time_limit_that_makes_no_sense_is_refused(plan_file, seconds):
    assert prices(plan_file, "--time-limit", seconds).exit_code == 2


def test_a_tour_that_has_no_plan_has_exit_code_3(best, tmp_path):
    tour = adjusted(best.tour, DriveMore(-290))
    path = tmp_path / "none.json"
    path.write_text(plan_to_json(replace(best, tour=tour)), encoding="utf-8")
    result = prices(str(path))
    assert result.exit_code == 3
    assert "The tour as it is has no plan: this one breaks a rule." in result.stdout


def test_the_output_is_wanted_by_one_only(plan_file):
    assert prices(plan_file, "--json", "--progress", "json").exit_code == 2


def test_a_setting_that_is_no_cluster_is_told(plan_file):
    result = run(
        command("prices", plan_file, "--progress", "none"),
        env=environment(CARAVAN_DASK="localhost"),
    )
    assert result.returncode == 2
    assert "CARAVAN_DASK must be the address of a Dask scheduler" in result.stderr
    assert result.stdout == ""


def test_the_price_list_in_the_document_is_that_of_the_2020_tour():
    document = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert "  Leave out Hezoua          1 h 26 less travel (−109 TND)\n" in document
    tour = read_tour(ROOT / "data" / "schedule.yaml")
    with_it, without = (figures_of(solve(t)) for t in (tour, adjusted(tour, LeaveOut("hezoua"))))
    assert without.travel_minutes - with_it.travel_minutes == -86
    assert round(without.money - with_it.money) == -109
