"""What calendar entries say, in one language. Whoever subscribes may read it: nothing private."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
from functools import lru_cache

from caravan.language.language import Language
from caravan.plan.day import Stop
from caravan.plan.publication import Publication
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.partner import Organizer
from caravan.tour.place import Place
from caravan.tour.tour import Tour
from caravan.views.calendar.address import mail_address, web_address
from caravan.views.calendar.clean import one_line
from caravan.views.calendar.entries import Entry
from caravan.views.team_name import team_name as named_by_number

_LEFT_TO_RIGHT_MARK = "\u200e"


def title(tour: Tour, place: Place, language: Language, *, is_off: bool = False) -> str:
    """``Lyon – Caravane``, a town and the tour; ``Annulé : Lyon – Caravane`` when it is off.

    The town comes first: a month or a phone shows the beginning of a title only. That an event is
    off comes before all: many programs show no other sign of it.
    """
    event = f"{name(place, language)} – {name(tour, language)}"
    return language.text("Cancelled: {event}", event=event) if is_off else event


def team_name(publication: Publication, team: str, language: Language) -> str:
    """``Équipe 2``: the team of an id by its number; its id when the plan hasn't got it."""
    ids = [each.id for each in publication.plan.teams]
    if team not in ids:
        return team
    return named_by_number(ids.index(team) + 1, language)


def name(named: Tour | Place, language: Language) -> str:
    """What the tour or a place is called; its id if nothing of the name can be shown."""
    return one_line(language.name(named.names)) or named.id


def venue(entry: Entry, language: Language) -> str:
    """The hall or square, or nothing."""
    names = entry.revision.event.venue
    return one_line(language.name(names)) if names else ""


def location(entry: Entry, language: Language) -> str:
    """Venue, town, region and country, what is known of them, nothing twice."""
    place = entry.revision.place
    country = place.country and language.locale.territories.get(place.country, place.country)
    region = one_line(language.name(place.region)) if place.region else ""
    parts = (venue(entry, language), name(place, language), region, one_line(country))
    comma = "، " if language.direction == "rtl" else ", "
    return comma.join(dict.fromkeys(part for part in parts if part))


def hours(stop: Stop, language: Language) -> str:
    """``08:30–11:30``."""
    return f"{clock(stop.begins, language)}–{clock(stop.ends, language)}"


def clock(minutes: int, language: Language) -> str:
    """A time of day as watches show it: after midnight it begins anew."""
    return language.clock(minutes % MINUTES_PER_DAY)


def when(entry: Entry, language: Language) -> str:
    """``mardi 10 mars 2020, 08:30–11:30 (3 h)``."""
    begins, ends = (
        language.clock(60 * instant.hour + instant.minute) for instant in (entry.begins, entry.ends)
    )
    # Of one zone, so that they are subtracted as clocks show them.
    minutes = (entry.ends - entry.begins) // timedelta(minutes=1)
    date = _long_date(entry.begins.date(), language)
    return f"{date}, {begins}–{ends} ({_duration(minutes, language)})"


@lru_cache(maxsize=1000)  # the events of a day have one, and their durations are few
def _long_date(date: Date, language: Language) -> str:
    return language.long_date(date)


@lru_cache(maxsize=1000)
def _duration(minutes: int, language: Language) -> str:
    return language.duration(minutes)


def description(tour: Tour, entry: Entry, language: Language, about: str = "") -> str:
    """Date, hours and venue, what `about` adds, the day's programme, whom to ask; in paragraphs.

    Nothing about the rest of the tour: it would change with every other event.
    """
    _ = language.text
    top = [when(entry, language)]
    if venue(entry, language):
        top.append(_("Venue: {venue}", venue=venue(entry, language)))
    top.append(name(tour, language))
    programme = []
    if entry.day is not None:
        programme = [_("Programme of the day")] + [
            f"{hours(stop, language)} {name(tour.place(stop.place), language)}"
            for stop in entry.day.events
        ]
    paragraphs = ["\n".join(top), about, "\n".join(programme), contact(tour, language)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def contact(tour: Tour, language: Language) -> str:
    """Whom to ask: the organizer with its addresses, each on its line; nothing without one."""
    organizer = speaker(tour)
    return "" if organizer is None else _ways_to(organizer, language)


@lru_cache(maxsize=100)  # all entries of a tour say it
def _ways_to(organizer: Organizer, language: Language) -> str:
    ways = (one_line(organizer.email), one_line(organizer.phone), web_address(organizer.url))
    # Between marks, a number or address stays in order on a line that runs from right to left.
    mark = _LEFT_TO_RIGHT_MARK if language.direction == "rtl" else ""
    who = language.text("Contact: {name}", name=one_line(language.name(organizer.names)))
    return "\n".join([who, *(f"{mark}{way}{mark}" for way in ways if way)])


def speaker(tour: Tour) -> Organizer | None:
    """The organizer who speaks for the tour: the host of invitations, else the first, if any."""
    return host(tour) or next(iter(tour.organizers), None)


def host(tour: Tour) -> Organizer | None:
    """The organizer who gets the answers to invitations: the first with an e-mail address."""
    return next((each for each in tour.organizers if mail_address(each.email)), None)
