"""Why a tour has no plan, and what would give it one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from caravan.plan.conflict import Conflict, Shortage
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.plan.repair import Explanation, Repair, RepairKind
from caravan.planning.choice import StoppedError
from caravan.planning.explaining.clashing_events import (
    Clash,
    clashing_events,
    sets_kept,
    single_rests,
)
from caravan.planning.explaining.menu import KINDS, menu
from caravan.planning.explaining.minimal_conflict import minimal_conflict
from caravan.planning.explaining.workshop import Workshop
from caravan.planning.problem import Problem, problem_of
from caravan.planning.progress import Watch
from caravan.planning.solve import solve
from caravan.tour.adjustment import WidenDay
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

# Shares of the time limit after which a stage that isn't the last must end.
_TIME_FOR_PLAN, _TIME_FOR_CONFLICT = 0.3, 0.5


class Stage(StrEnum):
    """What the explaining is at."""

    PLAN = "plan"
    """Whether there is a plan at all."""
    CONFLICT = "conflict"
    REPAIRS = "repairs"
    IMPROVE = "improve"


@dataclass(frozen=True, slots=True)
class Step:
    """How far the explaining is.

    Attributes:
        seconds: since it began.
        done, total: kinds of repairs that were decided, or repairs whose plan was improved.
    """

    stage: Stage
    seconds: float
    done: int = 0
    total: int = 0


OnNews = Callable[[Explanation, Step], None]
"""Told the explanation so far."""


def explain(
    tour: Tour,
    *,
    travel: TravelTimes | None = None,
    infeasible: Infeasible | None = None,
    time_limit: float | None = None,
    on_news: OnNews = lambda _explanation, _step: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Explanation | Plan:
    """Why the tour has no plan, and what would give it one; a plan when it has one after all.

    First the smallest conflict of wishes is looked for, or what is short when no small one exists;
    then, kind by kind, the cheapest change that makes a plan possible, each proved by a plan that
    has passed the checker; at last these plans are improved.

    Args:
        travel: travel times, by default over the tour's own roads and ferries.
        infeasible: the answer of `solve` if it is known: what is proved isn't proved again.
            Omissions that it doesn't have are not looked for.
        time_limit: seconds after which the explanation so far is returned; None for no limit.
        on_news: called with each news.
        should_stop: asked now and then; when true, the explanation so far is returned.

    What ran out of time is never told as impossible: `infeasible.proved` says what is proved.
    Raises CaravanError for a tour with more events than can be planned.
    """
    work = _Explaining(tour, travel, Watch(time_limit, told_to_stop=should_stop), on_news)
    return work.explained(infeasible)


class _Explaining:
    """The stages of one explanation."""

    def __init__(
        self,
        tour: Tour,
        travel: TravelTimes | None,
        watch: Watch,
        on_news: OnNews,
    ) -> None:
        self._tour = tour
        self._travel = travel or TravelTimes(tour)
        self._watch = watch
        self._on_news = on_news
        self._shop = Workshop(tour, self._travel.roads, watch.should_stop)
        self._explanation = Explanation(Infeasible(proved=False))
        self._clash: Clash | None = None
        # Nothing that is asked of a single event helps, when leaving it out doesn't.
        self._helping = tuple(event.id for event in tour.events if event.must_be_kept)

    def explained(self, infeasible: Infeasible | None) -> Explanation | Plan:
        """All stages, as far as time goes."""
        if infeasible is not None:
            self._explanation = Explanation(infeasible)
        self._tell(Stage.PLAN)
        try:
            if not self._explanation.infeasible.proved:
                answer = self._answer()
                if isinstance(answer, Plan):
                    return answer
                self._explanation = Explanation(answer)
            self._note_omissions()
            self._tell(Stage.CONFLICT)
            self._find_conflict(problem_of(self._tour, self._shop.columns))
            self._find_repairs()
        except StoppedError:
            pass
        return self._explanation

    def _answer(self) -> Plan | Infeasible:
        """Whether there is a plan, unless that takes too long."""
        left = self._watch.left
        return solve(
            self._tour,
            travel=self._travel,
            time_limit=None if left is None else left * _TIME_FOR_PLAN,
            should_stop=self._watch.should_stop,
        )

    def _note_omissions(self) -> None:
        """Which events help when they are left out, those with the shortest plan first."""
        omissions = self._explanation.infeasible.omissions
        if omissions:
            helping = [o for o in omissions if o.helps is not False]
            helping.sort(key=lambda o: (o.travel_minutes is None, o.travel_minutes))
            self._helping = tuple(omission.event for omission in helping)

    def _find_conflict(self, problem: Problem) -> None:
        def should_stop() -> bool:
            return self._watch.should_end_step(_TIME_FOR_CONFLICT)

        complete = self._shop.columns.complete
        try:
            sets = sets_kept(problem, should_stop)
            if sets is not None and complete and not self._explanation.infeasible.omissions:
                helping = single_rests(problem, sets)
                events = enumerate(self._tour.events)
                self._helping = tuple(event.id for n, event in events if helping >> n & 1)
            clash = clashing_events(problem, sets, should_stop=should_stop)
            if clash.events is not None:
                clashing = [self._tour.events[n].id for n in clash.events]
                conflict = minimal_conflict(
                    self._tour, self._travel, clashing, should_stop=should_stop
                )
                self._note_conflict(conflict)
            elif complete and self._explanation.infeasible.proved:
                self._clash = clash
        except StoppedError:
            if self._watch.should_stop():
                raise
        self._note_shortage()
        self._tell(Stage.CONFLICT)

    def _note_conflict(self, conflict: Conflict | None) -> None:
        if conflict is not None:
            infeasible = replace(self._explanation.infeasible, proved=True)
            self._explanation = replace(self._explanation, conflict=conflict, infeasible=infeasible)

    def _find_repairs(self) -> None:
        self._tell(Stage.REPAIRS, 0, len(KINDS))
        decisions = menu(self._shop, self._helping)
        for tried, decided in enumerate(decisions, start=1):
            if decided.is_decided:
                self._note_repair(decided.kind, decided.repair)
            self._tell(Stage.REPAIRS, tried, len(KINDS))
        repairs = self._explanation.repairs
        self._tell(Stage.IMPROVE, 0, len(repairs))
        for number, repair in enumerate(map(self._shop.improved, repairs), start=1):
            others = (r for r in self._explanation.repairs if r.kind is not repair.kind)
            self._explanation = replace(self._explanation, repairs=_ordered((*others, repair)))
            self._note_shortage()
            self._tell(Stage.IMPROVE, number, len(repairs))

    def _note_repair(self, kind: RepairKind, repair: Repair | None) -> None:
        repairs = self._explanation.repairs
        tried = {*self._explanation.tried, kind}
        self._explanation = replace(
            self._explanation,
            repairs=repairs if repair is None else _ordered((*repairs, repair)),
            tried=tuple(kind for kind in RepairKind if kind in tried),
        )
        self._note_shortage()

    def _note_shortage(self) -> None:
        if self._clash is None:
            return
        required = [event for event in self._tour.events if event.must_be_kept]
        repairs = self._explanation.repairs
        longer = [(n, r.plan) for r in repairs if (n := _longer(r)) is not None]
        least = min(longer, key=lambda pair: pair[0], default=None)
        without = (r.plan for r in repairs if r.kind is RepairKind.LEAVE_OUT)
        plan = least[1] if least else next(without, None)
        shortage = Shortage(
            service_minutes=sum(event.service_minutes for event in required),
            travel_minutes=plan.objective.travel_minutes if plan else None,
            minutes_a_day=least[0] if least else None,
            smallest=self._clash.at_least,
        )
        self._explanation = replace(self._explanation, shortage=shortage)

    def _tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        self._on_news(self._explanation, Step(stage, self._watch.seconds, done, total))


def _longer(repair: Repair) -> int | None:
    """By how many minutes a repair lengthens every day, None when it is another one."""
    match repair.adjustments:
        case (WidenDay(earlier, later),):
            return earlier + later
        case _:
            return None


def _ordered(repairs: tuple[Repair, ...]) -> tuple[Repair, ...]:
    """The cheapest first; among equals in the order of the kinds."""
    kinds = list(RepairKind)
    return tuple(sorted(repairs, key=lambda repair: (repair.cost, kinds.index(repair.kind))))
