"""Calendars that are subscribed to: the whole tour, or one town of it.

They are public: no names of partners, no METHOD (a feed asks nobody for an answer), no alarms
(nobody wants a stranger's feed to ring).
"""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.calendar import words
from caravan.views.calendar.address import web_address
from caravan.views.calendar.colour import day_colour
from caravan.views.calendar.entries import Entry, entries

REFRESH = "PT1H"
"""How often a program that obeys the feed reads it again, as an ISO 8601 duration."""

_COLOR = ("teal", "#008080")
"""The calendar's colour, as RFC 7986 names it and as Apple writes it."""


def tour_feed(plan: Plan, language: Language, source: str = "") -> bytes:
    """The feed of the whole tour.

    Args:
        plan: whose events are shown.
        language: of all texts.
        source: http or https address under which the feed is published, when it is.

    Raises ValueError for a source that is no such address.
    """
    return _feed(plan, words.name(plan.tour, language), entries(plan), language, source)


def town_feed(plan: Plan, id_: str, language: Language, source: str = "") -> bytes:
    """The feed of one town; without events, but valid, while the plan keeps none there.

    `id_` is the town's, or that of one of its events. Otherwise like `tour_feed`.
    Raises KeyError for an id of neither, or of a town that never hosts.
    """
    tour = plan.tour
    hosts = {event.place for event in tour.events}
    town = id_ if id_ in hosts else tour.event(id_).place
    name = words.title(tour, town, language)
    held = tuple(entry for entry in entries(plan) if entry.place.id == town)
    return _feed(plan, name, held, language, source)


def _feed(plan: Plan, name: str, held: tuple[Entry, ...], language: Language, source: str) -> bytes:
    # icalendar takes 0.2 s to import, which only those who make a calendar need to wait for.
    from icalendar import vUri

    from caravan.views.calendar.component import component
    from caravan.views.calendar.document import calendar_bytes, empty_calendar
    from caravan.views.calendar.values import interval, line, lines, utc

    tour = plan.tour
    calendar = empty_calendar(tour)
    calendar.add("NAME", line(name))
    calendar.add("X-WR-CALNAME", line(name))
    calendar.add("DESCRIPTION", lines(_about(plan, held, language)))
    if source:
        address = web_address(source)
        if not address:
            raise ValueError(f"a feed is not published under {source!r}")
        calendar.add("SOURCE", vUri(address))
    calendar.add("COLOR", line(_COLOR[0]))
    calendar.add("X-APPLE-CALENDAR-COLOR", line(_COLOR[1]))
    calendar.add("LAST-MODIFIED", utc(tour.revision.time))
    calendar.add("REFRESH-INTERVAL", interval(REFRESH))
    calendar.add("X-PUBLISHED-TTL", line(REFRESH))
    for entry in held:
        event = component(tour, entry, language)
        # Subscribers are onlookers: the caravan doesn't make them busy.
        event.add("TRANSP", line("TRANSPARENT"))
        event.add("COLOR", line(day_colour(tour, entry.day.date)))
        calendar.add_component(event)
    return calendar_bytes(calendar)


def _about(plan: Plan, held: tuple[Entry, ...], language: Language) -> str:
    tour = plan.tour
    dates = language.dates(tour.first_day, tour.last_day)
    if not held:
        return language.text("{dates}: no event is planned here at present.", dates=dates)
    events = language.count("{number} event", "{number} events", len(held))
    return language.text("{dates}: {events}", dates=dates, events=events)
