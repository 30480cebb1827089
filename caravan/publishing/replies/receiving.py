"""What came in is matched with what was asked, and recorded: once, whether it counts or not."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.publishing.replies.judging import judged
from caravan.publishing.replies.reply import Arrival, CalendarReply
from caravan.store.desk import Desk
from caravan.store.invitation import Invitation
from caravan.store.reply import Judgement, NewReply, Reply, ReplySource


def receive(
    desk: Desk, arrival: Arrival, *, now: datetime, only: str | None = None
) -> tuple[tuple[Reply, bool], ...]:
    """Record all answers of a mail or a file; what is kept, and whether it is new.

    Args:
        now: an aware instant.
        only: the schedule whose answers are read; None for all.

    Raises StateUnusable.
    """
    if not arrival.replies:
        return (_record_unreadable(desk, arrival, now, only),)
    return tuple(_record(desk, arrival, reply, now, only) for reply in arrival.replies)


def _record(
    desk: Desk, arrival: Arrival, reply: CalendarReply, now: datetime, only: str | None
) -> tuple[Reply, bool]:
    digest = _digest(arrival.mark, reply)
    reply = _in_zone(desk, reply)
    new = NewReply(
        digest=digest,
        source=ReplySource(arrival.source),
        sender=arrival.sender,
        received=arrival.received,
        answer=reply.answer,
        sequence=reply.sequence,
        begins=reply.begins,
        ends=reply.ends,
        comment=reply.comment,
    )

    def judge(asked: tuple[Invitation, ...]) -> Judgement:
        return judged(reply, arrival, asked, only)

    return desk.replies.keep(new, judge, uid=reply.uid, at=now)


def _record_unreadable(
    desk: Desk, arrival: Arrival, now: datetime, only: str | None
) -> tuple[Reply, bool]:
    new = NewReply(
        digest=arrival.mark,
        source=ReplySource(arrival.source),
        sender=arrival.sender,
        received=arrival.received,
    )
    return desk.replies.keep(new, lambda _: Judgement(only or "", None, arrival.refusal), at=now)


def _in_zone(desk: Desk, reply: CalendarReply) -> CalendarReply:
    """The answer with its hours as instants: local times are those of the tour that it is about."""
    if reply.begins is None or reply.ends is None or reply.begins.tzinfo is not None:
        return reply
    zone = ZoneInfo("UTC")
    for asked in desk.invitations.with_uid(reply.uid):
        publication = desk.publications.latest(asked.schedule)
        if publication is not None:
            zone = ZoneInfo(publication.plan.tour.zone)
            break
    return replace(
        reply, begins=reply.begins.replace(tzinfo=zone), ends=reply.ends.replace(tzinfo=zone)
    )


def _digest(mark: str, reply: CalendarReply) -> str:
    said = (mark, reply.uid, reply.attendee, reply.answer.value, reply.sequence, reply.comment)
    hours = (str(reply.begins), str(reply.ends), str(reply.stamp))
    return hashlib.sha256(repr((said, hours)).encode("utf-8", "surrogatepass")).hexdigest()
