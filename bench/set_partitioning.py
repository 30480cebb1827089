"""The alternative: the same feasible days, chosen by CP-SAT as a set-partitioning model."""

from __future__ import annotations

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model

from caravan.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Result:
    """What CP-SAT knew at the end.

    Attributes:
        status: its word for it.
        first_plan: seconds until its first plan that keeps all events, None without any.
        seconds: until its end.
        travel_minutes, bound: of its best plan, and proved.
    """

    status: str
    first_plan: float | None
    seconds: float
    travel_minutes: int | None
    bound: int


class _FirstPlan(cp_model.CpSolverSolutionCallback):
    def __init__(self) -> None:
        super().__init__()
        self._began = time.perf_counter()
        self.seconds: float | None = None

    def on_solution_callback(self) -> None:
        """Note the time of the first one."""
        if self.seconds is None:
            self.seconds = time.perf_counter() - self._began


def solve_by_cp_sat(problem: Problem, seconds: float) -> Result:
    """Choose one column a day so that every event is held once and travel is least."""
    model = cp_model.CpModel()
    held: list[list[cp_model.IntVar]] = [[] for _ in range(problem.events)]
    arcs: list[list[list[cp_model.IntVar]]] = [
        [[] for _ in range(problem.places)] for _ in range(len(problem.days) + 1)
    ]
    leaving: list[list[list[cp_model.IntVar]]] = [
        [[] for _ in range(problem.places)] for _ in problem.days
    ]
    terms = []
    for number, day in enumerate(problem.days):
        rows = zip(
            day.first.tolist(),
            day.mask.tolist(),
            day.overnight.tolist(),
            (day.cost // problem.minute).tolist(),
            strict=True,
        )
        chosen = []
        for first, mask, overnight, minutes in rows:
            variable = model.new_bool_var("")
            chosen.append(variable)
            leaving[number][first].append(variable)
            arcs[number + 1][overnight].append(variable)
            terms.append(minutes * variable)
            for event in range(problem.events):
                if mask >> event & 1:
                    held[event].append(variable)
        model.add_exactly_one(chosen)
    for number in range(1, len(problem.days)):
        for place in range(problem.places):
            model.add(sum(arcs[number][place]) == sum(leaving[number][place]))
    for variables in held:
        model.add_exactly_one(variables)
    model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    first = _FirstPlan()
    began = time.perf_counter()
    status = solver.solve(model, first)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Result(
        solver.status_name(status),
        first.seconds,
        time.perf_counter() - began,
        round(solver.objective_value) if found else None,
        round(solver.best_objective_bound) if status != cp_model.INFEASIBLE else 0,
    )
