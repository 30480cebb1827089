"""The rules of a day."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours


@dataclass(frozen=True, slots=True)
class BreakRule:
    """A break that the team takes when it is at work through the hours of the break.

    Exactly: on every day there are `minutes` in a row inside `within` during which the team
    stands in a town and neither drives, sails nor hosts. Time before its first departure and
    after its last arrival counts as free.

    Raises ImpossibleValue when the break is longer than the hours it must lie in.
    """

    minutes: int
    within: Hours

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= self.within.ends - self.within.begins:
            raise ImpossibleValue(
                msg(
                    "a break of {minutes} minutes does not fit into its hours",
                    minutes=self.minutes,
                )
            )


@dataclass(frozen=True, slots=True)
class DayRules:
    """Working hours and limits that hold on every date of the tour.

    Attributes:
        hours: nobody drives, sails or hosts before or after them.
        max_driving_minutes: driving limit of a day (sailing isn't driving).
        pause: the break rule, or None.
    """

    hours: Hours
    max_driving_minutes: int
    pause: BreakRule | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.max_driving_minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(
                msg(
                    "a driving limit of {minutes} minutes is not between 0 and 24 hours",
                    minutes=self.max_driving_minutes,
                )
            )
