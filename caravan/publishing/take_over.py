"""A copy carries on what was published of its original: a tour in files is changed as a copy only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from caravan.errors import CaravanError, msg
from caravan.store.desk import Desk
from caravan.store.publications import latest_number
from caravan.store.schema import (
    InvitationRow,
    LinkRow,
    MailRow,
    MembershipRow,
    PublicationRow,
    ReplyRow,
)


class NothingToTakeOver(CaravanError):
    """There is nothing published, or the other tour has been published by itself meanwhile."""


def take_over(desk: Desk, source: str, target: str, *, at: datetime, who: str) -> None:
    """Give one schedule all that was published, sent, answered and linked of another one.

    From then on the other one counts as never published. The addresses of its links lead to the
    target; the next publication there is told as the next one, under higher numbers, with the same
    UIDs. Whoever had a role in it has the same in the target, unless there is another one already.
    All of it is moved, or none.

    Raises NothingToTakeOver, StateUnusable.
    """
    with desk.publications.database.writing() as session:
        if not latest_number(session, source):
            raise NothingToTakeOver(msg("Nothing of it is published any more."))
        if latest_number(session, target):
            raise NothingToTakeOver(msg("This tour has been published by itself meanwhile."))
        for row in (PublicationRow, InvitationRow, MailRow, ReplyRow, LinkRow):
            session.execute(update(row).where(row.schedule == source).values(schedule=target))
        here = MembershipRow.schedule == target
        members = set(session.scalars(select(MembershipRow.account_id).where(here)))
        for there in session.scalars(select(MembershipRow).where(MembershipRow.schedule == source)):
            if there.account_id not in members:
                session.add(
                    MembershipRow(account_id=there.account_id, schedule=target, role=there.role)
                )
        taken = msg("Took over what was published of {schedule}", schedule=source)
        desk.audit.add(session, at, who, target, taken)
        given = msg("Gave what was published to {schedule}", schedule=target)
        desk.audit.add(session, at, who, source, given)
