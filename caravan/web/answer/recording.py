"""An answer of the page becomes one that counts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from caravan.store.desk import Desk
from caravan.store.invitation import Invitation
from caravan.store.link import Link
from caravan.store.reply import About, Judgement, NewReply, ReplySource
from caravan.web.answer.given import Given

_MOST_TURNS = 20
"""Answers of one form that are counted, one after the other."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form said.

    Attributes:
        form: what tells the form from all others.
    """

    given: Given
    form: str


def record(
    desk: Desk, link: Link, invitation: Invitation, sequence: int, sent: Sent, now: datetime
) -> bool:
    """Record an answer, unless the same form has said it before and it still stands.

    Browsers bring a form back with its token: whoever goes back and chooses otherwise has a new
    answer.

    Args:
        sequence: of the hours that the form showed; now: an aware instant.

    Returns False when the form has said too much. Raises StateUnusable.
    """
    given, last = sent.given, invitation.answered
    for turn in range(_MOST_TURNS):
        marked = f"link {link.id} {sent.form}{f' {turn}' if turn else ''}"
        reply = NewReply(
            digest=hashlib.sha256(marked.encode()).hexdigest(),
            source=ReplySource.LINK,
            sender="",
            # Clocks jump back; who answers here has seen the answer before.
            received=now if last is None else max(now, last),
            answer=given.answer,
            sequence=sequence,
            begins=given.begins,
            ends=given.ends,
            comment=given.comment,
        )
        judge = _Judge(link.schedule, given, is_repeated=turn > 0)
        kept = desk.replies.keep(reply, judge, About(invitation=invitation.id), at=now)
        if kept is None or kept[1]:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Judge:
    schedule: str
    given: Given
    is_repeated: bool

    def __call__(self, known: tuple[Invitation, ...]) -> Judgement | None:
        if not known or (self.is_repeated and self._stands(known[0])):
            return None
        return Judgement(self.schedule, known[0])

    def _stands(self, invitation: Invitation) -> bool:
        given = self.given
        counts = (
            invitation.state,
            invitation.proposal_begins,
            invitation.proposal_ends,
            invitation.comment,
        )
        return counts == (given.answer.state, given.begins, given.ends, given.comment)
