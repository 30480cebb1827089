"""Events that are held, and yet are over for a partner or a town: taken out, or moved away.

Their own calendars go on telling so for a while, as they do of an event that was dropped.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from caravan.plan.revision import Revision, Withdrawal
from caravan.plan.stay import stays


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
