"""Sound plans made unsound: changes to the sample plan, with its totals measured anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samples import sample_plan

from caravan.plan.check import Violation, check_plan
from caravan.plan.day import Day, Item
from caravan.plan.plan import Objective, Plan
from caravan.tour.event import Event


def measured(plan: Plan) -> Plan:
    """The plan with the objective that its items have."""
    return replace(plan, objective=Objective.of(plan.tour, plan.days))


def with_day(number: int, plan: Plan | None = None, /, **changes: object) -> Plan:
    """The sample plan (or another) with changes to one day of its first team."""
    plan = plan or sample_plan()
    team = plan.teams[0]
    days = list(team.days)
    days[number] = replace(days[number], **changes)
    return measured(replace(plan, teams=(replace(team, days=tuple(days)), *plan.teams[1:])))


def with_items(number: int, items: Sequence[Item], plan: Plan | None = None) -> Plan:
    """The sample plan with other items on one day."""
    return with_day(number, plan, items=tuple(items))


def with_item(number: int, index: int, plan: Plan | None = None, /, **changes: object) -> Plan:
    """The sample plan with changes to one item of one day."""
    plan = plan or sample_plan()
    items = list(plan.teams[0].days[number].items)
    items[index] = replace(items[index], **changes)
    return with_items(number, items, plan)


def with_tour(plan: Plan | None = None, /, **changes: object) -> Plan:
    """The sample plan as an answer to a changed tour."""
    plan = plan or sample_plan()
    return measured(replace(plan, tour=replace(plan.tour, **changes)))


def with_event(id_: str, plan: Plan | None = None, /, **changes: object) -> Plan:
    """The sample plan as an answer to a tour with one event changed."""
    plan = plan or sample_plan()
    return with_tour(plan, events=tuple(_changed(e, id_, changes) for e in plan.tour.events))


def _changed(event: Event, id_: str, changes: dict[str, object]) -> Event:
    return replace(event, **changes) if event.id == id_ else event


def only_violation(plan: Plan) -> Violation:
    """The single violation of a plan; fails when there is none or more."""
    violations = check_plan(plan)
    assert len(violations) == 1, [f"{v.rule}: {v}" for v in violations]
    return violations[0]


def shifted(item: Item, minutes: int) -> Item:
    """The item at another hour, as long as before."""
    return replace(item, begins=item.begins + minutes, ends=item.ends + minutes)


def day_of(plan: Plan, number: int) -> Day:
    """A day of the first team."""
    return plan.teams[0].days[number]
