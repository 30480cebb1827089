"""What calendars know of one event: when it is, how often that has changed, and whom it has left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from caravan.errors import ImpossibleValue, msg
from caravan.plan.same_venue import same_venue
from caravan.tour.event import Event
from caravan.tour.place import Place


@dataclass(frozen=True, slots=True)
class Revision:
    """An event as one publication tells it.

    Attributes:
        event, place: as they were when it was last held: a cancelled one may have left the tour.
        uid: names it in the world, for ever, whatever tour and event are called later.
        team: id of the team that holds it.
        begins, ends: aware instants in the tour's zone.
        sequence: iCalendar's SEQUENCE: raised when beginning, end, town, venue or status changes,
            and when a partner takes part again who was told that it is off.
        revised: an aware instant, iCalendar's DTSTAMP: when anything that it says last changed.
        face: a hash of all that calendars say of it beside its times.
        cancelled: when it was dropped; None while it is held.
        withdrawn: whose calendars tell for a while that it has left them, though it is held.

    Raises ImpossibleValue for times without an offset, an end before the beginning, and a negative
    sequence.
    """

    event: Event
    place: Place
    uid: str
    team: str
    begins: datetime
    ends: datetime
    sequence: int
    revised: datetime
    face: str = ""
    cancelled: datetime | None = None
    withdrawn: tuple[Withdrawal, ...] = ()

    def __post_init__(self) -> None:
        instants = (self.begins, self.ends, self.revised, self.cancelled)
        if any(instant is not None and instant.utcoffset() is None for instant in instants):
            raise ImpossibleValue(msg("the instant needs an offset, like +01:00"))
        if self.ends <= self.begins:
            raise ImpossibleValue(msg("an event ends before it begins"))
        if self.sequence < 0:
            raise ImpossibleValue(msg("the revision's sequence is negative"))

    @property
    def is_cancelled(self) -> bool:
        """Whether it was told once and isn't held any more."""
        return self.cancelled is not None

    def dropped(self, at: datetime) -> Revision:
        """It cancelled, at an aware instant unless it was before, and as it was told last."""
        if self.is_cancelled:
            return self
        return replace(self, sequence=self.sequence + 1, revised=at, cancelled=at)

    def is_where(self, other: Revision) -> bool:
        """Whether it is in the town and the venue of another one, whatever their names say now."""
        return self.place.id == other.place.id and same_venue(self.event.venue, other.event.venue)


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
