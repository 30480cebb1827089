"""The best prices of the events: dual values of the choice of days, relaxed to a linear programme.

The programme has a row for each event (held once, or its penalty paid) and for each place and
morning (who sleeps there leaves from there), and a column for each feasible day. Only a small
part of the columns ever matters, so GLOP gets those that lie on the cheapest ways through the
days, and more of them round by round until the bound is tight (column generation; the prices
asked about lie between the last and the best ones, which calms it: Wentges 1997).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from caravan.planning.arrays import Ints, priced
from caravan.planning.problem import UNREACHABLE, Problem

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

_COLUMNS_A_DAY = 100
_MOST_ROUNDS = 40
_CLOSE_ENOUGH = 0.002


def best_prices(problem: Problem, should_stop: Callable[[], bool] = lambda: False) -> Ints:
    """Prices of the events, integer costs, that give a high lower bound.

    Any prices give a true bound: an early stop only gives a lower one.
    """
    programme = _Programme(problem)
    prices = np.zeros(problem.events)
    best, best_bound = prices, -np.inf
    for _ in range(_MOST_ROUNDS):
        through, bound = _ways_through(problem, prices)
        if bound >= UNREACHABLE:
            break
        if bound > best_bound:
            best, best_bound = prices, bound
        programme.add(through)
        value, duals = programme.solved()
        gap = value - best_bound
        if gap <= _CLOSE_ENOUGH * max(abs(value), float(problem.minute)) or should_stop():
            break
        prices = (best + duals) / 2 if programme.grew else duals
    return _rounded(problem, best)


def _rounded(problem: Problem, prices: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Ints:
    whole: Ints = np.minimum(np.rint(prices), problem.penalties.astype(np.float64)).astype(np.int64)
    return whole


def _ways_through(
    problem: Problem, prices: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[list[Ints], float]:
    """For each day the columns on the cheapest ways from start to end, and what the best costs."""
    whole = _rounded(problem, prices)
    reduced = [day.cost - priced(day.mask, whole) for day in problem.days]
    forward = np.full((len(problem.days) + 1, problem.places), UNREACHABLE, dtype=np.int64)
    forward[0, problem.start] = 0
    for number, day in enumerate(problem.days):
        np.minimum.at(
            forward[number + 1], day.overnight, reduced[number] + forward[number, day.first]
        )
        forward[number + 1, forward[number + 1] > UNREACHABLE // 2] = UNREACHABLE
    backward = np.full_like(forward, UNREACHABLE)
    backward[-1, problem.end] = 0
    for number in reversed(range(len(problem.days))):
        day = problem.days[number]
        np.minimum.at(
            backward[number], day.first, reduced[number] + backward[number + 1, day.overnight]
        )
        backward[number, backward[number] > UNREACHABLE // 2] = UNREACHABLE
    best = backward[0, problem.start]
    if best >= UNREACHABLE:
        return [], float(UNREACHABLE)
    through = []
    for number, day in enumerate(problem.days):
        way = forward[number, day.first] + reduced[number] + backward[number + 1, day.overnight]
        count = min(_COLUMNS_A_DAY, len(way))
        rows = np.argpartition(way, count - 1)[:count]
        through.append(np.sort(rows[way[rows] < UNREACHABLE // 2]))
    return through, float(best) + float(whole.sum())


class _Programme:
    """The linear programme over the columns given so far; costs in minutes."""

    def __init__(self, problem: Problem) -> None:
        # Importing OR-Tools takes 0.2 s, which commands that don't plan should not pay.
        from ortools.linear_solver import pywraplp

        self._problem = problem
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._held = [self._solver.Constraint(1, 1) for _ in range(problem.events)]
        for row, penalty in zip(self._held, problem.penalties.tolist(), strict=True):
            row.SetCoefficient(self._variable(penalty / problem.minute), 1)
        self._flow = [
            [self._solver.Constraint(0, 0) for _ in range(problem.places)]
            for _ in range(len(problem.days) + 1)
        ]
        self._flow[0][problem.start].SetBounds(1, 1)
        self._flow[-1][problem.end].SetBounds(-1, -1)
        self._known = [np.zeros(len(day.mask), dtype=np.bool_) for day in problem.days]
        self.grew = False

    def add(self, columns: list[Ints]) -> None:
        """Let these columns be chosen too; tells in `grew` whether any was new."""
        self.grew = False
        for number, rows in enumerate(columns):
            day, known = self._problem.days[number], self._known[number]
            new = rows[~known[rows]]
            known[new] = True
            self.grew = self.grew or len(new) > 0
            facts = (day.first, day.overnight, day.mask, day.cost / self._problem.minute)
            for first, overnight, mask, cost in zip(*(f[new].tolist() for f in facts), strict=True):
                chosen = self._variable(cost)
                self._flow[number][first].SetCoefficient(chosen, 1)
                self._flow[number + 1][overnight].SetCoefficient(chosen, -1)
                left = mask
                while left:
                    lowest = left & -left
                    self._held[lowest.bit_length() - 1].SetCoefficient(chosen, 1)
                    left ^= lowest

    def solved(self) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Least cost, and the dual values of the events, both as costs of the problem.

        Minus infinity and zeros should the solver ever fail: zero prices bound too, only weakly.
        """
        if self._solver.Solve() != self._solver.OPTIMAL:
            return -np.inf, np.zeros(self._problem.events)
        duals = np.array([row.dual_value() for row in self._held])
        return self._objective.Value() * self._problem.minute, duals * self._problem.minute

    def _variable(self, cost: float) -> pywraplp.Variable:
        variable = self._solver.NumVar(0, self._solver.infinity(), "")
        self._objective.SetCoefficient(variable, cost)
        return variable
