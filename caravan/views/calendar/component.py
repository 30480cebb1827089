"""An entry as a VEVENT."""

from __future__ import annotations

from icalendar import Event, vInt, vUri

from caravan.language.language import Language
from caravan.tour.tour import Tour
from caravan.views.calendar import words
from caravan.views.calendar.address import web_address
from caravan.views.calendar.entries import Entry
from caravan.views.calendar.values import (
    categories,
    coordinates,
    line,
    lines,
    local_time,
    structured_location,
    utc,
)
from caravan.views.calendar.zone import tzid


def component(tour: Tour, entry: Entry, language: Language, about: str = "") -> Event:
    """The VEVENT that feeds, invitations and cancellations share.

    `about` is a paragraph for the description. DTSTAMP is the time of the revision: were it the
    time of writing, every program would see every entry change at every reading.
    """
    revision = entry.revision
    zone, place = tzid(tour.zone), revision.place
    town = words.name(place, language)
    event = Event()
    event.add("UID", line(revision.uid))
    event.add("DTSTAMP", utc(revision.revised))
    event.add("LAST-MODIFIED", utc(revision.revised))
    event.add("SEQUENCE", vInt(revision.sequence))
    event.add("STATUS", line("CANCELLED" if entry.is_cancelled else "CONFIRMED"))
    event.add("DTSTART", local_time(entry.begins, zone))
    event.add("DTEND", local_time(entry.ends, zone))
    event.add("SUMMARY", line(words.title(tour, place, language, is_off=entry.is_cancelled)))
    event.add("DESCRIPTION", lines(words.description(tour, entry, language, about)))
    event.add("LOCATION", line(words.location(entry, language)))
    event.add("GEO", coordinates(*place.point))
    event.add(
        "X-APPLE-STRUCTURED-LOCATION",
        structured_location(words.venue(entry, language) or town, *place.point),
    )
    event.add("CATEGORIES", categories((words.name(tour, language), town)))
    speaker = words.speaker(tour)
    address = web_address(speaker.url) if speaker else ""
    if address:
        event.add("URL", vUri(address))
    return event
