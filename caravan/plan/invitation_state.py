"""How an invitation stands: what a partner was asked, and what came back."""

from __future__ import annotations

from datetime import date as Date
from enum import StrEnum


class InvitationState(StrEnum):
    """Where one partner's answer about one event stands.

    All are kept in the database but the last two, which follow from the date: see `on`.
    """

    NOT_SENT = "not-sent"
    """A draft, or a mail on its way: the partner knows nothing yet."""
    INVITED = "invited"
    """Asked, and no answer since. An event that moved asks anew, whatever was answered before."""
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    """Perhaps: calendars offer that answer too."""
    DECLINED = "declined"
    PROPOSES = "proposes"
    """Other hours are proposed."""
    CANCELLED = "cancelled"
    """The event was dropped, or the partner takes no part any more."""
    OVERDUE = "overdue"
    """Asked, and the date by which an answer was hoped for has passed."""
    NO_ANSWER = "no-answer"
    """Asked, and the event is over without an answer."""

    @property
    def is_answer(self) -> bool:
        """Whether the partner has answered what was asked last."""
        return self in {
            InvitationState.ACCEPTED,
            InvitationState.TENTATIVE,
            InvitationState.DECLINED,
            InvitationState.PROPOSES,
        }

    def on(self, today: Date, reply_by: Date | None, held: Date | None) -> InvitationState:
        """The state as it looks on a date.

        Args:
            reply_by: the date by which an answer is hoped for, itself not too late.
            held: the local date on which the event ends; None when that isn't known.
        """
        if self is not InvitationState.INVITED:
            return self
        if held is not None and today > held:
            return InvitationState.NO_ANSWER
        if reply_by is not None and today > reply_by:
            return InvitationState.OVERDUE
        return self


class Answer(StrEnum):
    """What a partner answers."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    PROPOSES = "proposes"

    @property
    def state(self) -> InvitationState:
        """The state of an invitation that was answered like this."""
        return InvitationState(self.value)
