"""``caravan replan``, as people and programs see it: a small tour of which there is one plan only."""

from __future__ import annotations

import json
import subprocess
from datetime import date

import pytest
from cli.processes import command, environment

from caravan.files.plan_json import read_plan
from caravan.files.replan_json import given_up_from_data, touched_from_data, violations_from_data
from caravan.plan.check import check_plan
from caravan.plan.replanned import Cause
from caravan.tour.adjustment import EndAt, MakeOptional

NO_SHIP = ("--from", "2020-03-10T06:00", "--no-sailing", "kerkennah-ferry@2020-03-10")


@pytest.fixture
def plan(caravan, files, tmp_path):
    """The plan of the small tour: Sbeitla, then Sfax at 08:30 and Kerkennah at 16:00."""
    path = tmp_path / "plan.json"
    assert caravan("plan", files.schedule, "--out", path).exit_code == 0
    return path


def lines(result):
    return result.stdout.replace("\u00a0", " ").splitlines()


def test_it_prints_who_has_to_be_told_and_why_and_the_new_programme(caravan, plan):
    result = caravan("replan", plan, *NO_SHIP)
    assert result.exit_code == 0
    assert lines(result)[:4] == [
        "1 town has to be told. It is proved that no plan breaks less.",
        "Kerkennah is left out, although the tour requires it.",
        "The tour ends in Sfax: its end can't be reached any more.",
        (
            "  Kerkennah: Tuesday 10 March at 16:00 → —. The convoy can't be there at the promised "
            "time any more."
        ),
    ]
    assert "  08:30–09:30  Sfax" in lines(result)


def test_out_writes_a_plan_that_passes_the_check(caravan, plan, tmp_path):
    out = tmp_path / "new.json"
    result = caravan("replan", plan, *NO_SHIP, "--out", out)
    assert f"The plan is in {out}." in result.stdout
    new = read_plan(out)
    assert check_plan(new) == ()
    assert new.days[0] == read_plan(plan).days[0]
    assert (new.objective.value, new.objective.travel_minutes, new.objective.broken) == (2, 150, 16)
    again = tmp_path / "again.json"
    caravan("replan", plan, *NO_SHIP, "--out", again)
    assert again.read_bytes() == out.read_bytes()


def test_json_says_it_to_programs(caravan, plan):
    data = json.loads(caravan("replan", plan, *NO_SHIP, "--json").stdout)
    assert data["result"] == "optimal"
    assert given_up_from_data(data["given_up"]) == (MakeOptional("kerkennah"), EndAt("sfax"))
    (entry,) = touched_from_data(data["touched"])
    assert (entry.broken.promise.event, entry.cause) == ("kerkennah", Cause.OUT_OF_REACH)
    assert data["plan"]["teams"][0]["days"][1]["overnight"] == "sfax"
    assert "as_it_is" not in data


def test_being_late_is_weighed_against_keeping_it_as_it_is(caravan, plan):
    # On Tuesday until 09:30 in Sfax, then an hour of break at noon, half an hour to board, and the
    # event at 16:00 in Kerkennah needs the ship at 14:15: 20 minutes late is no matter.
    result = caravan("replan", plan, "--from", "2020-03-10T09:00", "--late", "20")
    assert lines(result)[0] == "Kept as it is, the day ends in time: nothing breaks."
    assert "All promises are kept: nobody has to be told anything." in lines(result)
    # Five hours more at nine: Sfax ends at 14:30, the convoy is at the port at 14:38, could board at
    # 15:08, and the last ship of the day sailed at 14:15.
    result = caravan("replan", plan, "--from", "2020-03-10T09:00", "--late", "300")
    assert lines(result)[:3] == [
        "Kept as it is, with the delay:",
        "  Kerkennah: Tuesday 10 March at 16:00",
        "    The boat to Kerkennah at 14:15 is missed by 53 min.",
    ]
    assert "1 town has to be told. It is proved that no plan breaks less." in lines(result)
    data = json.loads(
        caravan("replan", plan, "--from", "2020-03-10T09:00", "--late", "300", "--json").stdout
    )
    (violation,) = violations_from_data(data["as_it_is"]["violations"])
    assert violation.date == date(2020, 3, 10)


def test_a_delay_is_told_town_by_town_with_the_real_hour_and_whom_to_call(caravan, plan):
    # Who is free at 09:30 only comes an hour too late to Sfax.
    result = caravan("replan", plan, "--from", "2020-03-10T06:00", "--late", "210")
    told = lines(result)
    assert told[0] == "Kept as it is, with the delay:"
    assert told[1].startswith("  Sfax: Tuesday 10 March at 08:30 → ")


def test_of_several_teams_one_may_be_late(caravan, files, tmp_path):
    text = files.schedule.read_text(encoding="utf-8")
    two = text.replace("  end: kerkennah\n", "  end: kerkennah\n  teams: 2\n")
    files.schedule.write_text(two, encoding="utf-8")
    path = tmp_path / "two.json"
    assert caravan("plan", files.schedule, "--out", path).exit_code == 0
    # Who is free at 09:30 only comes an hour too late to Sfax, but has time until the last ship.
    late = ("--from", "2020-03-10T06:00", "--late", "210")
    hosts = {
        stop.event: team.id
        for team in read_plan(path).teams
        for d in team.days
        for stop in d.events
    }
    other = {"team-1": "team-2", "team-2": "team-1"}[hosts["sfax"]]
    result = caravan("replan", path, *late, "--late-team", other)
    assert lines(result)[0] == "Kept as it is, the day ends in time: nothing breaks."
    assert "All promises are kept: nobody has to be told anything." in lines(result)
    assert lines(caravan("replan", path, *late))[0] == "Kept as it is, with the delay:"


def test_without_time_the_plan_so_far_is_the_best_that_is_known(caravan, plan, tmp_path):
    out = tmp_path / "new.json"
    hasty = ("--time-limit", "0.000001")
    # Twenty minutes are made up for: the plan so far holds, though nobody had time to look for it.
    result = caravan(
        "replan", plan, "--from", "2020-03-10T09:00", "--late", "20", *hasty, "--out", out
    )
    assert result.exit_code == 0
    assert "All promises are kept: nobody has to be told anything." in lines(result)
    assert check_plan(read_plan(out)) == ()
    # Without its ship it doesn't: what breaks is told, and it is not called impossible.
    result = caravan("replan", plan, *NO_SHIP, *hasty)
    assert result.exit_code == 3
    assert lines(result)[0].startswith("Not found in time: a plan that follows; it is not proved")
    assert lines(result)[1] == "Kept as it is, the plan so far breaks this:"
    data = json.loads(caravan("replan", plan, *NO_SHIP, *hasty, "--json").stdout)
    assert (data["result"], data["proved"]) == ("infeasible", False)
    assert violations_from_data(data["as_it_is"]["violations"])


def test_progress_as_json_ends_with_the_result(plan):
    line = command("replan", plan, *NO_SHIP, "--progress", "json")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(line, env=environment(), encoding="utf-8", **pipes) as child:
        # The end of the input would stop the search.
        *phases, last = [json.loads(line) for line in child.stdout]
    assert phases
    assert all("phase" in line for line in phases)
    assert last["result"] == "optimal"
    assert len(last["touched"]) == 1


def test_stopped_in_its_first_moment_it_claims_nothing(caravan, plan):
    result = caravan("replan", plan, *NO_SHIP, "--progress", "json", input="stop\n")
    last = json.loads(result.stdout.splitlines()[-1])
    # It may have been quicker than the word; else nothing is proved.
    assert last["result"] in {"optimal", "feasible"} or last["proved"] is False


def test_the_tour_as_it_is_now_is_taken_from_its_file(caravan, plan, files, tmp_path):
    text = files.schedule.read_text(encoding="utf-8")
    later = text.replace("begins: 16:00", "begins: 16:00\n    not_on: [2020-03-10]", 1)
    later = later.replace("date: 2020-03-10\n    begins: 16:00", "begins: 16:00", 1)
    files.schedule.write_text(later, encoding="utf-8")
    arguments = ("--from", "2020-03-09T12:00", "--tour", files.schedule, "--json")
    data = json.loads(caravan("replan", plan, *arguments).stdout)
    # Monday is too short for all of it: there is no other day.
    assert [entry["event"] for entry in data["touched"]] == ["kerkennah"]
    assert data["touched"][0]["cause"] == "host"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "yesterday"), "is not a date and an hour like 2020-03-13T18:00"),
        (("--from", "2020-03-10T06:00", "--cancel", "gafsa"), "hosts nothing in this tour"),
        (("--from", "2020-03-10T06:00", "--refuse", "sfax"), "is not a name and a date"),
        (("--from", "2020-03-10T06:00", "--late", "-1"), "--late"),
        (("--from", "2020-03-10T06:00", "--late-team", "team-1"), "give --late MINUTES, too"),
        (
            ("--from", "2020-03-10T06:00", "--late", "30", "--late-team", "blue"),
            "no team “blue”, which is to be late: it has team-1",
        ),
        (("--from", "2020-03-10T06:00", "--close-road", "sfax"), "is not two places"),
        (("--from", "2020-03-10T06:00", "--no-sailing", "x@2020-03-10"), "is not a ferry"),
        (("--from", "2020-03-10T06:00", "--time-limit", "0"), "--time-limit"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(caravan, plan, arguments, told):
    result = caravan("replan", plan, *arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "2020-03-10T06:00", "--cancel", "sbeitla"), "can't be taken out any more"),
        (("--from", "2020-03-12T06:00"), "the tour was over on 2020-03-10"),
        (("--from", "2020-03-10T06:00", "--refuse", "sfax@2020-03-09"), "the past can't change"),
        (("--from", "2020-03-10T06:00", "--refuse", "sbeitla@2020-03-10"), "had begun"),
        (("--from", "2020-03-08T06:00", "--refuse", "sfax@2021-01-01"), "not a date of the tour"),
    ],
)
def test_the_past_cannot_change(caravan, plan, arguments, told):
    result = caravan("replan", plan, *arguments)
    assert result.exit_code != 0
    assert told in result.stderr


def test_a_town_that_is_cancelled_and_pinned_is_a_contradiction(caravan, plan, files):
    text = files.schedule.read_text(encoding="utf-8")
    pinned = text.replace("date: 2020-03-10\n", "pin: {date: 2020-03-10}\n", 1)
    files.schedule.write_text(pinned, encoding="utf-8")
    result = caravan(
        "replan", plan, "--from", "2020-03-09T12:00", "--tour", files.schedule, "--cancel", "sfax"
    )
    assert result.exit_code == 2
    assert "take the pin off before cancelling it" in " ".join(result.stderr.split())
