"""caravan check: sound plans, plans that break rules, figures that are false, damaged files."""

from __future__ import annotations

import json

import pytest
from cli.processes import command, run
from mutations import with_item
from samples import sample_plan

from caravan.files.plan_json import plan_to_json


def written(path, plan):
    path.write_text(plan_to_json(plan), encoding="utf-8")
    return path


def changed(path, change):
    """The plan file with its data changed by hand."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture
def late(tmp_path):
    """The event in Sbeitla begins before the office opens: at 08:00, at once after waking."""
    return written(tmp_path / "late.json", with_item(0, 0, begins=480))


def test_a_sound_plan_is_praised(caravan, plan_file):
    result = caravan("check", plan_file)
    assert result.stdout == "The plan keeps every rule of its tour: 2 days, 3 events.\n"
    assert (result.stderr, result.exit_code) == ("", 0)


def test_json_of_a_sound_plan(caravan, plan_file):
    result = caravan("check", plan_file, "--json")
    assert json.loads(result.stdout) == {"ok": True, "violations": [], "misstated": []}
    assert result.exit_code == 0


def test_every_broken_rule_is_a_line(caravan, late):
    result = caravan("check", late)
    assert result.stdout == (
        "team-1, 2020-03-09, sbeitla: the event lasts 150 minutes, its service time is 120\n"
        "team-1, 2020-03-09, sbeitla: the event lasts from 08:00 to 10:30, the time windows are"
        " 08:30–12:30, 13:30–17:30\n"
    )
    assert result.exit_code == 1


def test_a_process_of_its_own_says_the_same(caravan, late):
    result = run(command("check", late))
    assert result.stdout == caravan("check", late).stdout
    assert (result.stderr, result.returncode) == ("", 1)


def test_json_of_a_broken_rule_says_which_and_where(caravan, late):
    result = caravan("check", late, "--json")
    answer = json.loads(result.stdout)
    assert answer["ok"] is False
    assert answer["misstated"] == []
    assert answer["violations"][0] == {
        "rule": "service-time",
        "team": "team-1",
        "date": "2020-03-09",
        "place": "sbeitla",
        "event": "sbeitla",
        "message": "the event lasts 150 minutes, its service time is 120",
    }
    assert [violation["rule"] for violation in answer["violations"]] == [
        "service-time",
        "time-window",
    ]
    assert result.exit_code == 1


def test_what_concerns_the_whole_plan_has_no_place(caravan, plan_file):
    changed(plan_file, lambda data: data["objective"].update(driving_minutes=100))
    result = caravan("check", plan_file, "--json")
    (violation,) = json.loads(result.stdout)["violations"]
    assert violation["rule"] == "objective"
    assert violation["message"] == "100 driving minutes are said, the legs have 188"
    assert [violation[key] for key in ("team", "date", "place", "event")] == [None] * 4


def test_figures_that_do_not_follow_from_the_timeline_are_told(caravan, plan_file):
    changed(plan_file, lambda data: data["teams"][0]["days"][1].update(km=99, driving_minutes=1))
    result = caravan("check", plan_file)
    lines = result.stdout.splitlines()
    assert [line.split(". ")[0] for line in lines] == [
        "plan.json, teams[0].days[1].driving_minutes: 1 is written, 38 follows from the rest",
        "plan.json, teams[0].days[1].km: 99.0 is written, 46.4 follows from the rest",
    ]
    assert result.exit_code == 1


def test_json_of_a_false_figure_says_where(caravan, plan_file):
    changed(plan_file, lambda data: data["teams"][0]["days"][1]["items"][0].update(minutes=1))
    result = caravan("check", plan_file, "--json")
    assert json.loads(result.stdout) == {
        "ok": False,
        "violations": [],
        "misstated": [
            {
                "where": "teams[0].days[1].items[0].minutes",
                "message": "1 is written, 180 follows from the rest",
            }
        ],
    }


def test_a_plan_that_calls_itself_optimal_without_proof_is_found_out(caravan, plan_file):
    changed(plan_file, lambda data: data.update(status="optimal"))
    result = caravan("check", plan_file)
    assert result.stdout == (
        "the plan is called optimal with value 3 and 263 travel minutes, the bound is 4 and 200\n"
    )
    assert result.exit_code == 1


def test_a_day_that_is_missing_is_found_out(caravan, plan_file):
    changed(plan_file, lambda data: data["teams"][0]["days"].pop())
    result = caravan("check", plan_file, "--json")
    rules = {violation["rule"] for violation in json.loads(result.stdout)["violations"]}
    assert {"dates", "end", "required", "objective"} <= rules


# Files that are no plans


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "plan.json, line 1: this can't be read as JSON."),
        (b'{"format": 1', "plan.json, line 1: this can't be read as JSON."),
        (b'{"format": 99}', "plan.json, format: format 99 is unknown."),
        (b'{"gap": NaN}', "plan.json: “NaN” is not a number."),
        (b"[" * 100_000, "plan.json: nested far too deep."),
        (b"\xff\xfe{\x00}\x00", "plan.json: the file is in UTF-16, not in UTF-8."),
    ],
)
def test_a_damaged_file_is_explained(caravan, plan_file, content, message):
    plan_file.write_bytes(content)
    result = caravan("check", plan_file)
    assert result.stderr.startswith(message)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_plan_cut_off_anywhere_is_explained(caravan, plan_file):
    whole = plan_file.read_bytes()
    for length in range(0, len(whole) - 2, 997):
        plan_file.write_bytes(whole[:length])
        result = caravan("check", plan_file)
        assert result.exit_code == 2
        assert result.stderr.startswith("plan.json, line ")


def test_a_missing_key_is_a_fault_with_its_place(caravan, plan_file):
    changed(plan_file, lambda data: data["teams"][0]["days"][0].pop("overnight"))
    result = caravan("check", plan_file, "--json")
    (fault,) = json.loads(result.stdout)["faults"]
    assert (fault["file"], fault["where"]) == (
        "plan.json",
        "teams[0].days[0].overnight",
    )
    assert result.exit_code == 2


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_no_file_at_all(caravan, tmp_path, name):
    result = caravan("check", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_schedule_is_no_plan(caravan, files):
    result = caravan("check", files.schedule)
    assert result.stderr.startswith("schedule.yaml, line 1: this can't be read as JSON")
    assert result.exit_code == 2


def test_checking_changes_nothing(caravan, plan_file):
    before = plan_file.read_bytes()
    caravan("check", plan_file)
    assert plan_file.read_bytes() == before == plan_to_json(sample_plan()).encode()


def strings(data, path=()):
    """Where the texts of a plan file are."""
    if isinstance(data, str):
        yield path
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from strings(value, (*path, key))


def test_no_text_of_a_file_gives_orders_to_the_terminal(caravan, plan_file):
    """An escape sequence could wipe the verdict and write another."""
    whole = plan_file.read_text(encoding="utf-8")
    order = "\x1b[2J\x1b[H\x9b1mThe plan keeps every rule\x07\r\b\nThe plan keeps"
    one_of_each = {path[-2:]: path for path in strings(json.loads(whole))}
    for path in one_of_each.values():
        data = json.loads(whole)
        inner = data
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] += order
        plan_file.write_text(json.dumps(data), encoding="utf-8")
        for arguments in (("check", plan_file), ("check", plan_file, "--json")):
            result = caravan(*arguments, color=True)  # else click takes some of them away
            assert not {"\x1b", "\x9b", "\x07", "\r", "\b"} & set(result.output), path
            assert "\nThe plan keeps" not in result.output
