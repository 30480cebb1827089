"""Who has to be told what by a publication: the difference to what each partner was told last.

Not the difference to the publication before: its mails may never have been sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caravan.errors import Message
from caravan.plan.change import Change, changes
from caravan.plan.publication import Publication
from caravan.store.mail import Mail, Method
from caravan.views.calendar import unreachable

Pair = tuple[str, str]
"""The ids of a partner and an event."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one partner has to be told of one event.

    Attributes:
        change: from what he was told last.
        told: number of the publication that told him; 0 when he knows nothing of it.
        is_back: whether the last that he was told is that it doesn't take place.
        obstacle: why he can't be written to; None when he can.
    """

    change: Change
    told: int
    is_back: bool
    obstacle: Message | None

    @property
    def pair(self) -> Pair:
        """The ids of the partner and the event."""
        return self.change.partner.id, self.change.after.event.id

    @property
    def method(self) -> Method:
        """What his calendar is asked to do."""
        return Method.CANCEL if self.change.is_off else Method.REQUEST


def told_last(mails: tuple[Mail, ...]) -> dict[Pair, Mail]:
    """The last mail that each partner got about each event, as far as is known."""
    return {(mail.partner, mail.event): mail for mail in mails if mail.state.has_told}


def due(
    made: Publication, told: Mapping[Pair, Mail], read: Callable[[int], Publication | None]
) -> tuple[Due, ...]:
    """Who has to be told what, in order of the events' times, what is off at the end.

    Args:
        made: the publication that tells it, kept or not yet.
        told: as `told_last` says.
        read: gives earlier publications by their number.
    """
    # Whoever was told that an event is off knows nothing of when it is.
    asked = {pair: mail for pair, mail in told.items() if mail.method is Method.REQUEST}
    numbers = {0} | {mail.publication for mail in asked.values()}
    found = []
    for number in sorted(numbers):
        before = read(number) if number else None
        for change in changes(before, made).told:
            pair = (change.partner.id, change.after.event.id)
            last = asked.get(pair)
            if (last.publication if last else 0) == number:
                is_back = last is None and pair in told
                found.append(Due(change, number, is_back, unreachable(made, change.partner)))
    return tuple(sorted(found, key=_turn))


def _turn(one: Due) -> tuple[object, ...]:
    revision = one.change.after
    return one.change.is_off, revision.begins, revision.event.id, one.change.partner.id
