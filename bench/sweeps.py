"""The price list of the 2020 tour: in one process, in two, and by one command for each change."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Figure, process
from caravan.files.plan_json import write_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.planning.price_list import price_list
from caravan.planning.price_questions import price_questions
from caravan.planning.solve import solve
from caravan.planning.sweep.settings import SweepSettings
from caravan.planning.sweep.sweep import staff
from caravan.tour.tour import Tour


def sweeps(tour: Tour, runs: int, say: Callable[[str], None]) -> None:
    """Measure them in turns, so that all see the same machine."""
    plan = solve(tour)
    if isinstance(plan, Infeasible):
        sys.exit(f"the tour {tour.id} has no plan")
    number = len(price_questions(plan)) - 1
    seconds: dict[str, list[float]] = {"one": [], "two": [], "cold": []}
    lists = set()
    for _ in range(runs):
        for name, workers in (("one", 1), ("two", 2)):
            began = time.perf_counter()
            with staff(SweepSettings(workers)) as by:
                lists.add(price_list(plan, by).prices)
            seconds[name].append(time.perf_counter() - began)
        seconds["cold"].append(_cold(plan))
    say(f"price list of the 2020 tour, {number} prices, median of {runs} (least to most)")
    say(f"  in this process              {Figure(tuple(seconds['one']))} s")
    say(f"  in two processes             {Figure(tuple(seconds['two']))} s")
    say(f"  a new process for each price {Figure(tuple(seconds['cold']))} s")
    say(f"  the same prices every time: {'yes' if len(lists) == 1 else 'NO'}")
    say("")


def _cold(plan: Plan) -> float:
    """The alternative: each changed tour solved by a process of its own, one after the other."""
    code = (
        "import sys; from pathlib import Path; "
        "from caravan.files.plan_json import read_plan; "
        "from caravan.planning.solve import solve; "
        "solve(read_plan(Path(sys.argv[1])).tour)"
    )
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for question in price_questions(plan):
            path = Path(folder) / "tour.json"
            # The plan in the file isn't looked at; it brings the tour.
            write_plan(Plan(question.tour, plan.status, plan.objective, plan.bound, ()), path)
            process([sys.executable, "-c", code, str(path)])
    return time.perf_counter() - began
