"""Changes of events and their partners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caravan.errors import Message, msg
from caravan.files.differences.head import NONE, date_text, hours_text, town_name
from caravan.files.draft import Draft
from caravan.files.draft_events import DraftEvent
from caravan.tour.clock import format_clock
from caravan.tour.partner import Partner, PartnerStatus
from caravan.tour.pin import Pin


def event_differences(before: Draft, after: Draft, language: str) -> Iterator[Message]:
    """Events that came, went, or are held otherwise, town by town."""
    old = {event.id: event for event in reversed(before.events)}
    new = {event.id: event for event in reversed(after.events)}
    for event in before.events:
        # With a town that is gone or new, its events are too.
        if event.id not in new and after.place(event.town):
            yield msg("{town}: the event is gone", town=town_name(before, event.town, language))
    for event in after.events:
        town = town_name(after, event.town, language)
        if event.id not in old:
            if before.place(event.town):
                yield msg("{town}: the event is new", town=town)
        else:
            calendars = _calendar_names(before, after, language)
            yield from _changes(old[event.id], event, town, calendars, language)
            yield from _when_and_where(old[event.id], event, town, language)
            yield from _partners(old[event.id], event, town, language)
    one, other = ([event.id for event in draft.events] for draft in (before, after))
    if one != other and sorted(one) == sorted(other):
        yield msg("The events are in another order")


def _changes(
    old: DraftEvent, new: DraftEvent, town: str, calendars: dict[str, str], language: str
) -> Iterator[Message]:
    if old.town != new.town:
        yield msg("{town}: the event “{id}” is here now", town=town, id=new.id)
    if old.service_minutes != new.service_minutes:
        yield msg(
            "{town}: service time {old} → {new} minutes",
            town=town,
            old=old.service_minutes or NONE,
            new=new.service_minutes or NONE,
        )
    if old.open != new.open:
        yield msg(
            "{town}: opening hours {old} → {new}",
            town=town,
            old=_listed(old.open, calendars),
            new=_listed(new.open, calendars),
        )
    if old.windows != new.windows:
        was, now = (
            "; ".join(
                f"{date_text(window.date, language)} {hours_text((window.hours,))}"
                for window in event.windows
            )
            or NONE
            for event in (old, new)
        )
        yield msg("{town}: hours of its own {old} → {new}", town=town, old=was, new=now)
    if old.required and not new.required:
        yield msg("{town}: optional, no longer required", town=town)
    if new.required and not old.required:
        yield msg("{town}: required, no longer optional", town=town)
    if old.value != new.value:
        yield msg("{town}: value {old} → {new}", town=town, old=old.value, new=new.value)


def _when_and_where(
    old: DraftEvent, new: DraftEvent, town: str, language: str
) -> Iterator[Message]:
    if old.date != new.date:
        yield msg(
            "{town}: fixed date {old} → {new}",
            town=town,
            old=date_text(old.date, language),
            new=date_text(new.date, language),
        )
    if old.begins != new.begins:
        was, now = (
            NONE if event.begins is None else format_clock(event.begins) for event in (old, new)
        )
        yield msg("{town}: fixed hour {old} → {new}", town=town, old=was, new=now)
    if old.not_on != new.not_on:
        was, now = (
            ", ".join(date_text(date, language) for date in event.not_on) or NONE
            for event in (old, new)
        )
        yield msg("{town}: refused dates {old} → {new}", town=town, old=was, new=now)
    if old.pin != new.pin:
        was, now = _pin(old.pin, language), _pin(new.pin, language)
        yield msg("{town}: pinned {old} → {new}", town=town, old=was, new=now)
    if old.venue != new.venue:
        was, now = (", ".join(text for _, text in event.venue) or NONE for event in (old, new))
        yield msg("{town}: venue {old} → {new}", town=town, old=was, new=now)


def _partners(old: DraftEvent, new: DraftEvent, town: str, language: str) -> Iterator[Message]:
    was = {partner.id: partner for _, partner in old.partners}
    now = {partner.id: partner for _, partner in new.partners}
    for id_, partner in was.items():
        if id_ not in now:
            yield msg(
                "{town}: the partner {name} is gone", town=town, name=_name(partner, language)
            )
    for id_, partner in now.items():
        name = _name(partner, language)
        if id_ not in was:
            yield msg("{town}: the partner {name} is new", town=town, name=name)
            continue
        old_status = was[id_].status
        if partner.status is not old_status:
            if partner.status is PartnerStatus.CONFIRMED:
                yield msg("{town}: the partner {name} has confirmed", town=town, name=name)
            else:
                yield msg(
                    "{town}: the partner {name} is invited, not confirmed", town=town, name=name
                )
        if replace(partner, status=old_status) != was[id_]:
            yield msg("{town}: the partner {name} has other details", town=town, name=name)


def _pin(pin: Pin | None, language: str) -> str:
    if pin is None:
        return NONE
    hour = "" if pin.begins is None else f" {format_clock(pin.begins)}"
    return f"{date_text(pin.date, language)}{hour}"


def _name(partner: Partner, language: str) -> str:
    return partner.organization.in_language(language)


def _calendar_names(before: Draft, after: Draft, language: str) -> dict[str, str]:
    known = (*before.calendars, *after.calendars)
    return {calendar.id: calendar.names.in_language(language) for calendar in known}


def _listed(ids: tuple[str, ...], calendars: dict[str, str]) -> str:
    return ", ".join(calendars.get(id_, id_) for id_ in ids) or NONE
