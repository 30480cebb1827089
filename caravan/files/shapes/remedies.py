"""What would be right, for the values that the domain objects refuse."""

from __future__ import annotations

from caravan.errors import Message, msg


def remedy_for(problem: Message) -> Message:
    """A remedy for a refusal of the domain, by its template."""
    return _REMEDIES.get(problem.template, msg("Change it so that this no longer holds"))


_NAME = msg("Write it in at least one language, like “fr: Gafsa”")
_CODE = msg("Use two or three lower-case letters, like fr or ar")
_ID = msg("Write it like new-town")
_CLOCK = msg("Write hours and minutes with 24 hours, like 08:30")
_REMEDIES = {
    "the id “{id}” must be lower-case letters, digits and single hyphens, at most 60": _ID,
    "a name is missing": _NAME,
    "the name in “{code}” is empty": msg("Write it, or delete the key"),
    "the name “{start}…” has {length} characters, at most {limit} are allowed": msg(
        "Write a shorter name"
    ),
    "“{code}” is not a language code": _CODE,
    "“{text}” is not a time of day like 08:30": _CLOCK,
    "the hours {begins}–{ends} must begin before they end, within one day": msg(
        "Write the earlier time first, like 08:30-12:30"
    ),
    "latitude {value} is not between -90 and 90": msg("Write degrees north of the equator"),
    "longitude {value} is not between -180 and 180": msg("Write degrees east of Greenwich"),
    "only a town can have beds, not a {kind}": msg("Write no, or make it a town"),
    "the event in “{place}” has no opening hours": msg(
        "Name calendars under “open”, or give “windows”"
    ),
    "the revision's time needs an offset, like +01:00": msg(
        "Write it like 2020-03-08T10:00:00+01:00"
    ),
    "a break of {minutes} minutes does not fit into its hours": msg(
        "Make it shorter, or its hours longer"
    ),
    "a road links “{place}” with itself": msg("Name two different places"),
    "a ferry needs two different ports": msg("Name two different places"),
    "{km} km is not between its low and high": msg("Correct km, km_low or km_high"),
    "the timetable's validity ends before it begins": msg("Write the earlier date first"),
    "“{id}” is pinned to {pinned}, but its fixed date is {fixed}": msg(
        "Pin it to its fixed date, or take one of the two away"
    ),
    "“{id}” is pinned to {pinned}, a date that its host has refused": msg(
        "Pin it to another date, or take the refusal back"
    ),
    "the pinned hour of “{id}” is not its fixed hour": msg(
        "Pin it to its fixed hour, or take one of the two away"
    ),
    "the pinned hour is not within a day": _CLOCK,
    "an order needs two different events or more": msg(
        "Name two events or more, each once, like [old-town, new-town]"
    ),
    "the orders contradict one another: “{event}” comes after itself": msg(
        "Take one of these orders away"
    ),
    "“{event}” is forbidden beside itself": msg("Name two different events"),
    "“{id}” is not an event of the tour": msg("Name an event of the tour"),
    "{date} is not a date of the tour": msg("Name a date of the tour"),
    "the tour has no direct road between “{a}” and “{b}”": msg(
        "Name the two ends of a road in the table"
    ),
    "“{id}” is not a ferry of the tour": msg("Name a ferry of the tour"),
    "“{port}” is not a port of this ferry": msg("Name one of its two ports"),
    "the tour has no event": msg("Add at least one"),
    "{teams} teams are not between 1 and {limit}": msg("Choose another number of teams"),
    "the window of {days} days is not between 1 and {limit}": msg("Check the year and the month"),
    "“{currency}” is not a currency's code like EUR": msg("Use three capital letters, like EUR"),
    "rates in money need a currency": msg("Add “currency”, like EUR"),
    "departures must rise through the day, without repeats": msg("Write them in order, each once"),
}
