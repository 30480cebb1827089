"""How the invitations to each event of a schedule stand, for the pages that show its plan."""

from __future__ import annotations

from caravan.plan.invitation_state import InvitationState
from caravan.ui.publishing.instants import local_date
from caravan.ui.publishing.rights import present
from caravan.ui.visit import Visit
from caravan.views.invitation_text import most_urgent


def event_answers(visit: Visit) -> dict[str, InvitationState]:
    """The state of each event's invitations by its id: of several the most urgent one.

    Nothing for a schedule of which nothing was published. Raises StateUnusable.
    """
    from caravan.publishing.replies.states import states

    if visit.schedule is None:
        return {}
    schedule = visit.schedule.name
    latest = visit.desk.publications.latest(schedule)
    if latest is None:
        return {}
    by_event: dict[str, list[InvitationState]] = {}
    today = local_date(present(), latest.plan.tour.zone)
    for (_, event), state in states(visit.desk, schedule, today).items():
        if state is not InvitationState.CANCELLED:
            by_event.setdefault(event, []).append(state)
    found = {event: most_urgent(several) for event, several in by_event.items()}
    return {event: state for event, state in found.items() if state is not None}
