"""An answer that came in, as it is kept: also one that doesn't count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caravan.errors import Message
from caravan.plan.invitation_state import Answer
from caravan.store.invitation import Invitation


class ReplySource(StrEnum):
    """How an answer came in."""

    MAIL = "mail"
    FILE = "file"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class NewReply:
    """An answer that has just come in.

    Attributes:
        digest: tells it from all others, so that none counts twice.
        sender: the address that sent it; empty where there is none.
        received: an aware instant, by the clock of whoever took it in.
        answer: None when none could be read.
        sequence: of the invitation that it answers, as far as it says.
        begins, ends: of a proposal, aware instants.
        comment: in the words of the partner.
    """

    digest: str
    source: ReplySource
    sender: str
    received: datetime
    answer: Answer | None = None
    sequence: int | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Which invitations an answer may be about: the first of these that leads to any.

    Attributes:
        invitation: the id of the one.
        uid: of the event.
        mails: ids of mails that it answers; sender: whose invitations, in small letters.
    """

    invitation: int | None = None
    uid: str = ""
    mails: tuple[str, ...] = ()
    sender: str = "?"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an answer counts.

    Attributes:
        schedule: that it belongs to; empty when that isn't known.
        invitation: that it answers, if that is known.
        refusal: why it doesn't count; None when it does, which takes an invitation.
    """

    schedule: str
    invitation: Invitation | None
    refusal: Message | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is kept.

    Attributes:
        schedule: that it belongs to; empty when that isn't known.
        invitation: id of the invitation that it answers, None when that isn't known.
        refusal: why it doesn't count, None when it does.
    """

    id: int
    schedule: str
    invitation: int | None
    source: ReplySource
    sender: str
    answer: Answer | None
    sequence: int | None
    begins: datetime | None
    ends: datetime | None
    comment: str
    received: datetime
    refusal: Message | None

    @property
    def may_count(self) -> bool:
        """Whether an organizer may let it count although it was refused."""
        return self.refusal is not None and self.invitation is not None and self.answer is not None
