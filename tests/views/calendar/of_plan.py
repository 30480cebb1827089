"""Calendars of a plan that nobody was told of, as bytes: what `caravan export` writes."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.plan.publication import unpublished
from caravan.tour.event import Event
from caravan.tour.partner import Partner
from caravan.views import calendar
from caravan.views.calendar import Feed, Uninvited


def tour_feed(plan: Plan, language: Language, source: str = "") -> bytes:
    publication = unpublished(plan)
    return whole(calendar.tour_feed(publication, language, at=publication.made, source=source))


def town_feed(plan: Plan, town: str, language: Language) -> bytes:
    publication = unpublished(plan)
    return whole(calendar.town_feed(publication, town, language, at=publication.made))


def calendar_files(plan: Plan, language: Language) -> dict[str, bytes]:
    publication = unpublished(plan)
    return calendar.calendar_files(publication, language, publication.made)


def calendar_zip(plan: Plan, language: Language) -> bytes:
    publication = unpublished(plan)
    return calendar.calendar_zip(publication, language, publication.made)


def town_files(plan: Plan) -> dict[str, str]:
    return calendar.town_files(unpublished(plan))


def invitation(plan: Plan, event: str, partner: str) -> bytes:
    return calendar.invitation(unpublished(plan), event, partner)


def invited(plan: Plan) -> tuple[tuple[Event, Partner], ...]:
    return calendar.invited(unpublished(plan))


def uninvited(plan: Plan) -> tuple[Uninvited, ...]:
    return calendar.uninvited(unpublished(plan))


def whole(feed: Feed) -> bytes:
    """The bytes of a feed from which nothing had to be left out."""
    assert feed.left_out == ()
    return feed.content
