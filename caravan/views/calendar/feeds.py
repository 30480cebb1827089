"""Calendars that are subscribed to: of the whole tour, a town, a team or a partner.

They are public, or nearly: no names of partners, no METHOD (a feed asks nobody for an answer), no
alarms (nobody wants a stranger's feed to ring).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from caravan.errors import CaravanError, Message, msg
from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.tour.event import Event
from caravan.views.calendar import words
from caravan.views.calendar.address import web_address
from caravan.views.calendar.colour import day_colour
from caravan.views.calendar.entries import Entry, entries, last_changed, of_partner, of_town
from caravan.views.calendar.visit_hours import visit_hours

if TYPE_CHECKING:  # icalendar takes 0.2 s to import: only who makes a calendar waits for it
    from icalendar import Calendar

REFRESH = "PT1H"
"""How often a program that obeys the feed reads it again, as an ISO 8601 duration."""

_COLOR = ("teal", "#008080")
"""The calendar's colour, as RFC 7986 names it and as Apple writes it."""


@dataclass(frozen=True, slots=True)
class Unwritable:
    """An event that no calendar may hold, and what is wrong with it."""

    event: Event
    reason: Message


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        left_out: what had to be, so that subscribers get the rest.
        changed: an aware instant since which it has been this one, maybe for longer: when it was
            published, or something cancelled left it.
    """

    content: bytes
    left_out: tuple[Unwritable, ...]
    changed: datetime


def tour_feed(
    publication: Publication, language: Language, *, at: datetime, source: str = ""
) -> Feed:
    """The feed of the whole tour.

    Args:
        publication: what is shown.
        language: of all texts.
        at: an aware instant, the present: cancelled events leave the feed after a while.
        source: http or https address under which the feed is published, when it is.

    Raises ValueError for a source that is no such address.
    """
    name = words.name(publication.plan.tour, language)
    return _Writer(publication, language, at, source).feed(name, publication.revisions)


def town_feed(
    publication: Publication, town: str, language: Language, *, at: datetime, source: str = ""
) -> Feed:
    """The feed of one town, by its id; otherwise like `tour_feed`.

    Valid, but without events, while nothing is planned there, also when the town has left the
    tour: a program that finds no feed any more would go on showing what it has. An event that has
    moved to another town stays in it, cancelled, like one that was dropped.
    """
    revisions = of_town(publication, town)
    name = _town_name(publication, town, revisions, language)
    return _Writer(publication, language, at, source).feed(name, revisions)


def team_feed(
    publication: Publication, team: str, language: Language, *, at: datetime, source: str = ""
) -> Feed:
    """The feed of one team, by its id; otherwise like `town_feed`. Its members are busy."""
    tour = words.name(publication.plan.tour, language)
    name = f"{words.team_name(publication, team, language)} – {tour}"
    revisions = tuple(each for each in publication.revisions if each.team == team)
    return _Writer(publication, language, at, source, is_busy=True).feed(name, revisions)


def partner_feed(
    publication: Publication, partner: str, language: Language, *, at: datetime, source: str = ""
) -> Feed:
    """The feed of one partner, by its id: its events under the UIDs of its invitations.

    It tells when the team comes and goes, like an invitation. An event that the partner was taken
    out of stays in it, cancelled, like one that was dropped. Otherwise like `team_feed`.
    """
    name = words.name(publication.plan.tour, language)
    return _Writer(publication, language, at, source, is_busy=True, tells_hours=True).feed(
        name, of_partner(publication, partner)
    )


def _town_name(
    publication: Publication, town: str, revisions: tuple[Revision, ...], language: Language
) -> str:
    tour = publication.plan.tour
    told = (revision.place for revision in revisions)
    place = next((place for place in (*tour.places, *told) if place.id == town), None)
    return words.title(tour, place, language) if place else words.name(tour, language)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes feeds of a publication.

    Attributes:
        is_busy: whether subscribers take part, and are not onlookers.
        tells_hours: whether it is told when the team comes and goes.
    """

    publication: Publication
    language: Language
    at: datetime
    source: str
    is_busy: bool = False
    tells_hours: bool = False

    def feed(self, name: str, revisions: tuple[Revision, ...]) -> Feed:
        """The feed of some revisions. Raises ValueError for a bad source."""
        from caravan.views.calendar.document import calendar_bytes
        from caravan.views.calendar.zone import timezone

        tour = self.publication.plan.tour
        shown = entries(self.publication, self.at, revisions)
        changed = last_changed(self.publication, self.at, revisions)
        dates = [instant.date() for entry in shown for instant in (entry.begins, entry.ends)] + [
            tour.first_day,
            tour.last_day,
        ]
        zone = timezone(tour.zone, min(dates), max(dates))
        head = self._head(name, sum(not entry.is_cancelled for entry in shown))
        events, left_out = [], []
        for entry in shown:
            try:
                events.append(self._event(entry))
            except Exception as error:  # noqa: BLE001 one event must not cost subscribers all others
                left_out.append(Unwritable(entry.revision.event, _reason(error)))
        return Feed(calendar_bytes(head, (zone, *events)), tuple(left_out), changed)

    def _head(self, name: str, events: int) -> Calendar:
        from icalendar import vUri

        from caravan.views.calendar.document import empty_calendar
        from caravan.views.calendar.values import interval, line, lines

        calendar = empty_calendar()
        calendar.add("NAME", line(name))
        calendar.add("X-WR-CALNAME", line(name))
        calendar.add("DESCRIPTION", lines(self._about(events)))
        if self.source:
            address = web_address(self.source)
            if not address:
                raise ValueError(f"a feed is not published under {self.source!r}")
            calendar.add("SOURCE", vUri(address))
        calendar.add("COLOR", line(_COLOR[0]))
        calendar.add("X-APPLE-CALENDAR-COLOR", line(_COLOR[1]))
        # No LAST-MODIFIED of the whole: each publication would make other bytes of all feeds, and
        # everybody would fetch anew what it doesn't touch. Each entry has its own.
        calendar.add("REFRESH-INTERVAL", interval(REFRESH))
        calendar.add("X-PUBLISHED-TTL", line(REFRESH))
        return calendar

    def _about(self, events: int) -> str:
        tour, language = self.publication.plan.tour, self.language
        dates = language.dates(tour.first_day, tour.last_day)
        if not events:
            return language.text("{dates}: no event is planned here at present.", dates=dates)
        told = language.count("{number} event", "{number} events", events)
        return language.text("{dates}: {events}", dates=dates, events=told)

    def _event(self, entry: Entry) -> bytes:
        from caravan.views.calendar.component import component
        from caravan.views.calendar.document import component_bytes
        from caravan.views.calendar.values import line

        tour = self.publication.plan.tour
        about = visit_hours(entry, self.language) if self.tells_hours else ""
        event = component(tour, entry, self.language, about)
        is_busy = self.is_busy and not entry.is_cancelled
        event.add("TRANSP", line("OPAQUE" if is_busy else "TRANSPARENT"))
        event.add("COLOR", line(day_colour(tour, entry.begins.date())))
        return component_bytes(event)


def _reason(error: Exception) -> Message:
    if isinstance(error, CaravanError):
        return error.message
    return msg("it holds a value that calendars do not allow")
