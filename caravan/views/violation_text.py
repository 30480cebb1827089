"""A broken rule in a sentence, with its numbers, and with names instead of ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date

from caravan.errors import Message
from caravan.language.language import Language
from caravan.plan.check import Rule, Violation
from caravan.tour.tour import Tour
from caravan.views.event_name import event_name, place_name

Facts = dict[str, str | int | float]
"""The values of a violation's message, by name."""

_NAMING = frozenset((Rule.REQUIRED, Rule.EVENT_ONCE, Rule.ORDER, Rule.FORBIDDEN_PAIR, Rule.PLACES))
"""Rules whose sentence names what it is about."""

_PLACES = frozenset(
    ("place", "other", "origin", "destination", "town", "start", "overnight", "a", "b")
)


def violation_text(violation: Violation, tour: Tour, language: Language) -> str:
    """What is wrong, as one sentence, like “5 h 40 of driving, 5 h are allowed in a day”.

    What or which day it is about (`violation.event`, `violation.date`) stands beside it, so it isn't
    repeated. Rules that only a damaged plan breaks are told in the words of the checker.
    """
    said = _SAID.get(violation.rule)
    facts = dict(violation.message.values)
    if said is None:
        return _as_it_is(violation.message, tour, language)
    return said(facts, violation, tour, language)


def violation_line(violation: Violation, tour: Tour, language: Language) -> str:
    """The sentence for the list of a day: after the event that it is about, unless it names it."""
    text = violation_text(violation, tour, language)
    if not violation.event or violation.rule in _NAMING:
        return text
    where = event_name(violation.event, tour, language)
    return language.text("{where}: {what}", where=where, what=text)


def _as_it_is(message: Message, tour: Tour, language: Language) -> str:
    """The words of the checker, with names."""
    values = tuple(
        (name, place_name(str(value), tour, language) if name in _PLACES else value)
        for name, value in message.values
    )
    text = language.message(Message(message.template, values))
    return f"{text[:1].upper()}{text[1:]}."


def _working_hours(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    _ = language.text
    if "ends" in facts:
        return _(
            "The day ends at {time}, the working hours end at {limit}.",
            time=clock_text(facts["ends"], language),
            limit=facts["limit"],
        )
    return _(
        "The day begins at {time}, the working hours begin at {limit}.",
        time=facts["begins"],
        limit=facts["limit"],
    )


def _driving(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    return language.text(
        "{driving} of driving, {limit} are allowed in a day.",
        driving=language.duration(int(facts["minutes"])),
        limit=language.duration(int(facts["limit"])),
    )


def _break(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    _ = language.text
    needed = language.duration(int(facts["minutes"]))
    hours = {"first": facts["first"], "last": facts["last"]}
    longest = int(facts["longest"])
    if longest == 0:
        return _("No break of {needed} between {first} and {last}.", needed=needed, **hours)
    return _(
        "No break of {needed} between {first} and {last}: at most {longest} in a row are free.",
        needed=needed,
        longest=language.duration(longest),
        **hours,
    )


def _time_window(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    _ = language.text
    span = {
        "begins": clock_text(facts["begins"], language),
        "ends": clock_text(facts["ends"], language),
    }
    if "windows" not in facts:
        return _(
            "The event would last from {begins} to {ends}, but the host receives nobody that day.",
            **span,
        )
    return _(
        "The event would last from {begins} to {ends}, the host’s hours are {hours}.",
        hours=language.listing(str(facts["windows"]).split(", ")),
        **span,
    )


def _fixed_date(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    return language.text(
        "The event is on {date}, its fixed date is {fixed}.",
        date=_date(facts["date"], language),
        fixed=_date(facts["fixed"], language),
    )


def _fixed_hour(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    return language.text(
        "The event begins at {begins}, its fixed hour is {fixed}.",
        begins=clock_text(facts["begins"], language),
        fixed=facts["fixed"],
    )


def _pin(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    _ = language.text
    if "date" in facts:
        return _(
            "The event is on {date}, it is pinned to {pinned}.",
            date=_date(facts["date"], language),
            pinned=_date(facts["pinned"], language),
        )
    return _(
        "The event begins at {begins}, it is pinned to {pinned}.",
        begins=clock_text(facts["begins"], language),
        pinned=facts["pinned"],
    )


def _refused(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    return language.text("The host has refused {date}.", date=_date(facts["date"], language))


def _required(_facts: Facts, found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "{town} must be kept, but is not in the programme.",
        town=event_name(found.event, tour, language),
    )


def _twice(_facts: Facts, found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "{town} is in the programme twice.", town=event_name(found.event, tour, language)
    )


def _order(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "{later} comes before {first}, but the order that was set is the other way round.",
        later=event_name(str(facts["later"]), tour, language),
        first=event_name(str(facts["first"]), tour, language),
    )


def _pair(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "{event} must not be on one day with {other}.",
        event=event_name(str(facts["event"]), tour, language),
        other=event_name(str(facts["other"]), tour, language),
    )


def _closed_road(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "The road between {a} and {b} is closed.",
        a=place_name(str(facts["a"]), tour, language),
        b=place_name(str(facts["b"]), tour, language),
    )


def _bed(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "There are no beds in {place}.", place=place_name(str(facts["place"]), tour, language)
    )


def _end(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    return language.text(
        "The last day ends in {place}, the tour ends in {end}.",
        place=place_name(str(facts["place"]), tour, language),
        end=place_name(str(facts["end"]), tour, language),
    )


def _morning(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    _ = language.text
    if "ends" in facts:
        return _(
            "The day before lasts until {ends}, this one begins at {begins}.",
            ends=facts["ends"],
            begins=facts["begins"],
        )
    return _(
        "The day starts in {start}, but the night was in {overnight}.",
        start=place_name(str(facts["start"]), tour, language),
        overnight=place_name(str(facts["overnight"]), tour, language),
    )


def _places(facts: Facts, _found: Violation, tour: Tour, language: Language) -> str:
    _ = language.text
    if "departure" in facts:
        return _(
            "The boat to {place} at {departure} is missed by {minutes}.",
            place=place_name(str(facts["place"]), tour, language),
            departure=facts["departure"],
            minutes=language.duration(int(facts["minutes"])),
        )
    place = place_name(str(facts["place"]), tour, language)
    if "overnight" in facts:
        night = place_name(str(facts["overnight"]), tour, language)
        return _("No way leads from {place} to the night in {night}.", place=place, night=night)
    return _(
        "No way leads from {place} to {other} that day after {time}.",
        place=place,
        other=place_name(str(facts["other"]), tour, language),
        time=clock_text(facts["time"], language),
    )


def _boarding(facts: Facts, _found: Violation, _tour: Tour, language: Language) -> str:
    return language.text(
        "Arrival at the port is at {arrival}: too late to board the boat at {departure}, which takes "
        "{minutes}.",
        arrival=facts["arrival"],
        departure=facts["departure"],
        minutes=language.duration(int(facts["minutes"])),
    )


def clock_text(clock: str | float, language: Language) -> str:
    """A time of a message: “20:10”; past midnight “00:48 the next day”."""
    hours, _colon, minutes = str(clock).partition(":")
    days, hour = divmod(int(hours), 24)
    time = f"{hour:02d}:{minutes}"
    if days == 1:
        return language.text("{time} the next day", time=time)
    if days > 1:
        return language.count(
            "{time} {number} day later", "{time} {number} days later", days, time=time
        )
    return str(clock)


def _date(iso: str | float, language: Language) -> str:
    return language.date(Date.fromisoformat(str(iso)))


_SAID: dict[Rule, Callable[[Facts, Violation, Tour, Language], str]] = {
    Rule.WORKING_HOURS: _working_hours,
    Rule.DRIVING_LIMIT: _driving,
    Rule.BREAK: _break,
    Rule.TIME_WINDOW: _time_window,
    Rule.FIXED_DATE: _fixed_date,
    Rule.FIXED_HOUR: _fixed_hour,
    Rule.PIN: _pin,
    Rule.REFUSED_DATE: _refused,
    Rule.REQUIRED: _required,
    Rule.EVENT_ONCE: _twice,
    Rule.ORDER: _order,
    Rule.FORBIDDEN_PAIR: _pair,
    Rule.CLOSED_ROAD: _closed_road,
    Rule.BED: _bed,
    Rule.END: _end,
    Rule.MORNING: _morning,
    Rule.PLACES: _places,
    Rule.BOARDING: _boarding,
}
