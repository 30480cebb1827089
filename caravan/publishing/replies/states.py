"""How each invitation of a schedule stands on a date."""

from __future__ import annotations

from datetime import date as Date

from caravan.plan.invitation_state import InvitationState
from caravan.plan.publication import Publication
from caravan.store.desk import Desk
from caravan.store.invitation import Invitation


def states(desk: Desk, schedule: str, today: Date) -> dict[tuple[str, str], InvitationState]:
    """The state of each invitation, by the ids of its partner and its event.

    Args:
        today: the date at the tour.

    Raises StateUnusable.
    """
    publication = desk.publications.latest(schedule)
    return {
        (one.partner, one.event): state_on(one, publication, today)
        for one in desk.invitations.listed(schedule)
    }


def state_on(
    invitation: Invitation, publication: Publication | None, today: Date
) -> InvitationState:
    """How one invitation stands on a date.

    A partner who hasn't been told yet of what was published since counts as not told, whatever he
    answered to the hours before.

    Args:
        publication: the latest.
    """
    state = invitation.state
    revision = publication.revision(invitation.event) if publication is not None else None
    if revision is None:
        return state.on(today, invitation.reply_by, None)
    if state is not InvitationState.CANCELLED and revision.sequence > invitation.stands:
        return InvitationState.NOT_SENT
    return state.on(today, invitation.reply_by, revision.ends.date())
