"""The mails of a schedule for the organizers: to read, edit, send, and see what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from caravan.publishing.placeholders import usable
from caravan.store.desk import Desk
from caravan.store.mail import Mail, MailState
from caravan.store.mails import MailChanged


def drafts(desk: Desk, schedule: str) -> tuple[Mail, ...]:
    """The drafts of the latest publication, in the order of sending. Raises StateUnusable."""
    number = desk.publications.latest_number(schedule)
    mails = desk.mails.listed(schedule, number)
    return tuple(mail for mail in mails if mail.state is MailState.DRAFT)


def edit_draft(
    desk: Desk, schedule: str, id_: int, *, version: int, subject: str, text: str
) -> Mail:
    """Change what a draft says.

    Args:
        version: of the draft that the organizer saw.

    Raises UnusableText, saying what would be right; MailChanged, with the draft as it is now,
    when somebody else was faster or it is no draft any more; StateUnusable.
    """
    mail = desk.mails.numbered(id_, schedule)
    if mail is None:
        raise MailChanged(None)
    subject, text = usable(subject, text, mail.method)
    return desk.mails.edit(id_, schedule, subject, text, version=version, state=MailState.DRAFT)


def queue(
    desk: Desk, schedule: str, *, at: datetime, who: str, seen: Mapping[int, int] | None = None
) -> int:
    """Have drafts of the latest publication sent by the next `caravan send`; how many.

    Args:
        at: now.
        who: the account that wants it.
        seen: the versions of the drafts that are meant, by their ids; None for all. A draft that
            has changed since stays a draft.

    Pressed twice, it queues nothing twice. Raises StateUnusable.
    """
    number = desk.publications.latest_number(schedule)
    return desk.mails.queue(schedule, number, at, seen, who=who)


def results(desk: Desk, schedule: str, publication: int | None = None) -> tuple[Mail, ...]:
    """The mails of a publication, the latest when none is named, with their states and errors.

    Those that were superseded are among them. Raises StateUnusable.
    """
    number = desk.publications.latest_number(schedule) if publication is None else publication
    return desk.mails.listed(schedule, number)
