"""Whether an answer counts: whose it is, to what, and whether that is still asked."""

from __future__ import annotations

from caravan.errors import Message, msg
from caravan.plan.invitation_state import InvitationState
from caravan.publishing.replies.reply import Arrival, CalendarReply
from caravan.store.invitation import Invitation
from caravan.store.reply import Judgement


def judged(
    reply: CalendarReply,
    arrival: Arrival,
    asked: tuple[Invitation, ...],
    only: str | None = None,
) -> Judgement:
    """Whether the answer of a calendar counts, and what it answers.

    It is matched by UID and attendee. Of a mail, the sender has to be the attendee: that stops
    mistakes and clumsy forgeries. It proves nothing about who typed that address into the mail:
    that is for the mail server which took it in to find out.

    Args:
        asked: the invitations of its UID; if there are none, those of the attendee.
        only: the schedule whose answers are read; None for all.
    """
    if not any(one.uid == reply.uid for one in asked):
        refusal = msg("it answers an invitation that nobody here has sent")
        # Whoever was invited by one tour is its business alone.
        return Judgement(only or _only_one(asked), None, refusal)
    ours = tuple(one for one in asked if only in (None, one.schedule))
    if not ours:
        return Judgement(only or "", None, msg("it answers an invitation of another tour"))
    mine = tuple(one for one in ours if one.email.lower() == reply.attendee)
    if not mine:
        refusal = msg("“{address}” was not invited to this event", address=reply.attendee)
        return Judgement(_only_one(ours), None, refusal)
    if len(mine) > 1:
        mine = tuple(one for one in mine if one.sequence == reply.sequence)
    if len(mine) != 1:
        refusal = msg("several tours have sent this invitation: read it for one of them")
        return Judgement(only or "", None, refusal)
    invitation = mine[0]
    return Judgement(invitation.schedule, invitation, _refusal(reply, arrival, invitation))


def judged_unread(
    arrival: Arrival, asked: tuple[Invitation, ...], only: str | None = None
) -> Judgement | None:
    """Where a mail without an answer belongs; None when it is none of ours.

    Args:
        asked: the invitations of its sender, and those that were sent with the mails it answers.
        only: the schedule whose answers are read; None for all.
    """
    ours = tuple(one for one in asked if only in (None, one.schedule))
    if not arrival.is_notice:  # anybody may write that he answers a mail of ours
        ours = tuple(one for one in ours if one.email.lower() == arrival.sender)
    if not ours:
        brought = arrival.source == "file"
        return Judgement(only or "", None, arrival.refusal) if brought else None
    return Judgement(_only_one(ours), ours[0] if len(ours) == 1 else None, arrival.refusal)


def _only_one(invitations: tuple[Invitation, ...]) -> str:
    """The schedule that all of them are of; empty when there are several, or none."""
    schedules = {one.schedule for one in invitations}
    return schedules.pop() if len(schedules) == 1 else ""


def _refusal(reply: CalendarReply, arrival: Arrival, invitation: Invitation) -> Message | None:
    if arrival.source == "mail" and arrival.sender != reply.attendee:
        return msg(
            "it answers for “{attendee}”, but was sent by “{sender}”",
            attendee=reply.attendee,
            sender=arrival.sender or "?",
        )
    return refusal_of(invitation, reply.sequence) or too_late(arrival, invitation)


def refusal_of(invitation: Invitation, sequence: int) -> Message | None:
    """Why an answer to this version of an invitation doesn't count, None when it does."""
    if invitation.state is InvitationState.CANCELLED:
        return msg("the event that it answers was cancelled")
    if sequence < invitation.sequence:
        return msg("it answers an earlier invitation: the event has been moved since")
    if sequence > invitation.stands:
        return msg("it answers a version of the invitation that was never sent")
    return None


def too_late(arrival: Arrival, invitation: Invitation) -> Message | None:
    """Why an answer doesn't count that came in before another one, None when it is the latest."""
    if invitation.answered is not None and arrival.received < invitation.answered:
        return msg("the partner has given another answer since")
    return None
