"""An answer as it came in, before anybody asked whether it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caravan.errors import CaravanError, Message
from caravan.plan.invitation_state import Answer


class UnreadableReply(CaravanError):
    """What came in holds no answer that could be read; its message says why."""


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """What a calendar program answers, as the sender wrote it: nothing of it is checked.

    Attributes:
        uid: of the event that is answered.
        attendee: the address that answers, in small letters.
        answer: what it says.
        sequence: of the invitation that is answered; 0 when it doesn't say, as the format wants.
        begins, ends: of a proposal. Without a zone they are local times of the tour.
        comment: in the words of the partner.
        stamp: when the program wrote it, by its own clock; None when it doesn't say.
    """

    uid: str
    attendee: str
    answer: Answer
    sequence: int = 0
    begins: datetime | None = None
    ends: datetime | None = None
    comment: str = ""
    stamp: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail or a file that came in.

    Attributes:
        mark: tells it from any other one, the same whenever it is read again.
        source: "mail" or "file".
        sender: the address in From, in small letters; empty for a calendar without a mail.
        received: an aware instant, by the clock of whoever took it in, not that of the sender.
        replies: what it answers.
        refusal: why it holds no answer, None when it does.
        in_reply_to: the ids of the mails that it says it answers, without angle brackets.
        is_notice: whether a mail server wrote it: that a mail was not delivered, or was opened.
    """

    mark: str
    source: str
    sender: str
    received: datetime
    replies: tuple[CalendarReply, ...]
    refusal: Message | None = None
    in_reply_to: tuple[str, ...] = ()
    is_notice: bool = False
