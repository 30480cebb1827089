"""What answers ask of the organizers: refusals and proposals as changes of the tour.

An acceptance asks nothing, but makes a promise weigh more (`Partner.status`). It changes the tour only
together with something else that does: an answer that changed it by itself would make its plan an
old one, and get in the way of whoever edits it at that moment. `confirmations` gives these changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from caravan.errors import ImpossibleValue, Message, msg
from caravan.plan.invitation_state import InvitationState
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.store.desk import Desk
from caravan.store.invitation import Invitation
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import (
    Adjustment,
    ConfirmPartner,
    FreeDate,
    LeaveOut,
    OnlyWindow,
    RefuseDate,
)
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.partner import PartnerStatus
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class Question:
    """A refusal or a proposal that nobody has dealt with.

    Attributes:
        revision: what the partner was asked.
        adjustments: what it changes in the tour; none when that can't be done.
        obstacle: why it can't, None when it can.
        is_taken_over: whether the tour says so already: it is to be planned and published.
    """

    invitation: Invitation
    revision: Revision
    adjustments: tuple[Adjustment, ...]
    obstacle: Message | None = None
    is_taken_over: bool = False

    @property
    def is_proposal(self) -> bool:
        """Whether other hours are proposed; else the date is refused."""
        return self.invitation.state is InvitationState.PROPOSES


def open_questions(desk: Desk, schedule: str, tour: Tour) -> tuple[Question, ...]:
    """The refusals and proposals of a schedule that aren't settled, in order of the events' times.

    Whoever publishes the event at another time has settled them: the partner is asked anew.

    Args:
        tour: as it is edited now.

    Raises StateUnusable.
    """
    publication = desk.publications.latest(schedule)
    found = []
    for invitation in desk.invitations.listed(schedule):
        revision = _asked(invitation, publication)
        if revision is None or invitation.settled is not None:
            continue
        if invitation.state in {InvitationState.DECLINED, InvitationState.PROPOSES}:
            found.append(_question(invitation, revision, tour))
    found.sort(key=lambda question: (question.revision.begins, question.invitation.id))
    return tuple(found)


def adjustments_for(
    invitation: Invitation, revision: Revision, tour: Tour
) -> tuple[Adjustment, ...]:
    """What a refusal or a proposal changes in a tour; none for another state.

    A host who refuses the last date that was possible is left out. What held the event fast on the
    date that is refused gives way.

    Args:
        revision: what was answered.

    Raises ImpossibleValue, saying why, for a proposal that the tour has no room for, and for an
    event that it doesn't have any more.
    """
    event = next((event for event in tour.events if event.id == invitation.event), None)
    if event is None:
        raise ImpossibleValue(msg("The tour doesn't have this event any more."))
    if invitation.state is InvitationState.DECLINED:
        return _refusal(event, revision, tour)
    if invitation.state is InvitationState.PROPOSES:
        return (_proposal(invitation, event, tour),)
    return ()


def confirmations(desk: Desk, schedule: str, tour: Tour) -> tuple[Adjustment, ...]:
    """For each partner who has accepted what was published last, that he has confirmed.

    Partners of whom the tour says so already are left out. Raises StateUnusable.
    """
    publication = desk.publications.latest(schedule)
    status = {partner.id: partner.status for event in tour.events for partner in event.partners}
    accepted = {
        invitation.partner
        for invitation in desk.invitations.listed(schedule)
        if invitation.state is InvitationState.ACCEPTED
        and _asked(invitation, publication) is not None
    }
    return tuple(
        ConfirmPartner(id_)
        for id_ in status
        if id_ in accepted and status[id_] is not PartnerStatus.CONFIRMED
    )


def settle(desk: Desk, invitation: Invitation, *, at: datetime, who: str) -> Invitation:
    """Note that an organizer has dealt with an answer in another way.

    Raises InvitationChanged when another answer has come meanwhile, StateUnusable.
    """
    return desk.replies.settle(
        invitation.id, invitation.schedule, version=invitation.version, at=at, who=who
    )


def _asked(invitation: Invitation, publication: Publication | None) -> Revision | None:
    """What the answer of an invitation is about; None when that isn't so any more."""
    if publication is None or invitation.state is InvitationState.CANCELLED:
        return None
    revision = publication.revision(invitation.event)
    if revision is None or revision.is_cancelled or revision.sequence != invitation.stands:
        return None
    return revision


def _question(invitation: Invitation, revision: Revision, tour: Tour) -> Question:
    try:
        adjustments = adjustments_for(invitation, revision, tour)
    except ImpossibleValue as error:
        return Question(invitation, revision, (), error.message)
    return Question(
        invitation, revision, adjustments, is_taken_over=_is_taken_over(adjustments, tour)
    )


def _refusal(event: Event, revision: Revision, tour: Tour) -> tuple[Adjustment, ...]:
    date = revision.begins.date()
    held = (event.date, None if event.pin is None else event.pin.date)
    free = (FreeDate(event.id),) if date in held else ()
    refused = (*free, RefuseDate(event.id, date))
    after = adjusted(tour, *refused)
    if after.windows(after.event(event.id)):
        return refused
    return (*free, LeaveOut(event.id))


def _proposal(invitation: Invitation, event: Event, tour: Tour) -> OnlyWindow:
    begins, ends = invitation.proposal_begins, invitation.proposal_ends
    if begins is None or ends is None:
        raise ImpossibleValue(msg("The proposed hours are missing."))
    zone = ZoneInfo(tour.zone)
    begins, ends = begins.astimezone(zone), ends.astimezone(zone)
    date, first = begins.date(), begins.hour * 60 + begins.minute
    # A few minutes beyond midnight are not worth a second date.
    last = ends.hour * 60 + ends.minute if ends.date() == date else MINUTES_PER_DAY
    if date not in tour.dates:
        raise ImpossibleValue(
            msg(
                "The proposed date, {date}, is not one of the tour: ask again, or change its dates.",
                date=date.isoformat(),
            )
        )
    if timedelta(minutes=last - first) < timedelta(minutes=event.service_minutes):
        raise ImpossibleValue(_too_short(event.service_minutes))
    return OnlyWindow(event.id, date, Hours(first, last))


def _too_short(needed: int) -> Message:
    """Says how long the event takes, as everywhere else: ``45 min``, ``2 h``, ``2 h 30``."""
    hours, minutes = divmod(needed, 60)
    if not hours:
        return msg(
            "The proposed hours are shorter than the event, which takes {minutes} min.",
            minutes=minutes,
        )
    if not minutes:
        return msg(
            "The proposed hours are shorter than the event, which takes {hours} h.", hours=hours
        )
    return msg(
        "The proposed hours are shorter than the event, which takes {hours} h {minutes}.",
        hours=hours,
        minutes=f"{minutes:02d}",
    )


def _is_taken_over(adjustments: tuple[Adjustment, ...], tour: Tour) -> bool:
    """Whether a tour says already what these change."""
    for change in adjustments:
        if isinstance(change, RefuseDate) and change.date in tour.event(change.event).not_on:
            continue
        if isinstance(change, OnlyWindow):
            event = tour.event(change.event)
            if not event.calendars and event.windows == (TimeWindow(change.date, change.hours),):
                continue
        return False
    return bool(adjustments)
