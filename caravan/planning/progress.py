"""What a search tells while it runs, and how it is told to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Phase(StrEnum):
    """What the search is doing."""

    DAYS = "days"
    BOUND = "bound"
    SEARCH = "search"
    IMPROVE = "improve"
    EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a search.

    Attributes:
        seconds: since it began.
        columns: feasible days found.
        value, travel_minutes: of the best plan so far, None as long as there is none.
        bound: travel minutes that no plan of this value undercuts (without a plan: no plan that
            keeps every event), None while unknown.
    """

    phase: Phase
    seconds: float
    columns: int = 0
    value: int | None = None
    travel_minutes: int | None = None
    bound: int | None = None


@dataclass
class Watch:
    """A clock for one search: reports progress, and says when to stop.

    Attributes:
        time_limit: seconds, or None for no limit.
        on_progress: called with each news.
        told_to_stop: asked now and then.
    """

    time_limit: float | None = None
    on_progress: Callable[[Progress], None] = lambda _: None
    told_to_stop: Callable[[], bool] = lambda: False
    _began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self._began

    @property
    def left(self) -> float | None:
        """Seconds until the time is over, None without a limit."""
        return None if self.time_limit is None else max(0.0, self.time_limit - self.seconds)

    def should_stop(self) -> bool:
        """Whether the time is over or somebody asked to stop."""
        over = self.time_limit is not None and self.seconds >= self.time_limit
        return over or self.told_to_stop()

    def should_end_step(self, share: float) -> bool:
        """Whether a step that is not the last must end: it may use this share of the time."""
        over = self.time_limit is not None and self.seconds >= share * self.time_limit
        return over or self.told_to_stop()
