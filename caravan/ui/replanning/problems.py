"""What can't be as it was told: changes of the past, and what contradicts the tour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from caravan.errors import CaravanError, ImpossibleValue, Message, msg
from caravan.plan.plan import Plan
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import Adjustment, LeaveOut, OnlyWindow, RefuseDate
from caravan.tour.event import Event
from caravan.tour.tour import Tour
from caravan.ui.replanning.ahead import Ahead


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a change can't be made.

    Attributes:
        held: id of the event that a pin or a fixed date holds fast; empty for another problem.
        is_pin: whether it is a pin.
    """

    message: Message
    held: str = ""
    is_pin: bool = False


def problems_of(changes: Iterable[Adjustment], ahead: Ahead) -> dict[Adjustment, Problem]:
    """The changes that can't be made, each with the reason."""
    tour, found = ahead.tour, {}
    still_ahead = {event.id for event in ahead.events}
    for change in changes:
        problem = _problem(change, tour, ahead, still_ahead)
        if problem is None:
            try:
                tour = adjusted(tour, change)
            except ImpossibleValue as error:
                problem = Problem(error.message)
        if problem is not None:
            found[change] = problem
    return found


def problem_of_all(
    tour: Tour, plan: Plan, moment: datetime, late_minutes: int, late_team: str = ""
) -> Message | None:
    """Why the plan can't be taken over at this moment, the changes made; None when it can."""
    from caravan.planning.taken_over import Now, standings_of

    try:
        standings_of(plan, tour, Now(moment, late_minutes, late_team))
    except CaravanError as error:
        return error.message
    return None


def _problem(change: Adjustment, tour: Tour, ahead: Ahead, still_ahead: set[str]) -> Problem | None:
    if ahead.is_behind(change):
        return Problem(msg("This lies before the moment told above: the past can't change."))
    if not isinstance(change, LeaveOut | RefuseDate | OnlyWindow):
        return None
    event = next((event for event in tour.events if event.id == change.event), None)
    if event is None:
        return None
    if event.id not in still_ahead:
        return Problem(msg("This event had begun at the moment told above: the past can't change."))
    # Hours that a host proposes take the place of whatever held the event before.
    return None if isinstance(change, OnlyWindow) else _held(change, event)


def _held(change: LeaveOut | RefuseDate, event: Event) -> Problem | None:
    """What holds the event fast where it can't be any more."""
    if isinstance(change, LeaveOut):
        if event.pin is None:
            return None
        return Problem(
            msg("It is pinned in the tour, so it can't be cancelled: take the pin off first."),
            event.id,
            is_pin=True,
        )
    if event.pin is not None and event.pin.date == change.date:
        return Problem(
            msg("It is pinned to this date: take the pin off first."), event.id, is_pin=True
        )
    if event.date == change.date:
        return Problem(msg("This date is fixed in the tour: set the event free first."), event.id)
    return None
