"""plan.json: a plan with the whole of its tour, for programs and for keeping."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from caravan.errors import Fault, ImpossibleValue, InputFaults, Message, msg
from caravan.files.atomic_write import write_atomically
from caravan.files.bounded_text import read_bounded
from caravan.files.json_document import json_text, parse_json
from caravan.files.shapes.plan_shape import (
    FORMAT,
    DayShape,
    LegShape,
    PlanShape,
    StopShape,
)
from caravan.files.shapes.remedies import remedy_for
from caravan.files.shapes.shape import fit
from caravan.files.shapes.tour_shape import TourShape
from caravan.files.wrong import KeyPath, Wrong, WrongValue, key_text, meant, shown
from caravan.plan.day import Day, Item, StopKind
from caravan.plan.plan import Plan, Team
from caravan.tour.tour import Tour
from caravan.travel.leg import LegKind

MAX_BYTES = 20_000_000
"""Largest plan that is read; ways from a routing engine make it some megabytes."""

_LEGS = tuple(LegKind)
_STOPS = tuple(StopKind)


def plan_to_json(plan: Plan) -> str:
    """The plan as JSON: the same bytes for the same plan, ending with a line end."""
    tour = TourShape.of(plan.tour).plain()
    shape = PlanShape.of(plan, tour)
    data = shape.plain()
    data["gap"] = plan.gap  # null says that nothing is known; left out it would say nothing
    order = list(PlanShape.model_fields)
    return json_text({key: data[key] for key in order if key in data})


def write_plan(plan: Plan, path: Path) -> None:
    """Write plan.json, atomically. Raises OSError."""
    write_atomically(path, plan_to_json(plan).encode())


def read_plan(path: Path) -> Plan:
    """The plan in a file, as it says it is: whether it keeps its promises is for the checker.

    Raises InputFaults for a file that can't be read, isn't JSON, has another format, or holds
    values that no plan can hold; each fault says where.
    """
    source = read_bounded(path, MAX_BYTES)
    return plan_from_json(source.text, source.name)


def plan_from_json(text: str, name: str = "plan.json") -> Plan:
    """The plan in a text. Raises InputFaults like `read_plan`."""
    return _read(parse_json(text, name), name)[0]


def disagreements(path: Path) -> tuple[Fault, ...]:
    """Figures of a file that don't follow from its own items: minutes, totals, gap.

    They are for other programs; a plan is read without them, so its checker never sees them.
    Raises InputFaults like `read_plan`.
    """
    source = read_bounded(path, MAX_BYTES)
    plan, shape = _read(parse_json(source.text, source.name), source.name)
    return tuple(
        Fault(
            source.name,
            key_text(at),
            msg("{given} is written, {own} follows from the rest", given=given, own=own),
            msg("Write the file anew with the program that made it"),
        )
        for at, given, own in _derived(plan, shape)
        if given != own
    )


def _read(data: object, name: str) -> tuple[Plan, PlanShape]:
    if isinstance(data, dict) and data.get("format") != FORMAT and "format" in data:
        problem = msg("format {given} is unknown", given=shown(data["format"]))
        remedy = msg("This program reads format {known}", known=FORMAT)
        raise InputFaults((Fault(name, "format", problem, remedy),))
    shape = fit(PlanShape, data)
    if isinstance(shape, tuple):
        raise _faults(name, shape)
    head = fit(TourShape, shape.tour, ("tour",))
    if isinstance(head, tuple):
        raise _faults(name, head)
    try:
        tour = head.tour()
    except ImpossibleValue as error:
        wrong = Wrong(("tour",), error.message, remedy_for(error.message))
        raise _faults(name, (wrong,)) from None
    wrongs: list[Wrong] = []
    teams = tuple(
        Team(
            team.id,
            tuple(
                _day(tour, day, ("teams", t, "days", d), wrongs) for d, day in enumerate(team.days)
            ),
        )
        for t, team in enumerate(shape.teams)
    )
    if wrongs:
        raise _faults(name, tuple(wrongs))
    plan = Plan(
        tour,
        shape.status,
        shape.objective.objective(),
        shape.bound.bound(),
        teams,
        shape.precedent.precedent() if shape.precedent else None,
    )
    return plan, shape


def _day(tour: Tour, day: DayShape, path: KeyPath, wrongs: list[Wrong]) -> Day:
    items = []
    for number, data in enumerate(day.items):
        found = _item(tour, day, data, (*path, "items", number))
        if isinstance(found, tuple):
            wrongs += found
        else:
            items.append(found)
    return Day(day.date, day.start, day.overnight, tuple(items))


def _item(
    tour: Tour, day: DayShape, data: dict[str, object], path: KeyPath
) -> Item | tuple[Wrong, ...]:
    kind = data.get("kind")
    if kind not in (*_LEGS, *_STOPS):
        problem = msg("“{value}” is no kind of item", value=shown(kind))
        return (Wrong((*path, "kind"), problem, meant(str(kind), (*_LEGS, *_STOPS))),)
    try:
        if kind in _LEGS:
            leg = fit(LegShape, data, path)
            return leg if isinstance(leg, tuple) else leg.leg(tour, day.date)
        stop = fit(StopShape, data, path)
        return stop if isinstance(stop, tuple) else stop.stop(tour, day.date)
    except WrongValue as wrong:
        return (Wrong((*path, *wrong.inside), wrong.message, wrong.remedy),)


def _derived(plan: Plan, shape: PlanShape) -> Iterator[tuple[KeyPath, int | float, int | float]]:
    """Derived figures: where, as written, as they follow from the items."""
    objective = shape.objective
    travel = objective.driving_minutes + objective.sailing_minutes
    yield ("objective", "travel_minutes"), objective.travel_minutes, travel
    own, given = plan.gap, shape.gap
    if own is None or given is None or not math.isclose(own, given, abs_tol=1e-9):
        yield ("gap",), _number(given), _number(own)
    for t, team in enumerate(shape.teams):
        for d, day in enumerate(team.days):
            at: KeyPath = ("teams", t, "days", d)
            real = plan.teams[t].days[d]
            yield (*at, "driving_minutes"), day.driving_minutes, real.driving_minutes
            if not math.isclose(day.km, real.km, abs_tol=0.001):
                yield (*at, "km"), day.km, round(real.km, 3)
            for n, item in enumerate(real.items):
                written: Any = day.items[n]["minutes"]
                yield (*at, "items", n, "minutes"), written, item.minutes


def _number(gap: float | None) -> float:
    return -1.0 if gap is None else gap


def _faults(name: str, wrongs: tuple[Wrong, ...]) -> InputFaults:
    return InputFaults(tuple(_fault(name, wrong.path, wrong) for wrong in wrongs))


def _fault(name: str, path: KeyPath, wrong: Wrong) -> Fault:
    problem: Message = wrong.problem
    return Fault(name, key_text(path), problem, wrong.remedy)
