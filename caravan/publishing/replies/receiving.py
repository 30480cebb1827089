"""What came in is matched with what was asked, and recorded: once, whether it counts or not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.publishing.replies.judging import judged, judged_unread
from caravan.publishing.replies.reply import Arrival, CalendarReply
from caravan.store.desk import Desk
from caravan.store.reply import About, NewReply, Reply, ReplySource


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a mail or a file.

    Attributes:
        kept: the answers in it, as they are kept now; none when it is none of ours.
        new: those of them that were not there before.
    """

    kept: tuple[Reply, ...]
    new: tuple[Reply, ...]

    @property
    def is_ours(self) -> bool:
        """Whether somebody who was invited answers, or tries to."""
        return any(reply.invitation is not None for reply in self.kept)


def receive(desk: Desk, arrival: Arrival, *, now: datetime, only: str | None = None) -> Received:
    """Record all answers of a mail or a file, whether they count or not.

    A mail without an answer is kept when it comes from somebody who was invited, or says that it
    answers one of our mails, and when it is nothing but a file that somebody brought.

    Args:
        now: an aware instant.
        only: the schedule whose answers are read; None for all.

    Raises StateUnusable.
    """
    if arrival.replies:
        found = [_record(desk, arrival, reply, now, only) for reply in arrival.replies]
    else:
        found = [_record_unreadable(desk, arrival, now, only)]
    kept = [each for each in found if each is not None]
    new = tuple(reply for reply, is_new in kept if is_new)
    return Received(tuple(reply for reply, _ in kept), new)


def _record(
    desk: Desk, arrival: Arrival, reply: CalendarReply, now: datetime, only: str | None
) -> tuple[Reply, bool] | None:
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
    about = About(uid=reply.uid, sender=reply.attendee)
    return desk.replies.keep(new, lambda asked: judged(reply, arrival, asked, only), about, at=now)


def _record_unreadable(
    desk: Desk, arrival: Arrival, now: datetime, only: str | None
) -> tuple[Reply, bool] | None:
    new = NewReply(
        digest=arrival.mark,
        source=ReplySource(arrival.source),
        sender=arrival.sender,
        received=arrival.received,
    )
    about = About(mails=arrival.in_reply_to, sender=arrival.sender or "?")
    return desk.replies.keep(new, lambda asked: judged_unread(arrival, asked, only), about, at=now)


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
