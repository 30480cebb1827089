"""Plans on the shelf: found by content, never worse than before, never unsound."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from kept_tours import NOON
from samples import sample_plan, sample_tour
from sqlalchemy import update

from caravan.errors import ImpossibleValue, msg
from caravan.plan.plan import Bound, Status
from caravan.store.audit import Audit, AuditLine
from caravan.store.database import database_in
from caravan.store.messages import messages_from_json
from caravan.store.schema import PlanRow
from caravan.store.shelf import Shelf


@pytest.fixture
def shelf(database):
    return Shelf(database)


def spoil(shelf, **columns):
    """Change the only plan behind the store's back."""
    with shelf.database.writing() as session:
        session.execute(update(PlanRow).values(**columns))


def test_a_plan_comes_back_as_it_was_put(shelf):
    shelf.put("schedule.yaml", sample_plan())
    again = Shelf(shelf.database).latest("schedule.yaml")
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


def proved(plan):
    """The same plan with a proof."""
    bound = Bound(plan.objective.value, plan.objective.travel_minutes)
    return replace(plan, status=Status.OPTIMAL, bound=bound)


def test_a_better_plan_replaces_a_worse_one_and_not_the_other_way(shelf):
    plan = sample_plan()
    first = shelf.put("schedule.yaml", plan)
    second = shelf.put("schedule.yaml", proved(plan))
    third = shelf.put("schedule.yaml", plan)
    assert second.plan.status is Status.OPTIMAL
    assert third.plan.status is Status.OPTIMAL
    assert first.mark != second.mark == third.mark


def test_an_adopted_plan_is_the_latest_though_a_better_one_is_known(shelf):
    best = shelf.put("schedule.yaml", proved(sample_plan()))
    key = shelf.key(sample_tour())
    adopted = shelf.adopt("schedule.yaml", sample_plan())
    again = Shelf(shelf.database)
    assert adopted.plan.status is Status.FEASIBLE
    assert again.latest("schedule.yaml") == adopted == again.current("schedule.yaml", key)
    assert adopted.tour_key == key
    assert again.plan(key) == best == again.current("a what-if of it", key)


def test_another_plan_can_be_adopted_and_a_better_one_put_afterwards(shelf):
    shelf.adopt("schedule.yaml", proved(sample_plan()))
    shelf.adopt("schedule.yaml", sample_plan())
    assert shelf.latest("schedule.yaml").plan.status is Status.FEASIBLE
    shelf.put("schedule.yaml", proved(sample_plan()))
    assert shelf.latest("schedule.yaml").plan.status is Status.OPTIMAL


def test_an_adopted_plan_of_a_tour_that_has_changed_since_is_not_current(shelf):
    shelf.adopt("schedule.yaml", sample_plan())
    other = shelf.key(replace(sample_tour(), end="sfax"))
    assert shelf.current("schedule.yaml", other) is None


def test_a_plan_that_breaks_a_rule_is_not_adopted(shelf):
    plan = sample_plan()
    (team,) = plan.teams
    late = replace(team.days[1], overnight="sfax")
    unsound = replace(plan, teams=(replace(team, days=(team.days[0], late)),))
    shelf.put("schedule.yaml", plan)
    with pytest.raises(ImpossibleValue, match="breaks a rule"):
        shelf.adopt("schedule.yaml", unsound)
    assert shelf.latest("schedule.yaml").plan == plan


@pytest.mark.parametrize("content", ["", "{}", "\ufffd", "[" * 5000, '{"format": 99}'])
def test_a_spoilt_plan_is_as_good_as_none(shelf, content):
    shelf.put("schedule.yaml", sample_plan())
    spoil(shelf, plan=content)
    again = Shelf(shelf.database)
    assert again.latest("schedule.yaml") is None
    again.put("schedule.yaml", sample_plan())
    assert again.latest("schedule.yaml") == shelf.latest("schedule.yaml")
    assert Shelf(shelf.database).latest("schedule.yaml") is not None


def test_a_plan_that_breaks_a_rule_is_never_shown(shelf):
    from caravan.files.plan_json import plan_to_json

    plan = sample_plan()
    (team,) = plan.teams
    late = replace(team.days[1], overnight="sfax")
    unsound = replace(plan, teams=(replace(team, days=(team.days[0], late)),))
    shelf.put("schedule.yaml", plan)
    spoil(shelf, plan=plan_to_json(unsound), mark="another")
    assert shelf.latest("schedule.yaml") is None
    assert shelf.plan(shelf.key(sample_tour())) is None


@pytest.mark.parametrize(
    "name", ["../../../تونس/schedule.yaml", "'; DROP TABLE plan; --", "\udcff%"]
)
def test_a_schedule_may_have_any_name(shelf, name):
    shelf.put(name, sample_plan())
    assert shelf.latest(name) is not None
    assert shelf.latest(name + "x") is None


def test_a_plan_is_read_and_checked_once_as_long_as_it_stays(shelf, monkeypatch):
    shelf.put("schedule.yaml", sample_plan())
    again = Shelf(shelf.database)
    first = again.latest("schedule.yaml")
    monkeypatch.setattr("caravan.plan.check.check_plan", None)
    assert again.latest("schedule.yaml") is first
    assert again.plan(first.tour_key) is first


def test_two_shelves_that_put_at_the_same_time_keep_the_better_plan(shelf):
    plan = sample_plan()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: Shelf(shelf.database).put("a", one), [plan, proved(plan)] * 8))
    assert shelf.latest("a").plan.status is Status.OPTIMAL


def test_old_plans_make_room_for_new_ones_but_the_latest_of_a_schedule_stays(shelf, monkeypatch):
    monkeypatch.setattr("caravan.store.shelf.KEEP_PLANS", 3)
    plan = sample_plan()
    keys = []
    for number in range(6):
        tour = replace(plan.tour, id=f"tour-{number}")
        shelf.put("first" if number == 0 else "other", replace(plan, tour=tour))
        keys.append(shelf.key(tour))
    assert [shelf.plan(key) is not None for key in keys] == [True, False, False, True, True, True]
    assert shelf.latest("first").tour_key == keys[0]


def test_plans_of_an_older_version_in_files_are_passed_over(tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / f"{'0' * 64}.json").write_text("{}", encoding="utf-8")
    assert Shelf(database_in(tmp_path)).plan("0" * 64) is None


def test_another_source_of_travel_times_is_another_question(shelf):
    engine = Shelf(shelf.database, "osrm http://127.0.0.1:5000")
    assert engine.key(sample_tour()) != shelf.key(sample_tour())


def test_warnings_stay_with_their_plan_in_every_language(shelf):
    warning = msg("“{id}” is not a town of the tour", id="x")
    shelf.put("schedule.yaml", sample_plan(), (warning,))
    again = Shelf(shelf.database).latest("schedule.yaml")
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


def other_plan():
    """A plan of another tour: Gafsa isn't asked any more."""
    tour = sample_tour()
    return replace(sample_plan(), tour=replace(tour, events=tour.events[:3]))


def test_a_schedule_that_goes_back_to_an_earlier_tour_goes_back_to_its_plan(shelf):
    first, other = sample_plan(), other_plan()
    shelf.put("tour", first)
    shelf.put("tour", other)
    assert shelf.latest("tour").plan == other
    assert shelf.follow("tour", shelf.key(first.tour))
    assert shelf.latest("tour").plan == first
    assert not shelf.follow("tour", "0" * 64)
    assert shelf.latest("tour").plan == first


def test_a_schedule_goes_back_to_its_own_programme_until_another_took_over(shelf):
    best, own, other = proved(sample_plan()), sample_plan(), other_plan()
    key = shelf.key(own.tour)
    shelf.put("tour", best)
    shelf.adopt("tour", own)
    shelf.put("tour", other)
    assert shelf.follow("tour", key)
    assert shelf.latest("tour").plan == own
    assert shelf.follow("elsewhere", key)
    assert shelf.latest("elsewhere").plan == best
    shelf.put("tour", best)
    shelf.put("tour", other)
    assert shelf.follow("tour", key)
    assert shelf.latest("tour").plan == best


def test_that_a_plan_was_adopted_is_noted_with_it_or_neither(shelf, monkeypatch):
    audit = Audit(shelf.database)
    line = AuditLine(NOON, "Salma", "schedule.yaml", msg("took it"))
    adopted = shelf.adopt("schedule.yaml", sample_plan(), line=line)
    assert audit.listed() == (line,)
    add = Audit.add

    def failing(self, session, *line):
        add(self, session, *line)
        session.flush()
        raise ImpossibleValue(msg("the power is gone"))

    monkeypatch.setattr(Audit, "add", failing)
    with pytest.raises(ImpossibleValue, match="the power is gone"):
        shelf.adopt("schedule.yaml", proved(sample_plan()), line=line)
    assert audit.listed() == (line,)
    assert Shelf(shelf.database).latest("schedule.yaml") == adopted
