"""Solving many tours through the standard interface of `concurrent.futures`."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from caravan.errors import CaravanError, msg
from caravan.planning.sweep.cluster import Cluster, cluster
from caravan.planning.sweep.processes import InThisProcess, processes
from caravan.planning.sweep.settings import SweepSettings
from caravan.planning.sweep.trial import Outcome, Trial, run_trial

_LOOK_SECONDS = 0.1
_CHECK_SECONDS = 3.0
_PATIENCE_CHECKS = 5
_LEAST_SECONDS = 0.5
"""No trial gets less time than this, whatever the time limit."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Whoever solves the trials.

    Attributes:
        executor: of `concurrent.futures`.
        size: how many trials it solves at once.
        cluster: the Dask cluster behind it, if there is one.
    """

    executor: Executor
    size: int
    cluster: Cluster | None = None


@contextlib.contextmanager
def staff(
    settings: SweepSettings, should_stop: Callable[[], bool] = lambda: False
) -> Iterator[Staff]:
    """The staff of these settings; all of it is gone, or free again, at the end of the block.

    Args:
        should_stop: asked by trials that run in this process; others are told by the sweep.

    Raises CaravanError for a Dask cluster that can't be reached.
    """
    if settings.dask:
        with cluster(settings.dask) as found:
            yield Staff(found.executor, found.threads, found)
    elif settings.workers > 1:
        with processes(settings.workers) as executor:
            yield Staff(executor, settings.workers)
    else:
        yield Staff(InThisProcess(should_stop), 1)


def sweep(
    trials: Sequence[Trial],
    by: Staff,
    *,
    time_limit: float | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    on_outcome: Callable[[int, Outcome], None] = lambda _number, _outcome: None,
) -> tuple[Outcome | None, ...]:
    """The outcome of each trial, in their order, whoever solves them: always the same ones.

    Args:
        time_limit: seconds for all of them together; each gets its share of what is left, so that
            a hard one doesn't eat the time of the others. None for no limit.
        should_stop: asked now and then; when true, what isn't done yet stays None.
        on_outcome: called with the number of a trial, from 0, and its outcome as soon as it is
            known, in any order.

    What goes wrong in one trial is the failure of that trial. Raises CaravanError when the staff
    itself is lost.
    """
    run = _Run(trials, by, time_limit)
    try:
        while run.waiting or run.pending:
            if should_stop():
                break
            run.submit()
            for number, outcome in run.done():
                on_outcome(number, outcome)
    finally:
        for future in run.pending:
            future.cancel()
    return tuple(run.outcomes)


class _Run:
    """A sweep on its way."""

    def __init__(self, trials: Sequence[Trial], by: Staff, time_limit: float | None) -> None:
        self.outcomes: list[Outcome | None] = [None] * len(trials)
        self.waiting = deque(enumerate(trials))
        self.pending: dict[Future[Outcome], int] = {}
        self._staff = by
        self._end = None if time_limit is None else time.monotonic() + time_limit
        self._heard = time.monotonic()

    def submit(self) -> None:
        """Hand out trials: no more than are worked on, and one that is next."""
        at_once = 1 if isinstance(self._staff.executor, InThisProcess) else self._staff.size + 1
        while self.waiting and len(self.pending) < at_once:
            limit = self._share()
            number, trial = self.waiting.popleft()
            if limit is not None:
                trial = replace(trial, time_limit=limit)
            try:
                future = self._staff.executor.submit(run_trial, trial)
            except BrokenProcessPool:
                raise _lost_process() from None
            self.pending[future] = number

    def _share(self) -> float | None:
        if self._end is None:
            return None
        left = (self._end - time.monotonic()) * self._staff.size / len(self.waiting)
        return max(_LEAST_SECONDS, left)

    def done(self) -> list[tuple[int, Outcome]]:
        """Trials that have come to an end, after a moment at most."""
        finished, _ = wait(self.pending, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
        news = []
        for future in sorted(finished, key=lambda future: self.pending[future]):
            number = self.pending.pop(future)
            outcome = self._outcome(future)
            if not outcome.stopped:
                self.outcomes[number] = outcome
                news.append((number, outcome))
        now = time.monotonic()
        if news:
            self._heard = now
        elif self._staff.cluster is not None and now > self._heard + _CHECK_SECONDS:
            self._heard = now
            self._staff.cluster.check(_PATIENCE_CHECKS)
        return news

    def _outcome(self, future: Future[Outcome]) -> Outcome:
        try:
            return future.result()
        except BrokenProcessPool:
            raise _lost_process() from None
        except CancelledError:
            # Nobody here cancels what is looked at: the cluster has dropped it.
            if self._staff.cluster is not None:
                raise self._staff.cluster.lost() from None
            raise
        except CaravanError as error:
            return Outcome(None, error.message)
        except Exception as error:  # noqa: BLE001 - a fault of one trial is told for that one
            what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            return Outcome(None, msg("internal error ({what})", what=what))


def _lost_process() -> CaravanError:
    return CaravanError(
        msg(
            "A process that was solving has ended without an answer. If memory is short, use "
            "fewer processes."
        )
    )
