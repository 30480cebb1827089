"""What a partner was asked and answered before the event was moved."""

from __future__ import annotations

from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.store.desk import Desk
from caravan.store.invitation import Invitation
from caravan.store.reply import Reply
from caravan.views.answer_page.asked import Earlier

_PUBLICATIONS_BEFORE = 20


def earlier(desk: Desk, invitation: Invitation, publication: Publication) -> Earlier | None:
    """What was asked before what a publication asks, as the last answer or the last mail knew it.

    None when the partner was told nothing before, or nothing that any of the last publications
    knows. Raises StateUnusable.
    """
    now = publication.revision(invitation.event)
    if now is None:
        return None
    answers = desk.replies.of_invitation(invitation.id, invitation.schedule)
    last = next((one for one in answers if _counts(one, now.sequence)), None)
    told = desk.invitations.told_before(invitation.id, invitation.schedule, now.sequence)
    sequence = told if last is None else last.sequence
    before = None if sequence is None else _revision(desk, invitation, publication, sequence)
    if before is None:
        return None
    if last is None or last.answer is None:
        return Earlier(before)
    return Earlier(before, last.answer, last.received, last.begins, last.ends)


def _counts(reply: Reply, sequence: int) -> bool:
    """Whether it is an answer to what was asked before a sequence."""
    is_answer = reply.refusal is None and reply.answer is not None
    return is_answer and reply.sequence is not None and reply.sequence < sequence


def _revision(
    desk: Desk, invitation: Invitation, publication: Publication, sequence: int
) -> Revision | None:
    """The event as it was told with a sequence, if one of the last publications did."""
    last = publication.number - 1
    for number in range(last, max(0, last - _PUBLICATIONS_BEFORE), -1):
        before = desk.publications.numbered(publication.schedule, number)
        revision = None if before is None else before.revision(invitation.event)
        if revision is not None and revision.sequence <= sequence:
            return None if revision.is_cancelled else revision
    return None
