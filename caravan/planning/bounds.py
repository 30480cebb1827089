"""Lower bounds: prices of the events from a linear programme, and what they prove.

With any price π for each event, at most its penalty, every way of completing a partial plan costs
at least the price of the events still missing plus the shortest path over days in which each
column is paid less the prices of its events (Lagrangian relaxation of "each event at most once").
The best prices are the dual values of the set-partitioning LP, solved by OR-Tools' GLOP. They are
rounded to integers before use, and any prices give a true bound, so no proof rests on floating
point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caravan.planning.day_routes import Ints
from caravan.planning.problem import Problem

UNREACHABLE = np.int64(2**62)
"""More than any cost: the end can't be reached."""


@dataclass(frozen=True)
class Bounds:
    """What is known of every completion of a partial plan.

    Attributes:
        prices: by event, integer costs.
        reduced: by day, the columns' costs less the prices of their events.
        completion: [day, place] → least reduced cost from the morning of that day to the end;
            row ``len(days)`` is the end itself.
    """

    prices: Ints
    reduced: tuple[Ints, ...]
    completion: Ints

    def least(self, problem: Problem) -> int:
        """A cost that no plan undercuts; UNREACHABLE or more when there is none at all."""
        path = int(self.completion[0, problem.start])
        return path if path >= UNREACHABLE else path + int(self.prices.sum())


def bounds_of(problem: Problem) -> Bounds:
    """The bounds of a problem, with prices from the linear programme."""
    return bounds_with(problem, _prices(problem))


def bounds_with(problem: Problem, prices: Ints) -> Bounds:
    """The bounds that given prices prove; prices above an event's penalty are cut to it."""
    prices = np.minimum(prices, problem.penalties)
    reduced = []
    for day in problem.days:
        cost = day.cost.copy()
        for number, price in enumerate(prices.tolist()):
            cost -= ((day.mask >> number) & 1) * price
        reduced.append(cost)
    completion = np.full((len(problem.days) + 1, problem.places), UNREACHABLE, dtype=np.int64)
    completion[-1, problem.end] = 0
    for number in reversed(range(len(problem.days))):
        day = problem.days[number]
        onward = completion[number + 1, day.overnight]
        rows = onward < UNREACHABLE
        np.minimum.at(completion[number], day.first[rows], reduced[number][rows] + onward[rows])
    return Bounds(prices, tuple(reduced), completion)


def _prices(problem: Problem) -> Ints:
    """Dual values of the relaxed choice of days, in integer costs.

    Rows: one unit of flow through the places from morning to morning; each event is held once or
    its penalty paid. Costs are scaled to minutes for the solver.
    """
    # Importing OR-Tools takes 0.2 s, which commands that don't plan should not pay.
    from ortools.linear_solver import pywraplp  # noqa: PLC0415

    solver = pywraplp.Solver.CreateSolver("GLOP")
    infinity = solver.infinity()
    objective = solver.Objective()
    objective.SetMinimization()
    held = [solver.Constraint(1, 1) for _ in range(problem.events)]
    for row, penalty in zip(held, problem.penalties.tolist(), strict=True):
        left_out = solver.NumVar(0, infinity, "")
        objective.SetCoefficient(left_out, penalty / problem.minute)
        row.SetCoefficient(left_out, 1)
    flow = [
        [solver.Constraint(0, 0) for _ in range(problem.places)]
        for _ in range(len(problem.days) + 1)
    ]
    flow[0][problem.start].SetBounds(1, 1)
    flow[-1][problem.end].SetBounds(-1, -1)
    for number, day in enumerate(problem.days):
        costs = (day.cost / problem.minute).tolist()
        rows = zip(
            day.first.tolist(), day.overnight.tolist(), day.mask.tolist(), costs, strict=True
        )
        for first, overnight, mask, cost in rows:
            chosen = solver.NumVar(0, infinity, "")
            objective.SetCoefficient(chosen, cost)
            flow[number][first].SetCoefficient(chosen, 1)
            flow[number + 1][overnight].SetCoefficient(chosen, -1)
            left = mask
            while left:
                lowest = left & -left
                held[lowest.bit_length() - 1].SetCoefficient(chosen, 1)
                left ^= lowest
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        # Prices of nothing are true bounds too, only weak ones.
        return np.zeros(problem.events, dtype=np.int64)
    duals = np.array([row.dual_value() for row in held]) * problem.minute
    prices: Ints = np.rint(duals).astype(np.int64)
    return prices
