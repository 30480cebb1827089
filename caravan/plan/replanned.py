"""What becomes of a plan when life has changed it: the plan that follows, and who is touched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.plan.plan import Plan
from caravan.plan.promise import BrokenPromise
from caravan.tour.adjustment import Adjustment


@dataclass(frozen=True, slots=True)
class Replanned:
    """A plan that follows what life has changed.

    Attributes:
        plan: its `precedent` says what was frozen and promised.
        given_up: what the tour had to give up beyond the changes that were asked for: required
            events that can't be kept any more, the end that can't be reached. The plan answers the
            tour with these adjustments.
        broken: the promises that it breaks, in the order of the plan before.
    """

    plan: Plan
    given_up: tuple[Adjustment, ...]
    broken: tuple[BrokenPromise, ...]


class Cause(StrEnum):
    """Why a promise isn't kept."""

    TAKEN_OUT = "taken-out"
    """The event isn't in the tour any more."""
    HOST = "host"
    """The host can't receive the convoy then any more."""
    OUT_OF_REACH = "out-of-reach"
    """Nobody can be there in time any more."""
    FOR_OTHERS = "for-others"
    """It could be kept, but only by breaking others that weigh more, or as much."""
    UNKNOWN = "unknown"
    """There was no time to find out."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One event whose partners have to be told.

    Attributes:
        broken: the promise to them, and what becomes of it.
        cause: why.
        instead: the promises that keeping this one would break, when that is the cause.
    """

    broken: BrokenPromise
    cause: Cause
    instead: tuple[BrokenPromise, ...] = ()
