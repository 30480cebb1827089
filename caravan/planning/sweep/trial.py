"""One tour to solve, its outcome, and how it is solved, in whatever process that happens.

What goes there and back is plain data: the tour and where its driving times come from, not the
travel times themselves. This module is imported by every worker process, so it imports no library
itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from caravan.errors import CaravanError, Message
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.tour.tour import Tour

if TYPE_CHECKING:
    from caravan.travel.engines.settings import EngineSettings
    from caravan.travel.roads import RoadTable
    from caravan.travel.times import TravelTimes


@dataclass(frozen=True, slots=True)
class Trial:
    """A tour to solve.

    Attributes:
        engine: the routing engine to ask for driving times, None for the tour's own roads.
        time_limit: seconds after which the best plan so far will do, None for no limit.
    """

    tour: Tour
    engine: EngineSettings | None = None
    time_limit: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a trial.

    Attributes:
        answer: the plan, or that there is none; None when the trial failed.
        failure: why it failed.
        warnings: of the source of driving times.
        stopped: whether it was told to stop before it had come to an end by itself.
    """

    answer: Plan | Infeasible | None
    failure: Message | None = None
    warnings: tuple[Message, ...] = ()
    stopped: bool = False


told_to_stop: ContextVar[Callable[[], bool]] = ContextVar("told_to_stop", default=lambda: False)
"""Asked by a trial now and then: whether it should end with the best plan so far."""


def run_trial(trial: Trial) -> Outcome:
    """Solve the tour of a trial. What caravan can explain is its failure, the rest is raised."""
    from caravan.planning.solve import solve

    stop = told_to_stop.get()
    stopped = False

    def should_stop() -> bool:
        nonlocal stopped
        stopped = stopped or stop()
        return stopped

    try:
        travel = _travel(_Network.of(trial.tour), trial.engine)
        answer = solve(
            trial.tour,
            travel=travel,
            time_limit=trial.time_limit,
            should_stop=should_stop,
        )
    except CaravanError as error:
        return Outcome(None, error.message)
    return Outcome(answer, warnings=travel.warnings, stopped=stopped)


@dataclass(frozen=True, slots=True)
class _Network:
    """A tour as far as driving times depend on it: equal for tours that have the same ones."""

    parts: tuple[object, ...]
    tour: Tour = field(compare=False)

    @classmethod
    def of(cls, tour: Tour, *, with_timetables: bool = True) -> _Network:
        places = tuple(replace(place, can_sleep=False) for place in tour.places)
        ports = tuple(ferry.ports for ferry in tour.ferries)
        ferries = tour.ferries if with_timetables else ports
        return cls((places, tour.roads, tour.estimate, ferries), tour)


@lru_cache(maxsize=2)
def _travel(network: _Network, engine: EngineSettings | None) -> TravelTimes:
    """Ways that were found for one trial are there for the next: most share all of them."""
    from caravan.travel.times import TravelTimes

    roads = _roads(_Network.of(network.tour, with_timetables=False), engine)
    return TravelTimes(network.tour, roads)


@lru_cache(maxsize=2)
def _roads(network: _Network, engine: EngineSettings | None) -> RoadTable:
    """Driving times: an engine is asked once, whatever else changes."""
    from caravan.travel.engines import roads_of

    return roads_of(network.tour, engine)
