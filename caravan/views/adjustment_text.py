"""One change of the question, said as a person would propose it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from caravan.language.language import Language
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    Adjustment,
    CancelSailings,
    CloseRoad,
    ConfirmPartner,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    EndAt,
    FreeDate,
    FreeHour,
    LeaveOut,
    MakeOptional,
    OnlyWindow,
    PinEvent,
    RefuseDate,
    WidenDay,
)
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours, joined
from caravan.tour.tour import Tour
from caravan.views.event_name import event_name, place_name


def adjustment_text(adjustment: Adjustment, tour: Tour, language: Language) -> str:
    """The change in a few words, without a full stop: “Leave out Gafsa”.

    Args:
        tour: as it is before the change. What it doesn't know is called by its id.
    """
    return _SAID[type(adjustment)](adjustment, tour, language)


def _leave_out(change: LeaveOut, tour: Tour, language: Language) -> str:
    return language.text("Leave out {town}", town=event_name(change.event, tour, language))


def _make_optional(change: MakeOptional, tour: Tour, language: Language) -> str:
    town = event_name(change.event, tour, language)
    return language.text("Leave out {town} if it doesn't fit", town=town)


def _widen_day(change: WidenDay, tour: Tour, language: Language) -> str:
    _ = language.text
    begins = max(0, tour.rules.hours.begins - change.earlier)
    ends = min(MINUTES_PER_DAY, tour.rules.hours.ends + change.later)
    if change.earlier and not change.later:
        minutes = language.duration(abs(change.earlier))
        hour = language.clock(begins)
        if change.earlier > 0:
            return _("Begin every day {duration} earlier, at {hour}", duration=minutes, hour=hour)
        return _("Begin every day {duration} later, at {hour}", duration=minutes, hour=hour)
    if change.later and not change.earlier:
        minutes = language.duration(abs(change.later))
        hour = language.clock(ends)
        if change.later > 0:
            return _("End every day {duration} later, at {hour}", duration=minutes, hour=hour)
        return _("End every day {duration} earlier, at {hour}", duration=minutes, hour=hour)
    return _(
        "Be at work from {begins} to {ends} every day",
        begins=language.clock(begins),
        ends=language.clock(ends),
    )


def _drive_more(change: DriveMore, tour: Tour, language: Language) -> str:
    limit = min(MINUTES_PER_DAY, tour.rules.max_driving_minutes + change.minutes)
    values = {"limit": language.duration(limit), "duration": language.duration(abs(change.minutes))}
    if change.minutes < 0:
        return language.text("Drive at most {limit} a day, {duration} less than now", **values)
    return language.text("Drive up to {limit} a day, {duration} more than now", **values)


def _add_days(change: AddDays, tour: Tour, language: Language) -> str:
    first = tour.first_day - timedelta(days=change.before)
    last = tour.last_day + timedelta(days=change.after)
    if change.before > 0 and not change.after:
        return language.count(
            "Begin the tour one day earlier, on {date}",
            "Begin the tour {number} days earlier, on {date}",
            change.before,
            date=language.date(first),
        )
    if change.after > 0 and not change.before:
        return language.count(
            "End the tour one day later, on {date}",
            "End the tour {number} days later, on {date}",
            change.after,
            date=language.date(last),
        )
    return language.text(
        "Let the tour last from {first} to {last}",
        first=language.date(first),
        last=language.date(last),
    )


def _add_bed(change: AddBed, tour: Tour, language: Language) -> str:
    return language.text("Find beds in {town}", town=place_name(change.place, tour, language))


def _add_window(change: AddWindow, tour: Tour, language: Language) -> str:
    _ = language.text
    town = event_name(change.event, tour, language)
    date = language.date(change.date)
    before = _open_spans(change, tour)
    after = next(
        span
        for span in joined((*before, change.hours))
        if span.begins <= change.hours.begins and change.hours.ends <= span.ends
    )
    met = [span for span in before if after.begins <= span.begins and span.ends <= after.ends]
    if len(met) == 1 and after.begins == met[0].begins and after.ends > met[0].ends:
        return _(
            "Let the host in {town} close {duration} later on {date}, at {hour}",
            town=town,
            duration=language.duration(after.ends - met[0].ends),
            date=date,
            hour=language.clock(after.ends),
        )
    if len(met) == 1 and after.ends == met[0].ends and after.begins < met[0].begins:
        return _(
            "Let the host in {town} open {duration} earlier on {date}, at {hour}",
            town=town,
            duration=language.duration(met[0].begins - after.begins),
            date=date,
            hour=language.clock(after.begins),
        )
    return _(
        "Let the host in {town} be open from {begins} to {ends} on {date}",
        town=town,
        begins=language.clock(after.begins),
        ends=language.clock(after.ends),
        date=date,
    )


def _only_window(change: OnlyWindow, tour: Tour, language: Language) -> str:
    return language.text(
        "{town} receives the convoy only on {date}, from {begins} to {ends}",
        town=event_name(change.event, tour, language),
        date=language.date(change.date),
        begins=language.clock(change.hours.begins),
        ends=language.clock(change.hours.ends),
    )


def _confirm(change: ConfirmPartner, tour: Tour, language: Language) -> str:
    names = (
        language.name(partner.organization)
        for event in tour.events
        for partner in event.partners
        if partner.id == change.partner
    )
    return language.text("{partner} has confirmed", partner=next(names, change.partner))


def _open_spans(change: AddWindow, tour: Tour) -> tuple[Hours, ...]:
    """The hours in which the host is open on the date, whatever date or hour the event has."""
    events = [event for event in tour.events if event.id == change.event]
    spans: list[Hours] = []
    for event in events:
        for calendar in tour.calendars:
            if calendar.id in event.calendars:
                spans += calendar.on(change.date)
        spans += [window.hours for window in event.windows if window.date == change.date]
    return joined(tuple(spans))


def _add_sailing(change: AddSailing, tour: Tour, language: Language) -> str:
    return language.text(
        "Have a ship sail from {port} at {hour} on {date} ({ferry})",
        port=place_name(change.origin, tour, language),
        hour=language.clock(change.departs),
        date=language.date(change.date),
        ferry=_ferry(change.ferry, tour, language),
    )


def _add_team(_change: AddTeam, tour: Tour, language: Language) -> str:
    return language.count(
        "Go with {number} team", "Share the events among {number} teams", tour.teams + 1
    )


def _free_date(change: FreeDate, tour: Tour, language: Language) -> str:
    town = event_name(change.event, tour, language)
    for event in tour.events:
        held = event.pin.date if event.pin else event.date
        if event.id == change.event and held is not None:
            return language.text(
                "Let {town} be on another day than {date}", town=town, date=language.date(held)
            )
    return language.text("Let {town} be on any day", town=town)


def _free_hour(change: FreeHour, tour: Tour, language: Language) -> str:
    town = event_name(change.event, tour, language)
    for event in tour.events:
        pinned = event.pin.begins if event.pin else None
        held = pinned if pinned is not None else event.begins
        if event.id == change.event and held is not None:
            return language.text(
                "Let {town} begin at another hour than {hour}",
                town=town,
                hour=language.clock(held),
            )
    return language.text("Let {town} begin at any hour", town=town)


def _pin_event(change: PinEvent, tour: Tour, language: Language) -> str:
    town = event_name(change.event, tour, language)
    date = language.date(change.date)
    if change.begins is None:
        return language.text("Hold {town} on {date}", town=town, date=date)
    hour = language.clock(change.begins)
    return language.text("Hold {town} on {date} at {hour}", town=town, date=date, hour=hour)


def _refuse_date(change: RefuseDate, tour: Tour, language: Language) -> str:
    town = event_name(change.event, tour, language)
    return language.text("{town} refuses {date}", town=town, date=language.date(change.date))


def _close_road(change: CloseRoad, tour: Tour, language: Language) -> str:
    return language.text(
        "The road between {a} and {b} is closed",
        a=place_name(change.a, tour, language),
        b=place_name(change.b, tour, language),
    )


def _cancel_sailings(change: CancelSailings, tour: Tour, language: Language) -> str:
    _ = language.text
    ferry = _ferry(change.ferry, tour, language)
    date = language.date(change.date)
    if not change.origin and change.departs is None:
        return _("No ship sails on {date} ({ferry})", date=date, ferry=ferry)
    if change.departs is None:
        port = place_name(change.origin, tour, language)
        return _("No ship sails from {port} on {date} ({ferry})", port=port, date=date, ferry=ferry)
    hour = language.clock(change.departs)
    if not change.origin:
        return _("No ship sails at {hour} on {date} ({ferry})", hour=hour, date=date, ferry=ferry)
    return _(
        "The ship from {port} at {hour} on {date} doesn't sail ({ferry})",
        port=place_name(change.origin, tour, language),
        hour=hour,
        date=date,
        ferry=ferry,
    )


def _end_at(change: EndAt, tour: Tour, language: Language) -> str:
    return language.text("End the tour in {town}", town=place_name(change.place, tour, language))


def _drop_order(change: DropOrder, tour: Tour, language: Language) -> str:
    towns = language.listing(event_name(event, tour, language) for event in change.events)
    return language.text("Let {towns} be in any order", towns=towns)


def _drop_pair(change: DropForbiddenPair, tour: Tour, language: Language) -> str:
    towns = language.listing(event_name(event, tour, language) for event in change.events)
    return language.text("Let {towns} be on one day", towns=towns)


def _ferry(ferry_id: str, tour: Tour, language: Language) -> str:
    names = (language.name(ferry.names) for ferry in tour.ferries if ferry.id == ferry_id)
    return next(names, ferry_id)


_SAID: dict[type, Callable[[Any, Tour, Language], str]] = {
    LeaveOut: _leave_out,
    MakeOptional: _make_optional,
    WidenDay: _widen_day,
    DriveMore: _drive_more,
    AddDays: _add_days,
    AddBed: _add_bed,
    AddWindow: _add_window,
    OnlyWindow: _only_window,
    ConfirmPartner: _confirm,
    AddSailing: _add_sailing,
    AddTeam: _add_team,
    FreeDate: _free_date,
    FreeHour: _free_hour,
    PinEvent: _pin_event,
    RefuseDate: _refuse_date,
    CloseRoad: _close_road,
    CancelSailings: _cancel_sailings,
    EndAt: _end_at,
    DropOrder: _drop_order,
    DropForbiddenPair: _drop_pair,
}
