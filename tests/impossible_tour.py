"""Tours that can't be done, with what `caravan explain` says of them, made with the true planner."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from files.edited import our_files, small_files, with_text

from caravan.files.explanation_json import explanation_to_data
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.plan.conflict import Conflict, Wish, WishKind
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.plan.repair import Explanation, Repair, RepairKind
from caravan.planning.solve import solve
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import AddDays, Adjustment, LeaveOut, WidenDay


def impossible_files() -> TourFiles:
    """One day, two towns, over at 16:30: the second host can't be done before 17:00."""
    files = with_text(small_files(), "schedule.yaml", "2020-03-11", "2020-03-09")
    return with_text(files, "schedule.yaml", "08:00-19:00", "08:00-16:30")


def files_of_2020_without_evenings() -> TourFiles:
    """The tour of 2020 with every host closed from 18:00 on: proved impossible."""
    files = our_files()
    text = files.schedule.text
    return with_text(files, "schedule.yaml", text, text.replace("09:00-19:00", "09:00-18:00"))


@cache
def explanation_of_impossible() -> Explanation:
    """What is to be said of `impossible_files`."""
    tour = tour_of(impossible_files())
    infeasible = solve(tour)
    assert isinstance(infeasible, Infeasible)

    def repair(kind: RepairKind, change: Adjustment, cost: int) -> Repair:
        plan = solve(adjusted(tour, change))
        assert isinstance(plan, Plan)
        return Repair(kind, (change,), cost, plan)

    wishes = (
        Wish(WishKind.KEEP, ("sbeitla",)),
        Wish(WishKind.KEEP, ("sfax",)),
        Wish(WishKind.WORKING_HOURS),
    )
    return Explanation(
        infeasible,
        Conflict(wishes),
        repairs=(
            repair(RepairKind.LATER_END, WidenDay(later=30), 30),
            repair(RepairKind.ONE_MORE_DAY, AddDays(after=1), 480),
            repair(RepairKind.LEAVE_OUT, LeaveOut("sfax"), 960),
        ),
        tried=(RepairKind.LATER_END, RepairKind.ONE_MORE_DAY, RepairKind.LEAVE_OUT),
    )


def write_answer(path: Path, explanation: Explanation) -> Path:
    """The last line of the command, in a file."""
    answer = {"result": "explained", "explanation": explanation_to_data(explanation)}
    path.write_text(json.dumps(answer), encoding="utf-8")
    return path
