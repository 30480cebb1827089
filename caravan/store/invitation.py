"""An invitation: one partner, one event, one UID."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from caravan.plan.invitation_state import InvitationState


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one partner was asked about one event, and what came back.

    Attributes:
        partner, event: their ids.
        email: the address to which it was last sent, empty before anything was.
        state: as it is kept: `InvitationState.on` says how it looks on a date.
        sequence: of what was last sent; -1 before anything was.
        stands: the event's last sequence of which what was sent is still true: higher when it
            was moved and moved back before anybody was told.
        reply_by: the date by which an answer is hoped for.
        answered: when the answer that counts was given; None without one.
        proposal_begins, proposal_ends: what was proposed instead, as instants.
        comment: the words of the answer.
        settled: when an organizer has acted on a refusal or a proposal.
        version: rises with each change; tells two organizers from one another.
    """

    id: int
    schedule: str
    partner: str
    event: str
    uid: str
    email: str
    state: InvitationState
    sequence: int
    stands: int
    reply_by: date | None
    answered: datetime | None
    proposal_begins: datetime | None
    proposal_ends: datetime | None
    comment: str
    settled: datetime | None
    version: int
