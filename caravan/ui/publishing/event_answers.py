"""How the invitations to each event of a schedule stand, for the pages that show its plan."""

from __future__ import annotations

from datetime import datetime

from caravan.plan.invitation_state import InvitationState
from caravan.plan.plan import Plan
from caravan.plan.publication import Publication
from caravan.ui.publishing.instants import local_date
from caravan.ui.publishing.rights import present
from caravan.ui.visit import Visit
from caravan.views.event_answer import EventAnswer
from caravan.views.invitation_text import most_urgent


def event_answers(visit: Visit, plan: Plan) -> dict[str, EventAnswer]:
    """The state of each event's invitations by its id: of several the most urgent one.

    Nothing for a schedule of which nothing was published. Raises StateUnusable.

    Args:
        plan: the one that is shown; it may have other hours than those that partners were asked.
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
    others = _asked_otherwise(plan, latest)
    return {
        # Who wasn't told yet of what is published wasn't asked about any hours.
        event: EventAnswer(state, None if state is InvitationState.NOT_SENT else others.get(event))
        for event, state in found.items()
        if state is not None
    }


def _asked_otherwise(plan: Plan, latest: Publication) -> dict[str, datetime]:
    """When events were published to begin that a plan has at other hours, by their ids."""
    found = {}
    for day, stop in plan.kept:
        told, tour = latest.revision(stop.event), plan.tour
        planned = (tour.instant(day.date, stop.begins), tour.instant(day.date, stop.ends))
        if told is not None and (told.begins, told.ends) != planned:
            found[stop.event] = told.begins
    return found
