"""The other answer: no plan keeps all required events."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Omission:
    """What leaving out one single required event would give.

    Attributes:
        event: id of the event left out.
        travel_minutes: least travel minutes of a plan that keeps all other required events
            (optional ones not counted), None when even so there is none.
    """

    event: str
    travel_minutes: int | None


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No plan: proved impossible, or not found in time. The two are never mixed up.

    Attributes:
        proved: True when it is proved that no plan keeps all required events.
        omissions: one for each required event, in the order of the tour; empty when there was
            no time to find out.
    """

    proved: bool
    omissions: tuple[Omission, ...] = ()
