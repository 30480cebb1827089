"""Links: addresses with a secret of their own, and what each of them opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class LinkKind(StrEnum):
    """What a link opens."""

    TOUR = "tour"
    """The calendars of the whole tour, of all its towns and teams."""
    TOWN = "town"
    """The calendar of one town; the subject is its id."""
    TEAM = "team"
    """The calendar of one team; the subject is its id."""
    PARTNER = "partner"
    """A partner's own calendar and own answers; the subject is the partner's id."""
    DAY = "day"
    """The day pages of the tour, for its volunteers."""
    ANSWER = "answer"
    """The page with which one invitation is answered; the subject is the partner's id."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as lists show it: its secret is not known any more.

    Attributes:
        subject: of what the kind speaks, like a partner's id; empty when it speaks of the tour.
        invitation: id of the invitation that it answers, if it answers one.
        label: what organizers call it.
        language: the code of the language in which it is read.
        expires: it opens until the end of that instant's day (UTC); None for ever.
        used: the last date on which it was opened, None before the first time.
    """

    id: int
    kind: LinkKind
    schedule: str
    subject: str
    invitation: int | None
    label: str
    language: str
    made: datetime
    expires: datetime | None
    revoked: datetime | None
    used: date | None

    def opens_on(self, today: date) -> bool:
        """Whether it opens on a date (UTC): not revoked, and not over."""
        return self.revoked is None and (self.expires is None or today <= self.expires.date())


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made: the only moment at which its secret can be shown.

    Attributes:
        secret: 32 random bytes in 43 URL-safe letters. Not part of its printed form.
    """

    secret: str = field(repr=False)
    link: Link
