"""Changes of opening hours."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.files.differences.head import date_text, hours_text
from caravan.files.draft import Draft
from caravan.tour.opening import OpeningHours

_WEEKLY = (
    msg("Opening hours “{name}”, Mondays: {old} → {new}"),
    msg("Opening hours “{name}”, Tuesdays: {old} → {new}"),
    msg("Opening hours “{name}”, Wednesdays: {old} → {new}"),
    msg("Opening hours “{name}”, Thursdays: {old} → {new}"),
    msg("Opening hours “{name}”, Fridays: {old} → {new}"),
    msg("Opening hours “{name}”, Saturdays: {old} → {new}"),
    msg("Opening hours “{name}”, Sundays: {old} → {new}"),
)
_BLOCKED = (
    msg("Opening hours “{name}”, taken out on Mondays: {old} → {new}"),
    msg("Opening hours “{name}”, taken out on Tuesdays: {old} → {new}"),
    msg("Opening hours “{name}”, taken out on Wednesdays: {old} → {new}"),
    msg("Opening hours “{name}”, taken out on Thursdays: {old} → {new}"),
    msg("Opening hours “{name}”, taken out on Fridays: {old} → {new}"),
    msg("Opening hours “{name}”, taken out on Saturdays: {old} → {new}"),
    msg("Opening hours “{name}”, taken out on Sundays: {old} → {new}"),
)


def calendar_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """Calendars that came, went, or have other hours."""
    old = {calendar.id: calendar for calendar in before.calendars}
    new = {calendar.id: calendar for calendar in after.calendars}
    for id_, calendar in old.items():
        name = calendar.names.in_language(language)
        if id_ not in new:
            yield msg("The opening hours “{name}” are gone", name=name)
        elif calendar != new[id_]:
            yield from _changes(calendar, new[id_], language)
    for id_, calendar in new.items():
        if id_ not in old:
            name = calendar.names.in_language(language)
            yield msg("The opening hours “{name}” are new", name=name)


def _changes(old: OpeningHours, new: OpeningHours, language: str) -> Iterator[Message]:
    name = new.names.in_language(language)
    if old.names != new.names:
        yield msg(
            "The opening hours “{old}” are called “{new}”, or otherwise in another language",
            old=old.names.in_language(language),
            new=name,
        )
    for templates, one, other in (
        (_WEEKLY, old.weekly, new.weekly),
        (_BLOCKED, old.blocked, new.blocked),
    ):
        for template, was, now in zip(templates, one, other, strict=True):
            if was != now:
                values = (("name", name), ("new", hours_text(now)), ("old", hours_text(was)))
                yield Message(template.template, values)
    was_on, now_on = dict(old.dates), dict(new.dates)
    for date in sorted(was_on.keys() | now_on.keys()):
        if date not in now_on:
            yield msg(
                "Opening hours “{name}”, {date}: as always",
                name=name,
                date=date_text(date, language),
            )
        elif was_on.get(date) != now_on[date]:
            yield msg(
                "Opening hours “{name}”, {date}: {new}",
                name=name,
                date=date_text(date, language),
                new=hours_text(now_on[date]),
            )
    if old.source != new.source:
        yield msg("Opening hours “{name}”: another source", name=name)
