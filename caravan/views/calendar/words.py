"""What calendar entries say, in one language. Whoever subscribes may read it: nothing private."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.day import Stop
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.partner import Organizer
from caravan.tour.place import Place
from caravan.tour.tour import Tour
from caravan.views.calendar.address import mail_address, web_address
from caravan.views.calendar.clean import one_line
from caravan.views.calendar.entries import Entry

_LEFT_TO_RIGHT_MARK = "\u200e"


def title(tour: Tour, place: str, language: Language) -> str:
    """``Lyon – Caravane``: a town, given by its id, and the tour.

    The town comes first: a month or a phone shows the beginning of a title only.
    """
    return f"{name(tour.place(place), language)} – {name(tour, language)}"


def name(named: Tour | Place, language: Language) -> str:
    """What the tour or a place is called; its id if nothing of the name can be shown."""
    return one_line(language.name(named.names)) or named.id


def venue(entry: Entry, language: Language) -> str:
    """The hall or square, or nothing."""
    return one_line(language.name(entry.event.venue)) if entry.event.venue else ""


def location(entry: Entry, language: Language) -> str:
    """Venue, town, region and country, what is known of them, nothing twice."""
    place = entry.place
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


def description(tour: Tour, entry: Entry, language: Language, about: str = "") -> str:
    """Date, hours and venue, what `about` adds, the day's programme, whom to ask; in paragraphs."""
    _ = language.text
    when = f"{language.long_date(entry.day.date)}, {hours(entry.stop, language)}"
    top = [f"{when} ({language.duration(entry.stop.minutes)})"]
    if venue(entry, language):
        top.append(_("Venue: {venue}", venue=venue(entry, language)))
    number = _("Event {number} of {total}", number=entry.number, total=entry.total)
    top.append(f"{name(tour, language)} · {number}")
    programme = [_("Programme of the day")] + [
        f"{hours(stop, language)} {name(tour.place(stop.place), language)}"
        for stop in entry.day.events
    ]
    paragraphs = ["\n".join(top), about, "\n".join(programme), contact(tour, language)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def contact(tour: Tour, language: Language) -> str:
    """Whom to ask: the organizer with its addresses, each on its line; nothing without one."""
    organizer = speaker(tour)
    if organizer is None:
        return ""
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
