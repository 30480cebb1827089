"""What a partner was asked, and how that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.plan.revision import Revision
from caravan.tour.partner import Partner
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a partner was asked before the event was moved, and what he answered to that.

    Attributes:
        answer: None without one; answered: when it was given.
        begins, ends: of the hours that were proposed instead.
    """

    revision: Revision
    answer: Answer | None = None
    answered: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One invitation as its partner sees it.

    Attributes:
        tour: as it was published last.
        revision: what it tells of the event.
        state: of the invitation; cancelled also when the event was dropped since.
        reply_by: the date by which an answer is hoped for.
        answered: when the answer that counts was given, None without one.
        begins, ends: of the hours that were proposed instead.
        comment: the words of the answer.
        earlier: what was asked before; only where what is asked now isn't answered.
    """

    tour: Tour
    revision: Revision
    partner: Partner
    state: InvitationState
    reply_by: date | None = None
    answered: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    comment: str = ""
    earlier: Earlier | None = None

    def local(self, instant: datetime) -> datetime:
        """The instant in the zone of the tour."""
        return instant.astimezone(ZoneInfo(self.tour.zone))

    def may_answer(self, now: datetime) -> bool:
        """Whether an answer is still of use: neither cancelled, nor has it begun."""
        return self.state is not InvitationState.CANCELLED and now < self.revision.begins


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it is filled in, every value as it was typed.

    Attributes:
        answer: as `Answer` names it, or empty.
        date, begins, ends: of a proposal, as browsers write them: 2020-03-11, 09:00.
        faults: what is wrong, by field; field "" for the form as a whole.
    """

    answer: str = ""
    date: str = ""
    begins: str = ""
    ends: str = ""
    comment: str = ""
    faults: tuple[tuple[str, str], ...] = ()
