"""Who is touched by a change of plan, and why each."""

from __future__ import annotations

from collections.abc import Callable

from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.plan.promise import Breach, BrokenPromise, promises_of
from caravan.plan.replanned import Cause, Replanned, Touched
from caravan.planning.held_promise import only_as_promised
from caravan.planning.progress import Watch
from caravan.planning.replan import replan
from caravan.planning.taken_over import Now, begun
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


def touched_by(
    replanned: Replanned,
    before: Plan,
    tour: Tour,
    now: Now,
    *,
    travel: TravelTimes | None = None,
    time_limit: float | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[Touched, ...]:
    """Who is touched, in the order of the plan before; each cause found by a search of its own.

    Args:
        tour, now, travel: as they were given to `replan`.
        time_limit: seconds for all searches together; causes beyond it are unknown.
    """
    watch = Watch(time_limit, told_to_stop=should_stop)
    events = {event.id: event for event in tour.events}
    past = begun(before, tour, now)
    broken = {promise.promise.event: promise for promise in replanned.broken}
    found = []
    for promise in promises_of(before.days, {e.id: e for e in before.tour.events}):
        if promise.event not in events:
            if promise.event not in past:
                gone = BrokenPromise(promise, Breach.LEFT_OUT, None, None)
                found.append(Touched(gone, Cause.TAKEN_OUT))
            continue
        breach = broken.get(promise.event)
        if breach is None or promise.event in past:
            continue
        narrowed = only_as_promised(tour, promise)
        if not any(
            window.hours.ends - window.hours.begins >= events[promise.event].service_minutes
            for window in narrowed.windows(narrowed.event(promise.event))
        ):
            found.append(Touched(breach, Cause.HOST))
            continue
        if watch.should_stop():
            found.append(Touched(breach, Cause.UNKNOWN))
            continue
        other = replan(
            before,
            tour,
            now,
            hold=promise,
            travel=travel,
            time_limit=watch.left,
            should_stop=should_stop,
        )
        found.append(_compared(breach, other, set(broken)))
    return tuple(found)


def _compared(breach: BrokenPromise, other: Replanned | Infeasible, known: set[str]) -> Touched:
    """Why a promise isn't kept, by the plan that keeps it."""
    if isinstance(other, Infeasible):
        return Touched(breach, Cause.OUT_OF_REACH if other.proved else Cause.UNKNOWN)
    event = breach.promise.event
    if any(promise.promise.event == event for promise in other.broken):
        return Touched(breach, Cause.OUT_OF_REACH)
    instead = tuple(p for p in other.broken if p.promise.event not in known)
    return Touched(breach, Cause.FOR_OTHERS, instead or other.broken)
