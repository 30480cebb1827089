"""What a change asks of people, in minutes: the measure by which repairs are ordered.

A host who stays open half an hour longer gives half an hour; days that last half an hour longer take it
from everybody every day. What asks for more than time has a price in minutes that says what is
rather done first: forget what was set by hand, free a date that a host was promised, find beds in
another town, have a ship sail, add a day, leave a town out, send one more team.
"""

from __future__ import annotations

from collections.abc import Iterable

from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    Adjustment,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    FreeDate,
    FreeHour,
    LeaveOut,
    MakeOptional,
    WidenDay,
)
from caravan.tour.tour import Tour

SET_BY_HAND = 60
"""An order, a forbidden pair or a pin that the organizers forget again."""

FIXED_BY_HOST = 240
"""Another date or hour than the one that was agreed with a host."""

BED = 480
SAILING = 720
DAY = 960
TOWN = 1920
"""A town that is left out; its service minutes come on top."""

TEAM = 3840


def cost_of(adjustments: Iterable[Adjustment], tour: Tour) -> int:
    """What these changes of a tour ask of people, in minutes.

    Raises ValueError for a change that is no repair, as a refusal, KeyError for an unknown event.
    """
    return sum(_cost(adjustment, tour) for adjustment in adjustments)


def _cost(adjustment: Adjustment, tour: Tour) -> int:  # noqa: PLR0911 - one answer a kind
    days = tour.number_of_days * tour.teams
    match adjustment:
        case DropOrder() | DropForbiddenPair():
            return SET_BY_HAND
        case FreeDate(event):
            return SET_BY_HAND if tour.event(event).date is None else FIXED_BY_HOST
        case FreeHour(event):
            return SET_BY_HAND if tour.event(event).begins is None else FIXED_BY_HOST
        case AddWindow(_, _, hours):
            return hours.ends - hours.begins
        case WidenDay(earlier, later):
            return (earlier + later) * days
        case DriveMore(minutes):
            return minutes * days
        case AddBed():
            return BED
        case AddSailing():
            return SAILING
        case AddDays(before, after):
            return (before + after) * DAY * tour.teams
        case LeaveOut(event) | MakeOptional(event):
            return TOWN + tour.event(event).service_minutes
        case AddTeam():
            return TEAM
        case _:
            raise ValueError(f"{adjustment} is no repair")
