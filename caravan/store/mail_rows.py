"""Mails as rows of their table."""

from __future__ import annotations

import hashlib
import json
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Select, select, update
from sqlalchemy.orm import Session

from caravan.plan.change import ChangeKind
from caravan.store.mail import Mail, MailState, Method
from caravan.store.messages import messages_from_json
from caravan.store.schema import InvitationRow, MailRow


def mail_of(row: MailRow, invitation: InvitationRow) -> Mail:
    """The mail of a row."""
    errors = messages_from_json(row.error) if row.error else ()
    return Mail(
        id=row.id,
        schedule=row.schedule,
        publication=row.publication,
        invitation=row.invitation_id,
        partner=invitation.partner,
        event=invitation.event,
        method=Method(row.method),
        kind=ChangeKind(row.kind),
        told=row.told,
        sequence=row.sequence,
        recipient=row.recipient,
        language=row.language,
        subject=row.subject,
        text=row.text,
        is_edited=row.original != text_digest(row.subject, row.text),
        reply_by=invitation.reply_by,
        state=MailState(row.state),
        attempts=row.attempts,
        next_try=row.next_try,
        error=errors[0] if errors else None,
        message_id=row.message_id,
        made=row.made,
        sent=row.sent,
        version=row.version,
    )


def mail_key(schedule: str, publication: int, partner: str, event: str, method: Method) -> str:
    """What a mail tells whom, as a hash: the table takes each one once."""
    parts = json.dumps([schedule, publication, partner, event, method.value])
    return hashlib.sha256(parts.encode()).hexdigest()


def text_digest(subject: str, text: str) -> str:
    """A hash of what a mail says."""
    return hashlib.sha256(json.dumps([subject, text]).encode()).hexdigest()


def with_invitations() -> Select[MailRow, InvitationRow]:
    """All mails, each with its invitation."""
    return select(MailRow, InvitationRow).join(
        InvitationRow, InvitationRow.id == MailRow.invitation_id
    )


def rows_changed(session: Session, wanted: ColumnElement[bool], values: dict[str, Any]) -> int:
    """Change all mails for which something holds, in one statement; how many it were."""
    done = session.execute(
        update(MailRow).where(wanted).values(values),
        execution_options={"synchronize_session": False},
    )
    return cast("CursorResult[Any]", done).rowcount


def has_later(session: Session, mail: Mail) -> bool:
    """Whether a later mail of the same invitation is there, and may be sent or was."""
    later = select(MailRow.id).where(
        MailRow.invitation_id == mail.invitation,
        MailRow.id > mail.id,
        MailRow.state != MailState.SUPERSEDED.value,
    )
    return session.scalar(later.limit(1)) is not None


def mails_of(session: Session, schedule: str) -> tuple[Mail, ...]:
    """The mails of a schedule, in the order of sending."""
    wanted = with_invitations().where(MailRow.schedule == schedule).order_by(MailRow.id)
    return tuple(mail_of(*pair) for pair in session.execute(wanted))
