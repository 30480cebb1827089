"""Changes of the head of a tour and of its rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date

from caravan.errors import Message, msg
from caravan.files.draft import Draft
from caravan.language.language import language as speech_of
from caravan.tour.clock import format_clock
from caravan.tour.opening import Hours
from caravan.tour.partner import Organizer
from caravan.tour.rules import BreakRule

NONE = "–"
"""What stands for nothing, in all languages."""


def head_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """What the tour is called, when and where it is, and who runs it."""
    one, other = before.head, after.head
    old_names, new_names = dict(one.names), dict(other.names)
    for code in [*old_names, *(code for code in new_names if code not in old_names)]:
        old, new = old_names.get(code), new_names.get(code)
        if old != new:
            yield msg(
                "The tour is called “{new}” instead of “{old}” ({language})",
                old=old or NONE,
                new=new or NONE,
                language=code,
            )
    if one.first_day != other.first_day:
        yield msg(
            "The tour begins on {new} instead of {old}",
            old=_day(one.first_day, other.first_day, language),
            new=_day(other.first_day, one.first_day, language),
        )
    if one.last_day != other.last_day:
        yield msg(
            "The tour ends on {new} instead of {old}",
            old=_day(one.last_day, other.last_day, language),
            new=_day(other.last_day, one.last_day, language),
        )
    if one.start != other.start:
        yield msg(
            "The tour begins in {new} instead of {old}",
            old=town_name(before, one.start, language),
            new=town_name(after, other.start, language),
        )
    if one.end != other.end:
        yield msg(
            "The tour ends in {new} instead of {old}",
            old=town_name(before, one.end, language),
            new=town_name(after, other.end, language),
        )
    if one.zone != other.zone:
        yield msg(
            "The time zone is {new} instead of {old}", old=one.zone or NONE, new=other.zone or NONE
        )
    if (one.id, one.uid_domain) != (other.id, other.uid_domain):
        yield msg("The tour has another id or domain: entries of calendars will be new ones")
    yield from _organizers(before.organizers, after.organizers, language)


def rule_differences(before: Draft, after: Draft) -> Iterator[Message]:
    """The rules of a day and the travel estimate."""
    one, other = before.rules, after.rules
    if one is None or other is None:
        if one != other:
            yield msg("The rules of the day changed")
    else:
        if one.hours != other.hours:
            yield msg(
                "Working hours: {old} → {new}",
                old=hours_text((one.hours,)),
                new=hours_text((other.hours,)),
            )
        if one.max_driving_minutes != other.max_driving_minutes:
            yield msg(
                "Driving limit of a day: {old} → {new} minutes",
                old=one.max_driving_minutes,
                new=other.max_driving_minutes,
            )
        if one.pause != other.pause:
            yield msg("Break: {old} → {new}", old=_break(one.pause), new=_break(other.pause))
    if before.estimate != after.estimate:
        figures = [
            NONE if e is None else f"× {e.detour_factor:g}, {e.speed_kmh:g} km/h"
            for e in (before.estimate, after.estimate)
        ]
        yield msg("Travel estimate: {old} → {new}", old=figures[0], new=figures[1])


def date_text(date: Date | None, language: str) -> str:
    """A date with its weekday, as pages write it: hyphens and digits alone turn about in Arabic."""
    return NONE if date is None else speech_of(language).date(date)


def hours_text(spans: tuple[Hours, ...]) -> str:
    """Spans of hours in short, in any language."""
    return ", ".join(f"{format_clock(s.begins)}–{format_clock(s.ends)}" for s in spans) or NONE


def town_name(draft: Draft, id_: str, language: str) -> str:
    """The name of a town, else its id."""
    place = draft.place(id_)
    return place.called(language) if place else id_ or NONE


def _organizers(
    old: tuple[Organizer, ...], new: tuple[Organizer, ...], language: str
) -> Iterator[Message]:
    before = {o.names.in_language(language): o for o in old}
    after = {o.names.in_language(language): o for o in new}
    for name in (name for name in before if name not in after):
        yield msg("The organizer {name} is gone", name=name)
    for name, organizer in after.items():
        if name not in before:
            yield msg("The organizer {name} is new", name=name)
        elif organizer != before[name]:
            yield msg("The organizer {name} has other names or addresses", name=name)
    if old != new and before == after:
        yield msg("The organizers are in another order")


def _day(date: Date | None, other: Date | None, language: str) -> str:
    """A first or last day; with its year where that is what tells it from the other one."""
    if date is None or other is None or date.year == other.year:
        return date_text(date, language)
    return speech_of(language).long_date(date)


def _break(pause: BreakRule | None) -> str:
    return NONE if pause is None else f"{pause.minutes} min, {hours_text((pause.within,))}"
