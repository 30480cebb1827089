"""Drafts of mails: made with a publication, in its transaction, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from caravan.plan.change import ChangeKind
from caravan.plan.invitation_state import InvitationState
from caravan.plan.publication import Publication
from caravan.publishing.due import Due, due, told_last
from caravan.publishing.letter import Letter, letter
from caravan.publishing.reply_by import default_reply_by
from caravan.store.desk import Desk
from caravan.store.invitations import call_off, new_row, rows_of
from caravan.store.mail import Mail, MailState
from caravan.store.mail_rows import mail_key, mails_of, text_digest
from caravan.store.schema import InvitationRow, MailRow
from caravan.views.calendar.invitations import partner_language


def write_drafts(desk: Desk, session: Session, made: Publication) -> None:
    """Write a draft for everybody who has to be told, and take back what isn't so any more.

    A mail that was never sent and still says what is so goes over to this publication, as it was
    edited, and stays queued if it was; any other is superseded.
    """
    _Drafting(desk, session, made).run()


@dataclass(frozen=True, slots=True)
class _Drafting:
    desk: Desk
    session: Session
    made: Publication

    def run(self) -> None:
        session, schedule = self.session, self.made.schedule
        mails = mails_of(session, schedule)
        told = told_last(mails)
        waiting = {(mail.partner, mail.event): mail for mail in mails if mail.state.is_waiting}
        invitations = {(row.partner, row.event): row for row in rows_of(session, schedule)}
        rows = {mail.id: session.get_one(MailRow, mail.id) for mail in waiting.values()}
        touched = due(self.made, told, self._read)
        for one in touched:
            before = waiting.pop(one.pair, None)
            if one.obstacle is not None:
                if before is not None:
                    _supersede(rows[before.id])
                continue
            row = invitations.get(one.pair) or new_row(
                session, schedule, *one.pair, one.change.after.uid
            )
            self._draft(one, row, before, rows[before.id] if before else None)
        for pair in told.keys() - {one.pair for one in touched}:
            self._let_stand(invitations[pair])
        for pair, mail in waiting.items():
            _supersede(rows[mail.id])
            if pair not in told:
                call_off(invitations[pair])

    def _draft(
        self, one: Due, invitation: InvitationRow, before: Mail | None, row: MailRow | None
    ) -> None:
        tour = self.made.plan.tour
        language = partner_language(one.change.partner, tour)
        said = letter(one.change, self.made, language, is_back=one.is_back)
        self._prepare(one, invitation)
        if before is not None and row is not None:
            if _says_the_same(before, row, one, said):
                self._carry_over(row, one)
                return
            _supersede(row)
        row = MailRow(
            schedule=self.made.schedule,
            invitation_id=invitation.id,
            method=one.method.value,
            kind=one.change.kind.value,
            told=one.told,
            recipient=one.change.partner.email.strip(),
            language=one.change.partner.language[:10],
            subject=said.subject,
            text=said.text,
            original=text_digest(said.subject, said.text),
            state=MailState.DRAFT.value,
            attempts=0,
            made=self.made.made,
            version=1,
        )
        self._carry_over(row, one)
        self.session.add(row)
        self.session.flush()

    def _let_stand(self, invitation: InvitationRow) -> None:
        """Note that what a partner knows is true, though it may have been otherwise meanwhile."""
        revision = self.made.revision(invitation.event)
        if revision is not None and not revision.is_cancelled and invitation.sequence >= 0:
            invitation.stands = revision.sequence

    def _prepare(self, one: Due, invitation: InvitationRow) -> None:
        """The invitation as it is before the mail is sent."""
        if one.change.is_off:
            return
        if InvitationState(invitation.state) is InvitationState.CANCELLED and not one.told:
            invitation.state = InvitationState.NOT_SENT.value
        if one.change.kind in {ChangeKind.NEW, ChangeKind.OTHER_DAY} or invitation.reply_by is None:
            zone = one.change.after.begins.tzinfo
            invitation.reply_by = default_reply_by(
                one.change.after.begins.date(), self.made.made.astimezone(zone).date()
            )
        invitation.version += 1

    def _carry_over(self, row: MailRow, one: Due) -> None:
        """Make a mail one of this publication."""
        key = mail_key(self.made.schedule, self.made.number, *one.pair, one.method)
        row.publication, row.key = self.made.number, key
        row.sequence = one.change.after.sequence
        # Also by the instant: a number may come again after a damaged database was replaced.
        mark = sha256(f"{key} {self.made.made.isoformat()}".encode()).hexdigest()[:40]
        row.message_id = f"{mark}@{self.made.plan.tour.uid_domain}"
        row.version = (row.version or 0) + 1

    def _read(self, number: int) -> Publication | None:
        return self.desk.publications.read(self.session, self.made.schedule, number)


def _says_the_same(before: Mail, row: MailRow, one: Due, said: Letter) -> bool:
    """Whether a mail that waits would be drafted just so again."""
    return (
        (before.method, before.kind, before.told) == (one.method, one.change.kind, one.told)
        and before.recipient == one.change.partner.email.strip()
        and before.language == one.change.partner.language[:10]
        and row.original == text_digest(said.subject, said.text)
    )


def _supersede(row: MailRow) -> None:
    row.state = MailState.SUPERSEDED.value
    row.leased = None
    row.version += 1
