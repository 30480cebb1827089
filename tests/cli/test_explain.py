"""caravan explain: every answer, with its exit code."""

from __future__ import annotations

import json
import subprocess

from cli.processes import command, environment, run
from cli.tour_files import breaking

from caravan.files.explanation_json import explanation_from_data
from caravan.plan.conflict import Wish, WishKind
from caravan.plan.repair import RepairKind
from caravan.planning.explaining.explain import Stage

EXPLAINED = """\
Proved impossible: no plan keeps all 3 towns that must be kept. Sbeïtla (only on Monday 9 March, only at 08:30) and \
Sfax (only on Monday 9 March, only at 11:00) cannot both be kept. As soon as any single one of these wishes is given \
up, the others of them fit together.
Any one of these changes makes a plan possible, the least first:
  Let Sfax be on another day than Monday 9 March
    Then all 3 towns, 4 h 23 on the road and at sea: proved best.
  Let Sfax begin at another hour than 11:00
    Then all 3 towns, 4 h 23 on the road and at sea: proved best.
  Leave out Sfax
    Then all 2 towns, 4 h 23 on the road and at sea: proved best.
  Share the events among 2 teams
    Then all 3 towns, 8 h 46 on the road and at sea: proved best.
Proved not to be enough: longer hours of one host on one date, days that end up to two hours later, days that begin \
up to two hours earlier, up to two hours more driving a day, one more sailing and one more day.
"""
"""Each of two teams goes the whole way, of 263 minutes."""


def test_it_names_the_wishes_that_clash_and_the_ways_out(caravan, files):
    files.make_impossible()
    result = caravan("explain", files.schedule)
    assert breaking(result.stdout) == EXPLAINED
    assert result.stderr == ""
    assert result.exit_code == 3


def test_json_holds_the_conflict_and_every_repair_with_its_plan(caravan, files):
    files.make_impossible()
    result = caravan("explain", files.schedule, "--json")
    assert result.exit_code == 3
    data = json.loads(result.stdout)
    assert data["status"] == "infeasible"
    found = explanation_from_data(data)
    assert found.infeasible.proved
    assert found.conflict is not None
    assert Wish(WishKind.HOUR, ("sfax",)) in found.conflict.wishes
    assert [repair.cost for repair in found.repairs] == [240, 240, 1980, 3840]
    assert [len(repair.plan.kept) for repair in found.repairs] == [3, 3, 2, 3]


def test_a_tour_that_can_be_planned_says_so(caravan, files):
    result = caravan("explain", files.schedule)
    assert breaking(result.stdout) == (
        "The tour can be planned. Proved best: no plan keeps all 3 towns with less than 4 h 23 on "
        "the road and at sea.\n"
    )
    assert result.exit_code == 0
    result = caravan("explain", files.schedule, "--json")
    assert json.loads(result.stdout) == {"status": "optimal"}
    assert result.exit_code == 0


def test_not_found_in_time_is_never_called_impossible(caravan, files):
    files.make_impossible()
    result = caravan("explain", files.schedule, "--time-limit", "0.000001")
    assert result.stdout.startswith("Not found in time: ")
    assert "Proved" not in result.stdout
    assert "Not decided in time: " in result.stdout
    assert result.exit_code == 3


def told_by(*arguments):
    """The lines of a process whose input stays open to the end, and its exit code."""
    process = subprocess.Popen(
        command("explain", *arguments, "--progress", "json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    with process:
        told = [json.loads(line) for line in process.stdout]
    return told, process.returncode


def test_progress_tells_each_stage_and_ends_with_the_explanation(files):
    files.make_impossible()
    (*told, last), code = told_by(files.schedule)
    assert list(dict.fromkeys(line["phase"] for line in told)) == [stage.value for stage in Stage]
    assert all({"phase", "seconds", "done", "wanted"} == set(line) for line in told)
    assert last["result"] == "explained"
    assert explanation_from_data(last["explanation"]).tried == tuple(RepairKind)
    assert code == 3


def test_progress_of_a_tour_that_can_be_planned_ends_with_that(files):
    told, code = told_by(files.schedule)
    assert told[-1] == {"result": "planned"}
    assert code == 0


def test_it_stops_when_its_input_ends_and_claims_nothing_that_it_does_not_know(files):
    files.make_impossible()
    result = run(command("explain", files.schedule, "--progress", "json"))
    last = json.loads(result.stdout.splitlines()[-1])
    found = explanation_from_data(last["explanation"])
    assert last["result"] == ("explained" if found.infeasible.proved else "unknown")
    assert result.returncode == 3


def test_two_kinds_of_json_are_too_many(caravan, files):
    result = caravan("explain", files.schedule, "--json", "--progress", "json")
    assert result.exit_code == 2
    assert "choose one" in result.stderr


def test_faults_of_the_files_are_told(caravan, files):
    files.change("schedule.yaml", "start: sbeitla", "start: nowhere")
    result = caravan("explain", files.schedule)
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
