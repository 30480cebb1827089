"""A publication: an immutable, numbered version of a plan that partners were told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from caravan.errors import ImpossibleValue, msg
from caravan.plan.plan import Plan
from caravan.plan.revising import revisions_of
from caravan.plan.revision import Revision
from caravan.tour.partner import Partner


@dataclass(frozen=True, slots=True)
class Publication:
    """What subscribers and partners are told.

    Attributes:
        schedule: name of the schedule that it is of.
        number: from 1 in the order of publishing; 0 for a plan that nobody was told of yet.
        made: an aware instant, to the second, later than that of the one before.
        who: the account that published it.
        note: a word of the organizers to themselves.
        revisions: the events held in order of time, then all that were told once and dropped.

    Raises ImpossibleValue for a negative number and an instant without offset.
    """

    schedule: str
    number: int
    made: datetime
    who: str
    note: str
    plan: Plan
    revisions: tuple[Revision, ...]

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ImpossibleValue(msg("the number of a publication is negative"))
        if self.made.utcoffset() is None:
            raise ImpossibleValue(msg("the instant needs an offset, like +01:00"))

    @property
    def held(self) -> tuple[Revision, ...]:
        """The events that the plan keeps, in order of time."""
        return tuple(revision for revision in self.revisions if not revision.is_cancelled)

    @property
    def partners(self) -> dict[str, Partner]:
        """Everybody who has a calendar of its own, by id: of all events, and taken out lately."""
        found = {p.id: p for revision in self.revisions for p in revision.event.partners}
        for each in (each for revision in self.revisions for each in revision.withdrawn):
            for partner in each.told.event.partners:
                if partner.id == each.partner:
                    found.setdefault(partner.id, partner)
        return found

    def revision(self, event: str) -> Revision | None:
        """What it tells of an event, held or dropped; None when it was never told of."""
        return next((r for r in self.revisions if r.event.id == event), None)


def next_publication(
    plan: Plan,
    before: Publication | None,
    *,
    schedule: str,
    made: datetime,
    who: str = "",
    note: str = "",
) -> Publication:
    """The publication that a plan would be after another one, or as the first.

    Its instant is a second after that of the one before at least: clocks jump back, and calendars
    ignore what seems older than what they have.
    """
    made = made.astimezone(UTC).replace(microsecond=0)
    if before is not None:
        made = max(made, before.made.astimezone(UTC) + timedelta(seconds=1))
    told = () if before is None else before.revisions
    revisions = revisions_of(plan, told, made)
    number = 1 if before is None else before.number + 1
    return Publication(schedule, number, made, who, note, plan, revisions)


def unpublished(plan: Plan) -> Publication:
    """A plan on its own, as files are made of it: its tour says which revision it is."""
    made = plan.tour.revision.time
    return Publication("", 0, made, "", "", plan, revisions_of(plan, (), made))
