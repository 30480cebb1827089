"""How the invitations to one event stand, beside the hours that a plan has for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caravan.language.language import Language
from caravan.plan.invitation_state import InvitationState
from caravan.views.invitation_text import state_text, state_tone


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """The state of an event's invitations.

    Attributes:
        asked: when the event was to begin when its partners were asked, in the zone of the tour;
            None when that is as the plan has it.
    """

    state: InvitationState
    asked: datetime | None = None

    def in_words(self, language: Language) -> str:
        """``accepted``; with the hours that were asked, where the plan has others."""
        state = state_text(self.state, language)
        if self.asked is None:
            return state
        when = language.text(
            "{date} at {time}",
            date=language.short_date(self.asked.date()),
            time=language.clock(60 * self.asked.hour + self.asked.minute),
        )
        return language.text(
            "{when}: {state}; not asked about these hours yet", when=when, state=state
        )

    @property
    def tone(self) -> str:
        """As `state_tone` has it; what was said of other hours is no answer to these."""
        return state_tone(self.state) if self.asked is None else "open"
