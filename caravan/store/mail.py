"""A mail to one partner, from its draft to what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caravan.errors import Message
from caravan.plan.change import ChangeKind


class MailState(StrEnum):
    """How far a mail is."""

    DRAFT = "draft"
    """To be read, edited and sent by an organizer."""
    QUEUED = "queued"
    """To be sent; after a failure that may pass, again later."""
    SENDING = "sending"
    """Being handed over at this moment."""
    SENT = "sent"
    """A mail server has taken it."""
    WRITTEN = "written"
    """It is a file in the outbox: no mail server is set."""
    UNCLEAR = "unclear"
    """Its handing over was cut off: it may have arrived, and isn't sent again by itself."""
    FAILED = "failed"
    """It was refused for good, or too often."""
    SUPERSEDED = "superseded"
    """It was never sent, and what it says isn't so any more."""

    @property
    def has_told(self) -> bool:
        """Whether its partner knows what it says, as far as can be known."""
        return self in {
            MailState.SENDING,
            MailState.SENT,
            MailState.WRITTEN,
            MailState.UNCLEAR,
        }

    @property
    def is_waiting(self) -> bool:
        """Whether it hasn't been handed over, and still may be."""
        return self in {MailState.DRAFT, MailState.QUEUED, MailState.FAILED}

    @property
    def may_be_sent_again(self) -> bool:
        """Whether an organizer may have it sent once more."""
        return self in {MailState.WRITTEN, MailState.UNCLEAR, MailState.FAILED}


class Method(StrEnum):
    """What a mail asks a calendar to do (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one partner about one event.

    Attributes:
        publication: number of the publication that it tells of.
        invitation: id of the invitation that it carries.
        partner, event: their ids.
        kind: what changed for the partner; told: number of the publication that told him last,
            0 for none.
        sequence: of the event's revision.
        language: of the partner, as the tour has it.
        subject, text: with placeholders, as `caravan.publishing.placeholders` lists them.
        is_edited: whether an organizer has changed subject or text.
        reply_by: the date by which an answer is hoped for, as the invitation has it.
        attempts: that failed before anything was handed over.
        next_try: when the next attempt is due, None for at once.
        error: why the last attempt failed, None when none did.
        message_id: without angle brackets.
        made: when it was drafted; sent: when it was handed over, its Date.
        version: rises with each change; tells two organizers from one another.
    """

    id: int
    schedule: str
    publication: int
    invitation: int
    partner: str
    event: str
    method: Method
    kind: ChangeKind
    told: int
    sequence: int
    recipient: str
    language: str
    subject: str
    text: str
    is_edited: bool
    reply_by: date | None
    state: MailState
    attempts: int
    next_try: datetime | None
    error: Message | None
    message_id: str
    made: datetime
    sent: datetime | None
    version: int
