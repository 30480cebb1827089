"""Publishing: a plan becomes what everybody is told, and drafts are written for those concerned."""

from __future__ import annotations

from datetime import datetime

from caravan.errors import msg
from caravan.plan.plan import Plan
from caravan.plan.publication import Publication
from caravan.publishing.drafting import write_drafts
from caravan.publishing.due import Due, due, told_last
from caravan.store.desk import Desk


def publish(
    desk: Desk, schedule: str, plan: Plan, *, base: int, at: datetime, who: str, note: str = ""
) -> Publication:
    """Make a plan the next publication of a schedule, and draft the mails that it takes.

    Calendars that are subscribed to are right at once; no mail is sent by this. All of it is
    kept, or none.

    Args:
        base: number of the latest publication that the organizer saw, 0 for none.
        at: now.
        who: the account that publishes.

    Raises PublishedElsewhere when there is another one by now, StateUnusable.
    """
    with desk.publications.database.writing() as session:
        made = desk.publications.add(session, schedule, plan, base=base, at=at, who=who, note=note)
        write_drafts(desk, session, made)
        what = msg("Published number {number}", number=made.number)
        desk.audit.add(session, at, who, schedule, what)
    return made


def to_be_told(desk: Desk, candidate: Publication) -> tuple[Due, ...]:
    """Who would get a mail, or should and can't, if this were published. Raises StateUnusable."""
    schedule = candidate.schedule
    told = told_last(desk.mails.listed(schedule))
    return due(candidate, told, lambda number: desk.publications.numbered(schedule, number))
