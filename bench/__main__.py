"""``make bench``: how fast decisions are made and proved, as medians, beside alternatives."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.decisions import impossible, ways_out, what_now
from bench.editing import editing
from bench.edits import edits
from bench.feeds import feeds
from bench.geocoding import geocoding
from bench.measure import Figure, process
from bench.set_partitioning import solve_by_cp_sat
from bench.sweeps import sweeps
from caravan.files.read_tour import read_tour
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.planning.bounds import bounds_of
from caravan.planning.choice import choose
from caravan.planning.columns import enumerate_columns
from caravan.planning.problem import problem_of
from caravan.planning.progress import Progress
from caravan.planning.search import STATE_LIMIT, find
from caravan.planning.solve import solve
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

SCHEDULE = Path(__file__).parent.parent / "data" / "schedule.yaml"


def say(line: str = "") -> None:
    """Print at once, so that long measurements show how far they are."""
    print(line, flush=True)


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement")
    parser.add_argument(
        "--alternative-seconds",
        type=float,
        default=60.0,
        help="time limit of the alternative; 0 leaves it out",
    )
    arguments = parser.parse_args()
    geocoding(arguments.runs, say)
    editing(arguments.runs, say)
    feeds(arguments.runs, say)
    tour = read_tour(SCHEDULE)
    whole_process(arguments.runs)
    in_process(tour, arguments.runs)
    impossible(tour, arguments.runs, min(20.0, arguments.alternative_seconds), say)
    ways_out(tour, arguments.runs, say)
    what_now(tour, arguments.runs, say)
    edits(planned(tour)[0], arguments.runs, say)
    tracking(tour)
    sweeps(tour, min(arguments.runs, 3), say)  # minutes each
    if arguments.alternative_seconds > 0:
        alternative(tour, arguments.alternative_seconds)


def whole_process(runs: int) -> None:
    """``caravan plan`` from start to end, with imports and files."""
    say(f"caravan plan on the 2020 tour as a whole process, median of {runs} (least to most)")
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / f"{run}.json" for run in range(runs)]
        command = [sys.executable, "-m", "caravan", "plan", str(SCHEDULE), "--progress", "none"]
        costs = [process([*command, "--out", str(out)]) for out in outs]
        same = len({out.read_bytes() for out in outs}) == 1
    say(f"  seconds      {Figure(tuple(cost.seconds for cost in costs))}")
    say(f"  peak memory  {Figure(tuple(cost.megabytes for cost in costs))} MB")
    say(f"  the same bytes every time: {'yes' if same else 'NO'}")
    say()


def in_process(tour: Tour, runs: int) -> None:
    """Time to the first plan and to the proof, files read and libraries loaded."""
    firsts, proofs = [], []
    plan, reports = planned(tour)  # The first run loads OR-Tools and isn't counted.
    for _ in range(runs):
        plan, reports = planned(tour)
        firsts.append(next(r.seconds for r in reports if r.travel_minutes is not None))
        proofs.append(reports[-1].seconds)
    say(f"planning the 2020 tour in a warm process, median of {runs} (least to most)")
    say(f"  feasible days {reports[-1].columns}, travel {plan.objective.travel_minutes} min,")
    say(f"  status {plan.status.value}, proved bound {plan.bound.travel_minutes} min")
    say(f"  first plan   {Figure(tuple(firsts))} s")
    say(f"  proof        {Figure(tuple(proofs))} s")
    say()


def planned(tour: Tour) -> tuple[Plan, list[Progress]]:
    """The plan of a tour that has one, and what the search reported."""
    reports: list[Progress] = []
    plan = solve(tour, on_progress=reports.append)
    if isinstance(plan, Infeasible):
        sys.exit(f"the tour {tour.id} has no plan")
    return plan, reports


def tracking(tour: Tour) -> None:
    """How many partial plans the last round looks at, without and with tracked events."""
    problem = problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))
    bounds = bounds_of(problem)
    verdict = find(problem, bounds)
    if verdict.best is None:
        sys.exit("the 2020 tour has no plan")
    say("partial plans in the round that proves the 2020 tour")
    for tracked in (bounds, verdict.bounds):
        choice = choose(problem, tracked, verdict.best.cost, state_limit=STATE_LIMIT)
        states = sum(len(evening) for evening in choice.evenings)
        least = tracked.least(problem) // problem.minute
        say(f"  {len(tracked.tracked):2} events tracked: {states:9,}  (bound {least} min)")
    say()


def alternative(tour: Tour, seconds: float) -> None:
    """CP-SAT on the same columns, two workers."""
    say(f"the alternative: CP-SAT set partitioning on the same feasible days, {seconds:.0f} s")
    problem = problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))
    result = solve_by_cp_sat(problem, seconds)
    first = "none" if result.first_plan is None else f"after {result.first_plan:.2f} s"
    travel = "none" if result.travel_minutes is None else f"{result.travel_minutes} min"
    say(f"  {result.status.lower()} after {result.seconds:.2f} s; first plan {first}")
    say(f"  best plan {travel}, proved bound {result.bound} min")


if __name__ == "__main__":
    main()
