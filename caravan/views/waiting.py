"""Why a team waits: for a boat, for a host's opening hours, for lunch, for its departure."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.tour.opening import OpeningHours
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of a wait, as a person reads it.

    Attributes:
        is_boarding: whether the team stands at the quay.
        is_free: whether it may do as it likes until then.
    """

    text: str
    is_boarding: bool = False
    is_free: bool = False


def why_waiting(tour: Tour, day: Day, index: int, language: Language) -> Why:
    """Why the team waits during the item `index` of a day: what comes next tells."""
    _ = language.text
    following = day.items[index + 1 :]
    if not following:
        return Why(_("until the evening"), is_free=True)
    after = following[0]
    if isinstance(after, Leg):
        return _until_leg(after, following, language)
    if after.kind is StopKind.EVENT:
        return Why(_until_event(tour, day, after, language))
    if after.kind is StopKind.BREAK:
        return Why(_("until the break at {time}", time=language.clock(after.begins)), is_free=True)
    return Why("", is_free=True)


def _until_leg(leg: Leg, following: tuple[Item, ...], language: Language) -> Why:
    _ = language.text
    time = language.clock(leg.begins)
    if leg.kind is LegKind.FERRY:
        return Why(_("waits for the {time} boat", time=time), is_boarding=True)
    sailing = _sailing_ahead(following)
    if sailing is None:
        return Why(_("until the departure at {time}", time=time), is_free=True)
    boat = language.clock(sailing.begins)
    return Why(_("departure at {time} for the {boat} boat", time=time, boat=boat), is_free=True)


def _sailing_ahead(items: tuple[Item, ...]) -> Leg | None:
    """The sailing of the journey that these items begin with, if it has one."""
    for item in items:
        if isinstance(item, Stop) and item.kind is not StopKind.WAIT:
            return None
        if isinstance(item, Leg) and item.kind is LegKind.FERRY:
            return item
    return None


def _until_event(tour: Tour, day: Day, stop: Stop, language: Language) -> str:
    _ = language.text
    event = tour.event(stop.event)
    time = language.clock(stop.begins)
    if event.begins == stop.begins:
        return _("the hour of the event is fixed: {time}", time=time)
    for calendar in tour.calendars:
        if calendar.id in event.calendars and _opens(calendar, day, stop):
            hours = language.name(calendar.names)
            return _("waits until {time}, when “{hours}” opens", time=time, hours=hours)
    for window in tour.windows(event):
        if window.date == day.date and window.hours.begins == stop.begins:
            return _("waits until the host opens at {time}", time=time)
    return _("until the event at {time}", time=time)


def _opens(calendar: OpeningHours, day: Day, stop: Stop) -> bool:
    return any(
        span.begins == stop.begins and stop.ends <= span.ends for span in calendar.on(day.date)
    )
