"""The difference between two publications, partner by partner: who has to be told what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.tour.partner import Partner


class ChangeKind(StrEnum):
    """What changed for a partner."""

    NEW = "new"
    """Told for the first time, or again after it was dropped."""
    OTHER_DAY = "other-day"
    OTHER_HOUR = "other-hour"
    OTHER_PLACE = "other-place"
    """The same time in another town or venue."""
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    """The event is held, but this partner takes no part any more."""
    NEW_ADDRESS = "new-address"
    """Nothing but the address to which it is sent."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one partner has to be told of one event.

    Attributes:
        partner: as the later publication knows it; of one withdrawn or dropped, the earlier one.
        before: what was told last, None for the first time.
        after: what is told now; of a partner that is withdrawn, the event as it is held.
    """

    partner: Partner
    kind: ChangeKind
    before: Revision | None
    after: Revision

    @property
    def is_off(self) -> bool:
        """Whether the partner is told that it doesn't take place for him."""
        return self.kind in {ChangeKind.CANCELLED, ChangeKind.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs.

    Attributes:
        told: in order of the events' times, the dropped ones last.
        untouched: partners with the events of which nothing changed for them.
    """

    told: tuple[Change, ...]
    untouched: tuple[tuple[Partner, Revision], ...]


def changes(before: Publication | None, after: Publication) -> Changes:
    """Who has to be told what, when one publication follows another or is the first."""
    told: list[Change] = []
    untouched: list[tuple[Partner, Revision]] = []
    for now in after.revisions:
        then = before.revision(now.event.id) if before else None
        partners_then = {} if then is None or then.is_cancelled else _partners(then)
        partners_now = {} if now.is_cancelled else _partners(now)
        for id_, partner in partners_now.items():
            was = partners_then.get(id_)
            kind = ChangeKind.NEW if was is None or then is None else _kind(then, now, was, partner)
            if kind is None:
                untouched.append((partner, now))
            else:
                told.append(Change(partner, kind, then if was else None, now))
        gone = ChangeKind.CANCELLED if now.is_cancelled else ChangeKind.WITHDRAWN
        told += [
            Change(partner, gone, then, now)
            for id_, partner in partners_then.items()
            if id_ not in partners_now
        ]
    return Changes(tuple(told), tuple(untouched))


def _partners(revision: Revision) -> dict[str, Partner]:
    return {partner.id: partner for partner in revision.event.partners}


def _kind(then: Revision, now: Revision, was: Partner, partner: Partner) -> ChangeKind | None:
    """What the partner notices. By fields, not by the sequence: an event may have come back."""
    if now.begins.date() != then.begins.date():
        return ChangeKind.OTHER_DAY
    if (now.begins, now.ends) != (then.begins, then.ends):
        return ChangeKind.OTHER_HOUR
    if not now.is_where(then):
        return ChangeKind.OTHER_PLACE
    return ChangeKind.NEW_ADDRESS if was.email != partner.email else None
