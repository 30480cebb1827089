"""Asking what it would take to keep one promise: only days that keep it are left to choose from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from caravan.plan.promise import TOLERANCE_MINUTES, Promise
from caravan.planning.columns import Columns, DayColumns
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.tour import Tour


def only_as_promised(tour: Tour, promise: Promise) -> Tour:
    """The tour in which the promised event can only be held as promised.

    Raises KeyError for an event that isn't in the tour.
    """
    event = tour.event(promise.event)
    earliest = promise.begins - (TOLERANCE_MINUTES - 1)
    latest = promise.begins + (TOLERANCE_MINUTES - 1) + event.service_minutes
    windows = []
    for window in tour.windows(event):
        begins, ends = max(window.hours.begins, earliest), min(window.hours.ends, latest)
        if window.date == promise.date and begins + event.service_minutes <= ends:
            windows.append(TimeWindow(promise.date, Hours(begins, ends)))
    # Without a window left the event keeps its own, which no day that holds it will use.
    narrowed = replace(
        event,
        calendars=(),
        windows=tuple(windows) or (TimeWindow(promise.date, Hours(0, 1)),),
        date=None,
        begins=None,
        pin=None,
        not_on=(),
    )
    return replace(tour, events=tuple(narrowed if e.id == event.id else e for e in tour.events))


def holding(tour: Tour, columns: Columns, promise: Promise) -> Columns:
    """The columns without those of the promised date that don't hold the promised event.

    Of several teams any may hold it: their columns stay as they are.
    """
    if len(columns.teams) > 1:
        return columns
    bit = [event.id for event in tour.events].index(promise.event)

    def kept(day: DayColumns) -> DayColumns:
        if day.date != promise.date or day.behind is not None:
            return day
        return day.take(np.nonzero((day.mask >> bit) & 1)[0])

    return replace(columns, teams=(tuple(kept(day) for day in columns.teams[0]),))
