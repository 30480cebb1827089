"""Plans on the shelf: found by content, never worse than before, never unsound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import sample_plan, sample_tour

from caravan.errors import msg
from caravan.plan.plan import Bound, Status
from caravan.store.messages import messages_from_json
from caravan.store.shelf import Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def test_a_plan_comes_back_as_it_was_put(shelf):
    shelf.put("schedule.yaml", sample_plan())
    again = Shelf(shelf.folder).latest("schedule.yaml")
    assert again is not None
    assert again.plan == sample_plan()
    assert again.tour_key == shelf.key(sample_tour())
    assert shelf.plan(shelf.key(sample_tour())) is not None


def test_a_schedule_without_plan_has_none(shelf):
    assert shelf.latest("schedule.yaml") is None
    assert shelf.plan("0" * 64) is None


def test_the_key_tells_any_two_tours_apart(shelf):
    tour = sample_tour()
    assert shelf.key(tour) == shelf.key(sample_tour())
    assert shelf.key(tour) != shelf.key(replace(tour, end="sfax"))
    event = replace(tour.events[0], service_minutes=121)
    assert shelf.key(tour) != shelf.key(replace(tour, events=(event, *tour.events[1:])))


def test_a_better_plan_replaces_a_worse_one_and_not_the_other_way(shelf):
    plan = sample_plan()
    proved = replace(
        plan,
        status=Status.OPTIMAL,
        bound=Bound(plan.objective.value, plan.objective.travel_minutes),
    )
    first = shelf.put("schedule.yaml", plan)
    second = shelf.put("schedule.yaml", proved)
    third = shelf.put("schedule.yaml", plan)
    assert second.plan.status is Status.OPTIMAL
    assert third.plan.status is Status.OPTIMAL
    assert first.mark != second.mark == third.mark


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 5000, b'{"format": 99}'])
def test_a_spoilt_file_is_as_good_as_none(shelf, content):
    shelf.put("schedule.yaml", sample_plan())
    path = next(iter((shelf.folder / "plans").glob("?" * 64 + ".json")))
    path.write_bytes(content)
    assert shelf.latest("schedule.yaml") is None
    shelf.put("schedule.yaml", sample_plan())
    assert shelf.latest("schedule.yaml") is not None


def test_a_plan_that_breaks_a_rule_is_never_shown(shelf):
    from caravan.files.plan_json import plan_to_json

    plan = sample_plan()
    (team,) = plan.teams
    late = replace(team.days[1], overnight="sfax")
    unsound = replace(plan, teams=(replace(team, days=(team.days[0], late)),))
    shelf.put("schedule.yaml", plan)
    next(iter((shelf.folder / "plans").glob("?" * 64 + ".json"))).write_text(
        plan_to_json(unsound), encoding="utf-8"
    )
    assert shelf.latest("schedule.yaml") is None


@pytest.mark.parametrize("content", ["../../etc/passwd", "", "x" * 64 + "/", "é"])
def test_a_hostile_pointer_leads_nowhere(shelf, content):
    shelf.put("schedule.yaml", sample_plan())
    next((shelf.folder / "latest").iterdir()).write_text(content, encoding="utf-8")
    assert shelf.latest("schedule.yaml") is None


def test_a_name_of_any_letters_is_kept_under_a_safe_one(shelf):
    shelf.put("../../../تونس/schedule.yaml", sample_plan())
    assert shelf.latest("../../../تونس/schedule.yaml") is not None
    assert {path.name for path in shelf.folder.iterdir()} == {"plans", "latest"}


def test_another_source_of_travel_times_is_another_question(shelf):
    engine = Shelf(shelf.folder, "osrm http://127.0.0.1:5000")
    assert engine.key(sample_tour()) != shelf.key(sample_tour())


def test_warnings_stay_with_their_plan_in_every_language(shelf):
    warning = msg("“{id}” is not a town of the tour", id="x")
    shelf.put("schedule.yaml", sample_plan(), (warning,))
    again = Shelf(shelf.folder).latest("schedule.yaml")
    assert again is not None
    assert again.warnings == (warning,)
    assert shelf.put("schedule.yaml", sample_plan()).warnings == (warning,)


@pytest.mark.parametrize(
    "text",
    ["", "{", "{}", "[1]", '[{"template": 1, "values": {}}]', "[" * 100_000,
     '[{"template": "{x}", "values": {}}]', '[{"template": "{", "values": {}}]',
     '[{"template": "{x.y}", "values": {"x": "1"}}]', '[{"template": "x", "values": {"x": []}}]'],
)  # fmt: skip
def test_what_is_no_message_is_left_out(text):
    assert messages_from_json(text) == ()
