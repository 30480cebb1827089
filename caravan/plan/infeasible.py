"""The other answer: no plan keeps all required events."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.errors import ImpossibleValue, msg


@dataclass(frozen=True, slots=True)
class Omission:
    """What leaving out one single required event would give.

    Attributes:
        event: id of the event left out.
        helps: whether a plan keeps all other required events then; None when that isn't known.
        travel_minutes: least travel minutes of such a plan (optional events not counted); None when
            there is none, or when they aren't known.
    """

    event: str
    helps: bool | None
    travel_minutes: int | None = None

    def __post_init__(self) -> None:
        if self.travel_minutes is not None and not self.helps:
            raise ImpossibleValue(
                msg("travel of {event} left out, which helps nothing", event=self.event)
            )


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No plan: proved impossible, or not found in time. The two are never mixed up.

    Attributes:
        proved: True when it is proved that no plan keeps all required events.
        omissions: one for each required event, in the order of the tour; empty when nothing
            is known of any.
    """

    proved: bool
    omissions: tuple[Omission, ...] = ()
