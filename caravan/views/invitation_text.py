"""How an invitation stands, in a word or two, and how serious that is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.language.language import Language
from caravan.plan.invitation_state import InvitationState

_BY_URGENCY = (
    InvitationState.DECLINED,
    InvitationState.PROPOSES,
    InvitationState.OVERDUE,
    InvitationState.NO_ANSWER,
    InvitationState.TENTATIVE,
    InvitationState.NOT_SENT,
    InvitationState.INVITED,
    InvitationState.ACCEPTED,
    InvitationState.CANCELLED,
)
_TONES = {
    InvitationState.DECLINED: "fault",
    InvitationState.PROPOSES: "open",
    InvitationState.OVERDUE: "open",
    InvitationState.NO_ANSWER: "open",
    InvitationState.TENTATIVE: "open",
    InvitationState.ACCEPTED: "good",
}


def state_text(state: InvitationState, language: Language) -> str:
    """The state in a word or two."""
    _ = language.text
    texts = {
        InvitationState.NOT_SENT: _("not told yet"),
        InvitationState.INVITED: _("invited"),
        InvitationState.ACCEPTED: _("accepted"),
        InvitationState.TENTATIVE: _("perhaps"),
        InvitationState.DECLINED: _("declined"),
        InvitationState.PROPOSES: _("proposes other hours"),
        InvitationState.CANCELLED: _("called off"),
        InvitationState.OVERDUE: _("answer overdue"),
        InvitationState.NO_ANSWER: _("no answer"),
    }
    return texts[state]


def state_tone(state: InvitationState) -> str:
    """``good``, ``open``, ``fault`` or ``quiet``: what pages colour it by, beside its word."""
    return _TONES.get(state, "quiet")


def most_urgent(states: Iterable[InvitationState]) -> InvitationState | None:
    """The state that somebody has to look at first; None for none."""
    return min(states, key=_BY_URGENCY.index, default=None)


def proposal_text(begins: datetime, ends: datetime, zone: str, language: Language) -> str:
    """``Wednesday 11 March, 14:00–16:00``: what a partner proposes, in the zone of the tour."""
    first, last = begins.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    hours = f"{_clock(first, language)}–{_clock(last, language)}"
    return language.text("{date}, {hours}", date=language.date(first.date()), hours=hours)


def _clock(instant: datetime, language: Language) -> str:
    return language.clock(60 * instant.hour + instant.minute)
