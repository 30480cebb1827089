"""From a move by hand to the verdict: times of the whole programme, and every broken rule."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from bench.measure import Figure
from caravan.plan.check import broken_rules
from caravan.plan.outline import Outline, outline_of
from caravan.plan.plan import Plan
from caravan.plan.timing.timed import timed
from caravan.travel.times import TravelTimes

LIMIT_MS = 100
"""What a person doesn't notice."""


def edits(plan: Plan, runs: int, say: Callable[[str], None]) -> None:
    """Every single move of an event of a plan to another place in it, and to every night a bed."""
    travel = TravelTimes(plan.tour)
    moves = list(single_moves(plan))
    medians, busy, slowest, kept = [], [], 0.0, 0
    for _ in range(runs):
        took = []
        busy_before = time.process_time()
        for move in moves:
            began = time.perf_counter()
            kept += not broken_rules(timed(plan.tour, move(), travel=travel))
            took.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - busy_before) * 1000 / len(moves))
        medians.append(statistics.median(took))
        slowest = max(slowest, *took)
    say(f"moving an event of the 2020 plan by hand, each of {len(moves)} moves, ms, {runs} runs")
    say(f"  from the move to the verdict {Figure(tuple(medians))}, the limit is {LIMIT_MS}")
    say(f"  time of the processor        {Figure(tuple(busy))}")
    say(f"  the slowest of all           {slowest:7.2f}")
    say(f"  moves that break no rule: {kept // runs}")
    say("")


def single_moves(plan: Plan) -> Iterator[Callable[[], Outline]]:
    """Each event to each position of each day, each left out, each night at each bed."""
    outline = outline_of(plan)
    for team in outline.teams:
        for event in (stop.event for _, stop in plan.kept):
            yield partial(outline.without, event)
            for day in team.days:
                for position in range(len(day.events) + 1):
                    yield partial(outline.moved, event, team.id, day.date, position)
        for day in team.days[:-1]:
            for bed in plan.tour.beds:
                yield partial(outline.sleeping, team.id, day.date, bed.id)
