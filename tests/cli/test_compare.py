"""``caravan compare``, as people and programs see it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from samples import sample_plan

from caravan.cli import main
from caravan.files.plan_json import plan_to_json
from caravan.plan.plan import Objective, Team


@pytest.fixture
def plans(tmp_path):
    """Two files: the sample plan, and the same without its event in Sfax."""
    plan = sample_plan()
    monday, tuesday = plan.days
    items = tuple(item for item in tuesday.items if getattr(item, "event", "") != "sfax")
    days = (monday, replace(tuesday, items=items))
    less = replace(plan, objective=Objective.of(plan.tour, days), teams=(Team("team-1", days),))
    paths = [tmp_path / "whole.json", tmp_path / "less.json"]
    for path, written in zip(paths, (plan, less), strict=True):
        path.write_text(plan_to_json(written), encoding="utf-8")
    return [str(path) for path in paths]


def run(*arguments):
    return CliRunner().invoke(main, ["compare", *arguments])


def test_figures_stand_in_columns_and_changes_below(plans):
    result = run(*plans)
    assert result.exit_code == 0
    lines = result.stdout.replace("\u00a0", " ").splitlines()
    assert lines[:4] == [
        "                            whole.json  less.json",
        "Towns kept                  3           2 (−1)",
        "Value                       3           2 (−1)",
        "Promises broken             0           1 (+1)",
    ]
    assert lines[-2:] == [
        "less.json: One event is not as in whole.json.",
        "  Sfax is left out; it was Tuesday 10 March, 08:30",
    ]


def test_programs_get_json(plans):
    result = run(*plans, plans[0], "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert len(data["plans"]) == 3
    assert [found["figures"]["value"] for found in data["differences"]] == [-1, 0]


def test_files_of_one_name_are_told_apart_by_their_paths(plans, tmp_path):
    other = tmp_path / "other" / "whole.json"
    other.parent.mkdir()
    other.write_bytes((tmp_path / "whole.json").read_bytes())
    head = run(plans[0], str(other)).stdout.splitlines()[0]
    assert plans[0] in head
    assert str(other) in head


def test_one_plan_is_no_comparison(plans):
    result = run(plans[0])
    assert result.exit_code == 2
    assert "name two plans or more" in result.stderr


def test_a_file_that_is_no_plan_is_told_with_its_name(plans, tmp_path):
    (tmp_path / "no.json").write_text("[", encoding="utf-8")
    result = run(plans[0], str(tmp_path / "no.json"))
    assert result.exit_code == 2
    assert "no.json" in result.stderr


def test_names_of_files_give_no_orders_to_the_terminal(plans, tmp_path):
    evil = tmp_path / "a\x1b[31m\nb.json"
    evil.write_bytes((tmp_path / "less.json").read_bytes())
    result = run(plans[0], str(evil))
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\nb.json" not in result.stdout
