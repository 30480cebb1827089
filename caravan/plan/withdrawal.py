"""Events that are held, and yet are over for a partner or a town: taken out, or moved away.

Their own calendars go on telling so for a while, as they do of an event that was dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from caravan.errors import ImpossibleValue, msg
from caravan.plan.stay import stays

if TYPE_CHECKING:
    from caravan.plan.revision import Revision


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An event as the calendar of a partner or of a town tells it that it has left.

    Attributes:
        partner: id of the partner; empty when it is the town of `told` that it has left.
        told: the event as that calendar knew it, cancelled then.

    Raises ImpossibleValue for an event that isn't cancelled, or has withdrawals of its own.
    """

    partner: str
    told: Revision

    def __post_init__(self) -> None:
        if not self.told.is_cancelled or self.told.withdrawn:
            raise ImpossibleValue(msg("a withdrawal tells of an event that is cancelled"))

    def is_back(self, now: Revision) -> bool:
        """Whether the event is in that calendar after all."""
        if now.is_cancelled:
            return False
        if self.partner:
            return any(partner.id == self.partner for partner in now.event.partners)
        return now.place.id == self.told.place.id


def withdrawals(now: Revision, before: Revision, made: datetime) -> tuple[Withdrawal, ...]:
    """Those of an event as it is told now, carried over from how it was told before.

    Args:
        made: an aware instant, when `now` is published.
    """
    told = replace(before.dropped(made), withdrawn=())
    found = (
        *before.withdrawn,
        Withdrawal("", told),
        *(Withdrawal(partner.id, told) for partner in before.event.partners),
    )
    if now.is_cancelled:
        # Whoever took part until now reads in the event itself that it is off.
        found = before.withdrawn
    return tuple(
        each
        for each in found
        if not each.is_back(now) and each.told.cancelled and stays(each.told.cancelled, made)
    )
