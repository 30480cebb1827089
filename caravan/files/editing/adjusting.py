"""Adjustments made in the files of a tour: what a repair or a scenario proposes, by one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from caravan.errors import ImpossibleValue, InputFaults
from caravan.files.draft import draft_of
from caravan.files.editing.events import index_of, remove_event, set_event
from caravan.files.editing.ferries import set_ferry
from caravan.files.editing.head import set_dates, set_end, set_teams
from caravan.files.editing.orders import remove_forbidden_pair, remove_order
from caravan.files.editing.partners import set_partner_status
from caravan.files.editing.roads import close_road
from caravan.files.editing.rules import set_rules
from caravan.files.editing.towns import set_can_sleep
from caravan.files.shapes.remedies import remedy_for
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.tour.adjusting import adjusted
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
from caravan.tour.partner import PartnerStatus
from caravan.tour.tour import Tour


def with_adjustments(files: TourFiles, *adjustments: Adjustment) -> TourFiles:
    """The files that say the tour with these changes, one after the other; all else in them stays.

    Reading them gives what `caravan.tour.adjusting.adjusted` makes of the tour. Where an event can
    no longer be held anywhere, because its host has refused every date or it was pinned to a time
    when its hall is closed, they say that as well, as a fault of the draft.

    Raises InputFaults when the files aren't a tour yet, WrongValue for an adjustment that can't be
    made to it.
    """
    if not adjustments:
        return files
    draft = draft_of(files)
    if draft.tour is None:
        raise InputFaults(draft.faults)
    tour = draft.tour
    for adjustment in adjustments:
        try:
            tour = adjusted(tour, adjustment)
        except ImpossibleValue as error:
            raise WrongValue(error.message, remedy_for(error.message)) from None
        files = _MADE[type(adjustment)](files, adjustment, tour)
    return files


# Each takes the files, the change, and the tour as it is after it.


def _leave_out(files: TourFiles, change: LeaveOut, _after: Tour) -> TourFiles:
    return remove_event(files, index_of(files, change.event))


def _make_optional(files: TourFiles, change: MakeOptional, _after: Tour) -> TourFiles:
    return set_event(files, index_of(files, change.event), required=False, pin=None)


def _rules(files: TourFiles, _change: WidenDay | DriveMore, after: Tour) -> TourFiles:
    return set_rules(files, after.rules)


def _dates(files: TourFiles, _change: AddDays, after: Tour) -> TourFiles:
    return set_dates(files, after.first_day, after.last_day)


def _bed(files: TourFiles, change: AddBed, _after: Tour) -> TourFiles:
    return set_can_sleep(files, change.place, can_sleep=True)


def _windows(files: TourFiles, change: AddWindow, after: Tour) -> TourFiles:
    windows = after.event(change.event).windows
    return set_event(files, index_of(files, change.event), windows=windows)


def _only_window(files: TourFiles, change: OnlyWindow, after: Tour) -> TourFiles:
    event = after.event(change.event)
    return set_event(
        files,
        index_of(files, change.event),
        open=(),
        windows=event.windows,
        date=event.date,
        begins=event.begins,
        not_on=event.not_on,
        pin=event.pin,
    )


def _confirm(files: TourFiles, change: ConfirmPartner, _after: Tour) -> TourFiles:
    return set_partner_status(files, change.partner, PartnerStatus.CONFIRMED)


def _ferry(files: TourFiles, change: AddSailing | CancelSailings, after: Tour) -> TourFiles:
    return set_ferry(files, next(ferry for ferry in after.ferries if ferry.id == change.ferry))


def _teams(files: TourFiles, _change: AddTeam, after: Tour) -> TourFiles:
    return set_teams(files, after.teams)


def _free_date(files: TourFiles, change: FreeDate, _after: Tour) -> TourFiles:
    return set_event(files, index_of(files, change.event), date=None, pin=None)


def _free_hour(files: TourFiles, change: FreeHour, after: Tour) -> TourFiles:
    pin = after.event(change.event).pin
    return set_event(files, index_of(files, change.event), begins=None, pin=pin)


def _pin(files: TourFiles, change: PinEvent, after: Tour) -> TourFiles:
    pin = after.event(change.event).pin
    return set_event(files, index_of(files, change.event), pin=pin)


def _refuse_date(files: TourFiles, change: RefuseDate, after: Tour) -> TourFiles:
    event = after.event(change.event)
    return set_event(files, index_of(files, change.event), not_on=event.not_on, date=event.date)


def _close(files: TourFiles, change: CloseRoad, _after: Tour) -> TourFiles:
    return close_road(files, change.a, change.b)


def _drop_order(files: TourFiles, change: DropOrder, _after: Tour) -> TourFiles:
    return remove_order(files, change.events)


def _drop_pair(files: TourFiles, change: DropForbiddenPair, _after: Tour) -> TourFiles:
    return remove_forbidden_pair(files, change.events)


def _end(files: TourFiles, change: EndAt, _after: Tour) -> TourFiles:
    return set_end(files, change.place)


_MADE: dict[type, Callable[[TourFiles, Any, Tour], TourFiles]] = {
    LeaveOut: _leave_out,
    MakeOptional: _make_optional,
    WidenDay: _rules,
    DriveMore: _rules,
    AddDays: _dates,
    AddBed: _bed,
    AddWindow: _windows,
    OnlyWindow: _only_window,
    ConfirmPartner: _confirm,
    AddSailing: _ferry,
    AddTeam: _teams,
    FreeDate: _free_date,
    FreeHour: _free_hour,
    PinEvent: _pin,
    RefuseDate: _refuse_date,
    CloseRoad: _close,
    CancelSailings: _ferry,
    DropOrder: _drop_order,
    DropForbiddenPair: _drop_pair,
    EndAt: _end,
}
