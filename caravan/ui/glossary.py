"""The terms of the trade, each explained in a sentence or two where it is used."""

from __future__ import annotations

from enum import StrEnum

from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element


class Term(StrEnum):
    """A term that a field or a heading may explain."""

    SERVICE_TIME = "service time"
    OPENING_HOURS = "opening hours"
    REQUIRED = "required"
    VALUE = "value"
    FIXED_DATE = "fixed date"
    FIXED_HOUR = "fixed hour"
    OVERNIGHT_STAY = "overnight stay"
    WORKING_HOURS = "working hours"
    DRIVING_LIMIT = "driving limit"
    BREAK = "break"
    ESTIMATE = "estimate"
    DETOUR_FACTOR = "detour factor"
    ROAD_LINK = "road link"
    FERRY = "ferry"
    BOARDING_TIME = "boarding time"
    PARTNER = "partner"
    ORGANIZER = "organizer"
    TIME_ZONE = "time zone"
    PROVED = "proved"
    SUBSCRIBE = "subscribe"
    DAY_PAGE = "day page"


def question(asked: str, term: Term, speech: Language) -> Markup:
    """A question like "What is an estimate?", which shows its answer when it is pressed.

    For texts, where there is no field with a tooltip: it works with keys, by touch and with a
    screen reader.
    """
    answer = element("p", explained(term, speech), class_="cv-quiet")
    return element("details", element("summary", asked), answer, class_="cv-term")


def explained(term: Term, speech: Language) -> str:
    """What a term means, for a tooltip."""
    _ = speech.text
    texts = {
        Term.SERVICE_TIME: _(
            "How long the event lasts, from the first to the last minute in the town."
        ),
        Term.OPENING_HOURS: _(
            "When a town can receive you. The whole event lies within these hours."
        ),
        Term.REQUIRED: _(
            "A required event is in every plan. An optional one is kept when there is room for it."
        ),
        Term.VALUE: _(
            "How much an optional event is worth to you, from 1 to 1000. When not all can be kept, "
            "the plan keeps the highest sum."
        ),
        Term.FIXED_DATE: _("The event can only be on this day."),
        Term.FIXED_HOUR: _("The event begins at this hour exactly."),
        Term.OVERNIGHT_STAY: _("The convoy can spend a night in this town."),
        Term.WORKING_HOURS: _("Nobody drives, sails or hosts before or after these hours."),
        Term.DRIVING_LIMIT: _("The most that one day may hold of driving. Sailing does not count."),
        Term.BREAK: _("A pause that the team takes when it is at work through these hours."),
        Term.ESTIMATE: _(
            "A time that nobody measured: the straight distance, made longer, at one speed. It is "
            "marked ≈ everywhere."
        ),
        Term.DETOUR_FACTOR: _("How much longer the road is than the straight line. Usually 1.2."),
        Term.ROAD_LINK: _("Kilometres and minutes between two towns that you know better."),
        Term.FERRY: _("A line between two ports, with its timetable."),
        Term.BOARDING_TIME: _("How long before departure the convoy must stand at the port."),
        Term.PARTNER: _("An organization in a town that receives you, such as a town hall."),
        Term.ORGANIZER: _("An organization that runs the tour; it signs the invitations."),
        Term.TIME_ZONE: _("All hours of the tour are meant in the local time of this zone."),
        Term.PROVED: _("No plan can be better: the program has ruled out all others."),
        Term.SUBSCRIBE: _(
            "A calendar that is subscribed to asks for news by itself; nobody sends it anything."
        ),
        Term.DAY_PAGE: _("A page for one day that stays readable without network."),
    }
    return texts[term]
