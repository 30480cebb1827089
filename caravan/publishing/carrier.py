"""What takes mails from us: a mail server, or the folder of a dry run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from caravan.errors import CaravanError, Message
from caravan.store.mail import MailState


class Fate(StrEnum):
    """What became of one attempt to hand over a mail."""

    TAKEN = "taken"
    REFUSED = "refused"
    """For good, and certainly not taken."""
    LATER = "later"
    """Not taken; another attempt may succeed."""
    UNCLEAR = "unclear"
    """Cut off while it was taken."""
    NOT_OURS = "not-ours"
    """Another sender has it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it, and why."""

    fate: Fate
    reason: Message | None = None


class CarrierAway(CaravanError):
    """It can't be reached, or went away before it had anything: that may pass by itself."""


class CarrierUnusable(CaravanError):
    """It takes nothing from us until somebody changes a setting. Nothing was sent."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail on its way.

    Attributes:
        name: for a file.
        sender, recipient: addresses without names.
        content: called once, as the last thing before it is handed over: the mail's bytes, or None
            when it must not be sent any more.
    """

    name: str
    sender: str
    recipient: str
    content: Callable[[], bytes | None]

    @property
    def needs_utf8(self) -> bool:
        """Whether one of its addresses has other letters than ASCII's (SMTPUTF8)."""
        return not (self.sender.isascii() and self.recipient.isascii())


class Carrier(Protocol):
    """Takes mails, several in a row once it is open."""

    taken: MailState
    """The state of what it has taken."""

    def open(self) -> None:
        """Be ready; nothing when it is. Raises CarrierAway and CarrierUnusable."""

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Try to hand a mail over. Raises CarrierAway, and CarrierUnusable, before content."""

    def close(self) -> None:
        """Say goodbye. Raises nothing."""
