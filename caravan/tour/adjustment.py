"""One change of the question: what a repair proposes, a scenario tries, and life demands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.tour.opening import Hours


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Take an event out of the tour."""

    event: str


@dataclass(frozen=True, slots=True)
class MakeOptional:
    """Let an event be left out when it doesn't fit."""

    event: str


@dataclass(frozen=True, slots=True)
class WidenDay:
    """Begin every day earlier and end it later, in minutes."""

    earlier: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class DriveMore:
    """Raise the driving limit of a day, in minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AddDays:
    """Let the tour begin some days earlier and end some days later."""

    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class AddBed:
    """Find beds in a town that had none."""

    place: str


@dataclass(frozen=True, slots=True)
class AddWindow:
    """Let a host receive the convoy in further hours of a date; they join those that it has."""

    event: str
    date: Date
    hours: Hours


@dataclass(frozen=True, slots=True)
class OnlyWindow:
    """The host can receive the convoy in these hours of a date, and in no others any more."""

    event: str
    date: Date
    hours: Hours


@dataclass(frozen=True, slots=True)
class ConfirmPartner:
    """A partner takes part for sure: to move its event breaks a promise of more weight."""

    partner: str


@dataclass(frozen=True, slots=True)
class AddSailing:
    """One more sailing: from a port of a ferry, on a date, at a minute after midnight."""

    ferry: str
    origin: str
    date: Date
    departs: int


@dataclass(frozen=True, slots=True)
class AddTeam:
    """Share the events among one more team."""


@dataclass(frozen=True, slots=True)
class FreeDate:
    """Let an event be on any date: neither a fixed one nor a pin holds it."""

    event: str


@dataclass(frozen=True, slots=True)
class FreeHour:
    """Let an event begin at any hour of its windows."""

    event: str


@dataclass(frozen=True, slots=True)
class PinEvent:
    """Hold an event fast on a date, and at a minute after midnight if one is given."""

    event: str
    date: Date
    begins: int | None = None


@dataclass(frozen=True, slots=True)
class RefuseDate:
    """The host refuses a date; if it was its fixed date, it has none any more."""

    event: str
    date: Date


@dataclass(frozen=True, slots=True)
class CloseRoad:
    """The direct road between two places can't be driven."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class CancelSailings:
    """No ship of a ferry sails on a date; with a port and a minute only that one doesn't."""

    ferry: str
    date: Date
    origin: str = ""
    departs: int | None = None


@dataclass(frozen=True, slots=True)
class EndAt:
    """Let the tour end in another town."""

    place: str


@dataclass(frozen=True, slots=True)
class DropOrder:
    """Forget an order that was set by hand."""

    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DropForbiddenPair:
    """Allow two events on one day again."""

    events: tuple[str, str]


Adjustment = (
    LeaveOut
    | MakeOptional
    | WidenDay
    | DriveMore
    | AddDays
    | AddBed
    | AddWindow
    | OnlyWindow
    | ConfirmPartner
    | AddSailing
    | AddTeam
    | FreeDate
    | FreeHour
    | PinEvent
    | RefuseDate
    | CloseRoad
    | CancelSailings
    | EndAt
    | DropOrder
    | DropForbiddenPair
)
"""Any of them. `caravan.tour.adjusting.adjusted` makes them to a tour."""
