"""A tour with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from typing import Any

from caravan.errors import ImpossibleValue, msg
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
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.partner import PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour


def adjusted(tour: Tour, *adjustments: Adjustment) -> Tour:
    """The tour with these changes, one after the other.

    Days that begin or end beyond midnight are cut there, and so is the driving limit of a day.

    Raises ImpossibleValue for something that the tour doesn't have, or when the result is no tour
    (the last event taken out, more than 60 days).
    """
    for adjustment in adjustments:
        tour = _MADE[type(adjustment)](tour, adjustment)
    return tour


def _leave_out(tour: Tour, change: LeaveOut) -> Tour:
    _event(tour, change.event)
    orders = [tuple(e for e in order if e != change.event) for order in tour.orders]
    return replace(
        tour,
        events=tuple(event for event in tour.events if event.id != change.event),
        orders=tuple(order for order in orders if len(order) > 1),
        forbidden_pairs=tuple(p for p in tour.forbidden_pairs if change.event not in p),
    )


def _make_optional(tour: Tour, change: MakeOptional) -> Tour:
    return _with_event(tour, replace(_event(tour, change.event), required=False, pin=None))


def _widen_day(tour: Tour, change: WidenDay) -> Tour:
    hours = tour.rules.hours
    wider = Hours(
        max(0, hours.begins - change.earlier), min(MINUTES_PER_DAY, hours.ends + change.later)
    )
    return replace(tour, rules=replace(tour.rules, hours=wider))


def _drive_more(tour: Tour, change: DriveMore) -> Tour:
    limit = min(MINUTES_PER_DAY, tour.rules.max_driving_minutes + change.minutes)
    return replace(tour, rules=replace(tour.rules, max_driving_minutes=limit))


def _add_days(tour: Tour, change: AddDays) -> Tour:
    return replace(
        tour,
        first_day=tour.first_day - timedelta(days=change.before),
        last_day=tour.last_day + timedelta(days=change.after),
    )


def _add_bed(tour: Tour, change: AddBed) -> Tour:
    towns = {place.id for place in tour.places if place.kind is PlaceKind.TOWN}
    if change.place not in towns:
        raise ImpossibleValue(msg("“{id}” is not a town of the tour", id=change.place))
    places = (replace(p, can_sleep=True) if p.id == change.place else p for p in tour.places)
    return replace(tour, places=tuple(places))


def _add_window(tour: Tour, change: AddWindow) -> Tour:
    event = _event(tour, change.event)
    windows = (*event.windows, TimeWindow(change.date, change.hours))
    return _with_event(tour, replace(event, windows=windows))


def _only_window(tour: Tour, change: OnlyWindow) -> Tour:
    _refuse_outside(tour, change.date)
    event, hours = _event(tour, change.event), change.hours

    def fits(begins: int | None) -> bool:
        """Whether an hour that was fixed lies in these."""
        return begins is None or (
            hours.begins <= begins and begins + event.service_minutes <= hours.ends
        )

    # What was fixed or set by hand, or refused before, gives way to what the host says now.
    is_held = event.pin is not None and event.pin.date == change.date and fits(event.pin.begins)
    only = replace(
        event,
        calendars=(),
        windows=(TimeWindow(change.date, hours),),
        date=event.date if event.date == change.date else None,
        begins=event.begins if fits(event.begins) else None,
        not_on=tuple(date for date in event.not_on if date != change.date),
        pin=event.pin if is_held else None,
    )
    return _with_event(tour, only)


def _confirm_partner(tour: Tour, change: ConfirmPartner) -> Tour:
    for event in tour.events:
        partners = tuple(
            replace(partner, status=PartnerStatus.CONFIRMED)
            if partner.id == change.partner
            else partner
            for partner in event.partners
        )
        if any(partner.id == change.partner for partner in partners):
            return _with_event(tour, replace(event, partners=partners))
    raise ImpossibleValue(msg("there is no partner “{id}”", id=change.partner))


def _add_sailing(tour: Tour, change: AddSailing) -> Tour:
    ferry = _ferry(tour, change.ferry)
    once = Timetable(
        change.origin, change.date, change.date, (change.date.weekday(),), (change.departs,)
    )
    return _with_ferry(tour, replace(ferry, timetables=(*ferry.timetables, once)))


def _add_team(tour: Tour, _change: AddTeam) -> Tour:
    return replace(tour, teams=tour.teams + 1)


def _free_date(tour: Tour, change: FreeDate) -> Tour:
    return _with_event(tour, replace(_event(tour, change.event), date=None, pin=None))


def _free_hour(tour: Tour, change: FreeHour) -> Tour:
    event = _event(tour, change.event)
    pin = replace(event.pin, begins=None) if event.pin else None
    return _with_event(tour, replace(event, begins=None, pin=pin))


def _pin_event(tour: Tour, change: PinEvent) -> Tour:
    _refuse_outside(tour, change.date)
    event = _event(tour, change.event)
    return _with_event(tour, replace(event, pin=Pin(change.date, change.begins)))


def _refuse_outside(tour: Tour, date: Date) -> None:
    if date not in tour.dates:
        raise ImpossibleValue(msg("{date} is not a date of the tour", date=date.isoformat()))


def _refuse_date(tour: Tour, change: RefuseDate) -> Tour:
    event = _event(tour, change.event)
    refused = tuple(sorted({*event.not_on, change.date}))
    # A host that refuses its own fixed date has given it up.
    fixed = None if event.date == change.date else event.date
    return _with_event(tour, replace(event, not_on=refused, date=fixed))


def _close_road(tour: Tour, change: CloseRoad) -> Tour:
    ends = {change.a, change.b}
    if not any({road.a, road.b} == ends for road in tour.roads):
        raise ImpossibleValue(
            msg("the tour has no direct road between “{a}” and “{b}”", a=change.a, b=change.b)
        )
    roads = (replace(r, closed=True) if {r.a, r.b} == ends else r for r in tour.roads)
    return replace(tour, roads=tuple(roads))


def _cancel_sailings(tour: Tour, change: CancelSailings) -> Tour:
    ferry = _ferry(tour, change.ferry)
    if change.origin and change.origin not in ferry.ports:
        raise ImpossibleValue(msg("“{port}” is not a port of this ferry", port=change.origin))
    timetables = (part for t in ferry.timetables for part in _without(t, change))
    return _with_ferry(tour, replace(ferry, timetables=tuple(timetables)))


def _without(timetable: Timetable, change: CancelSailings) -> list[Timetable]:
    """What is left of a timetable: before the date, after it, and on it what still sails."""
    concerned = change.origin in ("", timetable.origin) and timetable.runs_on(change.date)
    if not concerned:
        return [timetable]
    parts = []
    if timetable.valid_from < change.date:
        parts.append(replace(timetable, valid_to=change.date - timedelta(days=1)))
    kept = tuple(d for d in timetable.departures if change.departs not in (None, d))
    if kept:
        today = (change.date.weekday(),)
        parts.append(
            Timetable(timetable.origin, change.date, change.date, today, kept),
        )
    if change.date < timetable.valid_to:
        parts.append(replace(timetable, valid_from=change.date + timedelta(days=1)))
    return parts


def _end_at(tour: Tour, change: EndAt) -> Tour:
    return replace(tour, end=change.place)


def _drop_order(tour: Tour, change: DropOrder) -> Tour:
    return replace(tour, orders=tuple(order for order in tour.orders if order != change.events))


def _drop_pair(tour: Tour, change: DropForbiddenPair) -> Tour:
    left = tuple(pair for pair in tour.forbidden_pairs if set(pair) != set(change.events))
    return replace(tour, forbidden_pairs=left)


def _event(tour: Tour, id_: str) -> Event:
    try:
        return tour.event(id_)
    except KeyError:
        raise ImpossibleValue(msg("“{id}” is not an event of the tour", id=id_)) from None


def _with_event(tour: Tour, event: Event) -> Tour:
    events = tuple(event if old.id == event.id else old for old in tour.events)
    return replace(tour, events=events)


def _ferry(tour: Tour, id_: str) -> Ferry:
    for ferry in tour.ferries:
        if ferry.id == id_:
            return ferry
    raise ImpossibleValue(msg("“{id}” is not a ferry of the tour", id=id_))


def _with_ferry(tour: Tour, ferry: Ferry) -> Tour:
    return replace(tour, ferries=tuple(ferry if f.id == ferry.id else f for f in tour.ferries))


_MADE: dict[type, Callable[[Tour, Any], Tour]] = {
    LeaveOut: _leave_out,
    MakeOptional: _make_optional,
    WidenDay: _widen_day,
    DriveMore: _drive_more,
    AddDays: _add_days,
    AddBed: _add_bed,
    AddWindow: _add_window,
    OnlyWindow: _only_window,
    ConfirmPartner: _confirm_partner,
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
