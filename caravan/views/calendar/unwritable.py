"""What calendars leave out, told to those who publish: subscribers just don't see it."""

from __future__ import annotations

from datetime import datetime

from caravan.language.language import LANGUAGES, language
from caravan.plan.publication import Publication
from caravan.views.calendar.feeds import Unwritable, tour_feed


def left_out(publication: Publication, at: datetime) -> tuple[Unwritable, ...]:
    """Each event once that no feed of some language may hold at an aware instant, and why."""
    found: dict[str, Unwritable] = {}
    for code in LANGUAGES:
        for bad in tour_feed(publication, language(code), at=at).left_out:
            found.setdefault(bad.event.id, bad)
    return tuple(found.values())
