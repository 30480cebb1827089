"""The answers that came in: each is kept once, with what became of it, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, Message, msg
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.store.audit import Audit
from caravan.store.database import Database
from caravan.store.invitation import Invitation
from caravan.store.invitations import InvitationChanged, invitation_of
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.reply import About, Judgement, NewReply, Reply, ReplySource
from caravan.store.schema import InvitationRow, MailRow, ReplyRow

MOST_LISTED = 500


class NoSuchReply(CaravanError):
    """There is no such answer, or it can't be counted any more."""

    def __init__(self) -> None:
        super().__init__(msg("This answer isn't there any more, or it counts already."))


@dataclass(frozen=True, slots=True)
class Replies:
    """The answers of a database. Every method raises StateUnusable when it can't be used."""

    database: Database

    def keep(
        self,
        reply: NewReply,
        judge: Callable[[tuple[Invitation, ...]], Judgement | None],
        about: About,
        *,
        at: datetime,
    ) -> tuple[Reply, bool] | None:
        """Keep an answer, and let it count when it does: both at once, or neither.

        Args:
            judge: says whether it counts, when it is given the invitations that it may answer;
                None when it is nothing to keep. It is called within the transaction.
            about: which invitations these are.
            at: an aware instant, now.

        Returns what is kept, and whether it is new: one that is there already changes nothing.
        """
        with self.database.writing() as session:
            known = session.scalar(select(ReplyRow).where(ReplyRow.digest == reply.digest))
            if known is not None:
                return _reply(known), False
            rows = _asked(session, about)
            judged = judge(tuple(map(invitation_of, rows.values())))
            if judged is None:
                return None
            answered = judged.invitation
            row = ReplyRow(
                digest=reply.digest,
                schedule=judged.schedule,
                invitation_id=None if answered is None else answered.id,
                source=reply.source.value,
                sender=reply.sender,
                answer="" if reply.answer is None else reply.answer.value,
                sequence=reply.sequence,
                proposal_begins=reply.begins,
                proposal_ends=reply.ends,
                # What a stranger writes about something else is nobody's business here.
                comment=reply.comment if judged.schedule else "",
                received=reply.received,
                refusal="" if judged.refusal is None else messages_to_json((judged.refusal,)),
            )
            session.add(row)
            if answered is not None and judged.refusal is None:
                who = reply.sender or reply.source.value
                self._let_count(session, rows[answered.id], row, at, who)
            session.flush()
            return _reply(row), True

    def count_anyway(self, id_: int, schedule: str, *, at: datetime, who: str) -> Reply:
        """Let an answer count that was refused, because an organizer says so.

        Args:
            at: an aware instant; who: the organizer.

        Raises NoSuchReply, also for one that answers no invitation that is still there.
        """
        with self.database.writing() as session:
            wanted = select(ReplyRow).where(ReplyRow.id == id_).with_for_update()
            row = session.scalar(wanted)
            if row is None or not _reply(row).may_count:
                raise NoSuchReply
            asked = session.get(InvitationRow, row.invitation_id, with_for_update=True)
            if asked is None or asked.schedule != schedule or asked.state == _CANCELLED:
                raise NoSuchReply
            row.refusal = ""
            self._let_count(session, asked, row, at, who)
            session.flush()
            return _reply(row)

    def settle(
        self, invitation: int, schedule: str, *, version: int, at: datetime, who: str
    ) -> Invitation:
        """Note that an organizer has dealt with a refusal or a proposal.

        Raises InvitationChanged when it isn't what the organizer saw any more.
        """
        with self.database.writing() as session:
            row = session.get(InvitationRow, invitation, with_for_update=True)
            if row is None or row.schedule != schedule:
                raise InvitationChanged(None)
            if row.version != version:
                raise InvitationChanged(invitation_of(row))
            row.settled = at
            row.version += 1
            what = msg(
                "Settled the answer of “{partner}” about “{event}”",
                partner=row.partner,
                event=row.event,
            )
            Audit(self.database).add(session, at, who, schedule, what)
            session.flush()
            return invitation_of(row)

    def listed(self, schedule: str, *, last: int = MOST_LISTED) -> tuple[Reply, ...]:
        """The last answers that belong to a schedule, the latest first."""
        return self._found((schedule,), last)

    def refused(self, schedule: str, *, last: int = MOST_LISTED) -> tuple[Reply, ...]:
        """Those of a schedule that don't count, the latest first."""
        return self._found((schedule,), last, are_refused=True)

    def unplaced(self, *, last: int = MOST_LISTED) -> tuple[Reply, ...]:
        """Those of which nobody knows to which schedule they belong, the latest first.

        For whoever may see all schedules: they name their senders.
        """
        return self._found(("",), last, are_refused=True)

    def of_invitation(self, invitation: int, schedule: str) -> tuple[Reply, ...]:
        """All answers to one invitation, the latest first."""
        wanted = select(ReplyRow).where(
            ReplyRow.invitation_id == invitation, ReplyRow.schedule == schedule
        )
        with self.database.reading() as session:
            rows = session.scalars(wanted.order_by(ReplyRow.received.desc(), ReplyRow.id.desc()))
            return tuple(map(_reply, rows))

    def _let_count(
        self, session: Session, row: InvitationRow, reply: ReplyRow, at: datetime, who: str
    ) -> None:
        answer = Answer(reply.answer)
        row.state = answer.state.value
        row.answered = reply.received
        row.proposal_begins, row.proposal_ends = reply.proposal_begins, reply.proposal_ends
        row.comment = reply.comment
        if reply.source == ReplySource.LINK.value and reply.sequence is not None:
            # The page shows the latest hours, of which a mail may not have told yet.
            row.sequence = max(row.sequence, reply.sequence)
            row.stands = max(row.stands, reply.sequence)
        row.settled = None
        row.version += 1
        what = _told(answer, row.partner, row.event)
        Audit(self.database).add(session, at, who, row.schedule, what)

    def _found(
        self, schedules: tuple[str, ...], last: int, *, are_refused: bool = False
    ) -> tuple[Reply, ...]:
        wanted = select(ReplyRow).where(ReplyRow.schedule.in_(schedules))
        if are_refused:
            wanted = wanted.where(ReplyRow.refusal != "")
        wanted = wanted.order_by(ReplyRow.received.desc(), ReplyRow.id.desc()).limit(last)
        with self.database.reading() as session:
            return tuple(map(_reply, session.scalars(wanted)))


_CANCELLED = InvitationState.CANCELLED.value


def _asked(session: Session, about: About) -> dict[int, InvitationRow]:
    """The invitations that may be meant, by id."""
    row = InvitationRow
    sent = select(MailRow.invitation_id).where(MailRow.message_id.in_(about.mails))
    if about.invitation is not None:
        meant = [row.id == about.invitation]
    else:
        meant = [row.uid == about.uid, row.id.in_(sent) | (func.lower(row.email) == about.sender)]
    for one in meant:
        wanted = select(row).where(one).order_by(row.id).with_for_update()
        found = {found.id: found for found in session.scalars(wanted)}
        if found:
            return found
    return {}


def _told(answer: Answer, partner: str, event: str) -> Message:
    if answer is Answer.ACCEPTED:
        return msg("“{partner}” accepts “{event}”", partner=partner, event=event)
    if answer is Answer.TENTATIVE:
        return msg("“{partner}” may come to “{event}”", partner=partner, event=event)
    if answer is Answer.DECLINED:
        return msg("“{partner}” declines “{event}”", partner=partner, event=event)
    return msg("“{partner}” proposes other hours for “{event}”", partner=partner, event=event)


def _reply(row: ReplyRow) -> Reply:
    refusals = messages_from_json(row.refusal) if row.refusal else ()
    return Reply(
        row.id,
        row.schedule,
        row.invitation_id,
        ReplySource(row.source),
        row.sender,
        Answer(row.answer) if row.answer else None,
        row.sequence,
        row.proposal_begins,
        row.proposal_ends,
        row.comment,
        row.received,
        refusals[0] if refusals else (msg("it doesn't count") if row.refusal else None),
    )
