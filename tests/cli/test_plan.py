"""caravan plan: every answer and every failure, with its exit code."""

from __future__ import annotations

import json
import os
import socket

import pytest
from cli.processes import command, environment, run
from cli.tour_files import NO_PLAN, PROGRAMME, breaking

from caravan.files.plan_json import read_plan
from caravan.plan.plan import Status

NOT_FOUND = """\
Not found in time: no plan that keeps all 3 towns that must be kept was found, but it is not proved that there is none.
Which towns stand in the way is not known: there was no time to find out.
"""


def test_it_prints_the_verdict_the_days_and_the_totals(caravan, files):
    result = caravan("plan", files.schedule)
    assert breaking(result.stdout) == PROGRAMME
    assert result.stderr == ""
    assert result.exit_code == 0


def test_a_process_of_its_own_says_the_same(files):
    result = run(command("plan", files.schedule))
    assert breaking(result.stdout) == PROGRAMME
    assert (result.stderr, result.returncode) == ("", 0)


def test_out_writes_the_plan_and_says_where(caravan, files, tmp_path):
    out = tmp_path / "plan.json"
    result = caravan("plan", files.schedule, "--out", out)
    assert breaking(result.stdout) == f"{PROGRAMME}\nThe plan is in {out}.\n"
    plan = read_plan(out)
    assert plan.status is Status.OPTIMAL
    assert plan.objective.travel_minutes == 263
    assert [(day.start, day.overnight) for day in plan.days] == [
        ("sbeitla", "sfax"),
        ("sfax", "kerkennah"),
    ]


def test_json_is_the_plan_file_itself(caravan, files, tmp_path):
    out = tmp_path / "plan.json"
    result = caravan("plan", files.schedule, "--json", "--out", out)
    assert result.stdout_bytes == out.read_bytes()
    assert json.loads(result.stdout)["objective"]["travel_minutes"] == 263


def test_two_runs_write_the_same_bytes(files, tmp_path):
    for name in ("one.json", "two.json"):
        result = run(command("plan", files.schedule, "--out", tmp_path / name))
        assert result.returncode == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_cities_are_read_from_another_file_when_told(caravan, files, tmp_path):
    cities = tmp_path / "other.csv"
    text = files.file("cities.csv").read_text(encoding="utf-8")
    cities.write_text(text.replace("Sbeïtla", "Sufetula"), encoding="utf-8")
    files.file("cities.csv").unlink()
    result = caravan("plan", files.schedule, "--cities", cities)
    assert "  08:30–10:30  Sufetula\n" in result.stdout


def test_several_events_in_a_town_are_counted_as_events(caravan, files):
    files.change("schedule.yaml", "  - town: kerkennah\n", "  - id: late\n    town: sfax\n")
    files.change("schedule.yaml", "    begins: 16:00\n", "    begins: 13:30\n")
    files.change("schedule.yaml", "  end: kerkennah\n", "  end: sfax\n")
    result = caravan("plan", files.schedule)
    assert result.stdout.splitlines()[0].startswith("Proved best: no plan keeps all 3 events")


def test_a_tour_within_one_town_needs_no_travel(caravan, files):
    schedule = files.schedule.read_text(encoding="utf-8").split("  - town: sfax")[0]
    files.schedule.write_text(schedule.replace("end: kerkennah", "end: sbeitla"), encoding="utf-8")
    result = caravan("plan", files.schedule)
    assert breaking(result.stdout) == (
        "Proved best: the only town, without any travel.\n\n"
        "Monday 9 March: Sbeïtla → Sbeïtla, 0 min on the way, 0 km, 1 event\n"
        "  08:30–10:30  Sbeïtla\n\n"
        "Tuesday 10 March: Sbeïtla → Sbeïtla, 0 min on the way, 0 km, no event\n\n"
        "Total: 0 min on the way, 0 km, 1 event\n"
    )


# No plan


def test_proved_impossible_says_what_would_help(caravan, files):
    files.make_impossible()
    result = caravan("plan", files.schedule)
    assert breaking(result.stdout) == NO_PLAN
    assert result.stderr == ""
    assert result.exit_code == 3


def test_json_of_an_impossible_tour(caravan, files):
    files.make_impossible()
    result = caravan("plan", files.schedule, "--json")
    assert json.loads(result.stdout) == {
        "status": "infeasible",
        "proved": True,
        "omissions": [
            {"event": "sbeitla", "helps": True, "travel_minutes": 263},
            {"event": "sfax", "helps": True, "travel_minutes": 263},
            {"event": "kerkennah", "helps": False, "travel_minutes": None},
        ],
    }
    assert result.exit_code == 3


def test_an_older_plan_stays_and_that_is_said(caravan, files, tmp_path):
    out = tmp_path / "plan.json"
    out.write_text("older", encoding="utf-8")
    files.make_impossible()
    result = caravan("plan", files.schedule, "--out", out)
    assert result.stderr == f"{out} is an older plan and stays as it was.\n"
    assert out.read_text(encoding="utf-8") == "older"


def test_an_impossible_tour_writes_no_file(caravan, files, tmp_path):
    files.make_impossible()
    assert caravan("plan", files.schedule, "--out", tmp_path / "plan.json").exit_code == 3
    assert not (tmp_path / "plan.json").exists()


def test_not_found_in_time_is_never_called_impossible(caravan, files):
    result = caravan("plan", files.schedule, "--time-limit", "0.000001")
    assert (result.stdout, result.exit_code) == (NOT_FOUND, 3)


def test_json_of_a_plan_not_found_in_time(caravan, files):
    result = caravan("plan", files.schedule, "--time-limit", "0.000001", "--json")
    assert json.loads(result.stdout) == {"status": "infeasible", "proved": False, "omissions": []}
    assert result.exit_code == 3


# Faults in the files


def test_all_faults_of_all_files_are_told_at_once(caravan, files):
    files.change("schedule.yaml", "service_minutes: 120", "service_minutes: lots")
    files.change("schedule.yaml", "  - town: kerkennah", "  - town: kerkenah")
    files.change("cities.csv", "34.74056,10.76028", "134.74056,10.76028")
    result = caravan("plan", files.schedule)
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "schedule.yaml, line 29, events[0].service_minutes",
        "schedule.yaml, line 42, events[2].town",
        "cities.csv, line 3, latitude",
    ]
    assert result.stdout == ""
    assert result.exit_code == 2


def test_json_of_faults_has_their_places(caravan, files):
    files.change("schedule.yaml", "  zone: Africa/Tunis\n", "  zone: Africa/Nowhere\n")
    result = caravan("plan", files.schedule, "--json")
    (fault,) = json.loads(result.stdout)["faults"]
    assert list(fault) == ["file", "line", "where", "problem", "remedy"]
    assert (fault["file"], fault["line"], fault["where"]) == ("schedule.yaml", 5, "tour.zone")
    assert fault["problem"] in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.yaml", "missing.yaml: there is no such file. Check the name and the folder\n"),
        (".", "tour: this is a folder, not a file. Name a file inside it\n"),
        (
            "schedule.yaml/x",
            "x: the file can't be read (Not a directory). Check the name and the disk\n",
        ),
    ],
)
def test_a_schedule_that_is_no_file(caravan, files, name, message):
    result = caravan("plan", files.path / name)
    assert (result.stderr, result.exit_code) == (message, 2)


def test_a_file_that_the_schedule_names_may_be_missing(caravan, files):
    files.file("roads.csv").unlink()
    result = caravan("plan", files.schedule)
    assert result.stderr.startswith("roads.csv: there is no such file.")
    assert result.exit_code == 2


def test_a_file_that_may_not_be_read(caravan, files, monkeypatch):
    from pathlib import Path

    def forbidden(self, *args, **options):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", forbidden)
    result = caravan("plan", files.schedule)
    assert (
        result.stderr == "schedule.yaml: the file may not be read. Ask for the right to read it\n"
    )
    assert result.exit_code == 2


def test_a_file_name_that_is_no_text_is_no_failure(files):
    result = run([*command("plan"), b"caf\xe9.yaml"])
    assert (
        result.stderr == r"caf\udce9.yaml: there is no such file. Check the name and the folder"
        "\n"
    )
    assert result.returncode == 2


def test_more_events_than_can_be_planned(caravan, files):
    event = "  - id: more-{0}\n    town: sfax\n    service_minutes: 10\n    open: [offices]\n"
    with files.schedule.open("a", encoding="utf-8") as schedule:
        schedule.writelines(event.format(number) for number in range(80))
    result = caravan("plan", files.schedule)
    assert result.stderr.startswith("the tour has 83 events, at most ")
    assert result.exit_code == 2


# Misuse


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "soon"])
def test_a_time_limit_is_a_number_of_seconds(caravan, files, limit):
    result = caravan("plan", files.schedule, "--time-limit", limit)
    assert "Error: Invalid value for '--time-limit'" in result.stderr
    assert result.exit_code == 2


def test_an_endless_time_limit_is_none(caravan, files):
    assert caravan("plan", files.schedule, "--time-limit", "inf").exit_code == 0


def test_json_and_progress_json_do_not_share_the_output(caravan, files):
    result = caravan("plan", files.schedule, "--json", "--progress", "json")
    assert "both want the output; choose one." in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize("arguments", [(), ("a.yaml", "b.yaml"), ("a.yaml", "--tme-limit", "3")])
def test_misuse_is_explained_with_the_usage(caravan, arguments):
    result = caravan("plan", *arguments)
    assert result.stderr.startswith("Usage: ")
    assert "Traceback" not in result.stderr
    assert result.exit_code == 2


# Where the plan is written


def test_a_missing_folder_is_told_before_the_search(caravan, files, tmp_path, monkeypatch):
    monkeypatch.setattr("caravan.planning.solve.solve", None)
    result = caravan("plan", files.schedule, "--out", tmp_path / "new" / "plan.json")
    assert result.stderr.endswith(
        f"Error: Invalid value for --out: there is no folder “{tmp_path / 'new'}”; make it first.\n"
    )
    assert result.exit_code == 2


def test_a_plan_never_replaces_what_it_was_made_from(caravan, files):
    before = files.schedule.read_bytes()
    result = caravan("plan", files.schedule, "--out", files.path / "." / "schedule.yaml")
    assert "is read for the plan; choose another name." in result.stderr
    assert result.exit_code == 2
    result = caravan(
        "plan", files.schedule, "--cities", files.file("cities.csv"),
        "--out", files.file("cities.csv"),
    )  # fmt: skip
    assert result.exit_code == 2
    assert files.schedule.read_bytes() == before


def test_a_full_disk_is_told_and_the_older_plan_stays(caravan, files, tmp_path, monkeypatch):
    out = tmp_path / "plan.json"
    out.write_text("older", encoding="utf-8")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = caravan("plan", files.schedule, "--out", out)
    assert result.stderr == f"Error: {out} could not be written: No space left on device\n"
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["plan.json"]
    assert out.read_text(encoding="utf-8") == "older"


# A routing engine


@pytest.fixture
def nobody():
    """An address at which no server answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_an_engine_that_fails_is_a_warning_and_the_tour_is_planned(
    caravan, files, nobody, monkeypatch
):
    monkeypatch.setenv("CARAVAN_OSRM_URL", nobody)
    result = caravan("plan", files.schedule)
    assert breaking(result.stdout) == PROGRAMME
    assert result.stderr.splitlines()[-1] == (
        "Warning: Driving times come from the tour's own roads, not from the routing engine at"
        f" {nobody}."
    )
    assert all(line.startswith("Warning: ") for line in result.stderr.splitlines())
    assert result.exit_code == 0


def test_json_lines_have_the_warning_for_every_language(files, nobody):
    reader, writer = os.pipe()  # an input that goes on, else the search would end at once
    line = command("plan", files.schedule, "--progress", "json")
    result = run(line, env=environment(CARAVAN_OSRM_URL=nobody), stdin=reader)
    os.close(reader)
    os.close(writer)
    warning = json.loads(result.stdout.splitlines()[-2])
    assert set(warning) == {"warning", "template", "values"}
    assert warning["warning"] == warning["template"].format(**warning["values"])
    assert json.loads(result.stdout.splitlines()[-1]) == {"result": "optimal"}
    assert (result.stderr, result.returncode) == ("", 0)


def test_an_engine_with_an_address_that_is_none_is_misuse(caravan, files, monkeypatch):
    monkeypatch.setenv("CARAVAN_OSRM_URL", "ftp://router.example")
    result = caravan("plan", files.schedule, "--json")
    assert result.stderr == "the routing engine's address must begin with http:// or https://\n"
    assert json.loads(result.stdout) == {"error": result.stderr.rstrip("\n")}
    assert result.exit_code == 2
