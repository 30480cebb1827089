"""A choice of days in which at most one day uses what a change would add.

The days that use it are columns like the others. A choice that has used it once goes on in a second
copy of all places, in which no such column begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from caravan.planning.arrays import Bools, Ints
from caravan.planning.problem import DayChoices, Problem


@dataclass(frozen=True)
class SingleUse:
    """A problem in which columns of some kind are used at most once.

    Attributes:
        problem: with twice the places.
        rows: by day and row of that problem the row of the one that it was made from.
    """

    problem: Problem
    rows: tuple[Ints, ...]

    def original(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        """The rows of a choice in the problem that this one was made from."""
        return tuple(int(rows[row]) for rows, row in zip(self.rows, chosen, strict=True))


def used_once(problem: Problem, special: tuple[Bools, ...]) -> SingleUse:
    """The problem in which at most one special column is chosen.

    Args:
        special: by day, which columns are.
    """
    days, rows = [], []
    for number, (day, used) in enumerate(zip(problem.days, special, strict=True)):
        plain = np.nonzero(~used)[0]
        taken = np.concatenate([plain, plain, np.nonzero(used)[0]])
        before = np.repeat([0, problem.places, 0], [len(plain), len(plain), int(used.sum())])
        after = np.repeat(
            [0, problem.places, problem.places], [len(plain), len(plain), int(used.sum())]
        )
        part = day.take(taken)
        is_last = number == len(problem.days) - 1
        overnight = part.overnight if is_last else part.overnight + after
        days.append(replace(part, first=part.first + before, overnight=overnight))
        rows.append(taken)
    return SingleUse(
        replace(problem, days=tuple(days), places=2 * problem.places),
        tuple(rows),
    )


def joined_choices(parts: tuple[DayChoices, ...]) -> DayChoices:
    """The columns of all of these, in order."""
    return DayChoices(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("first", "mask", "overnight", "cost", "later")
        )
    )
