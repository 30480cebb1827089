"""What is still ahead at a moment: what can be told to have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta

from caravan.errors import ImpossibleValue
from caravan.plan.plan import Plan
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import (
    Adjustment,
    CancelSailings,
    LeaveOut,
    OnlyWindow,
    RefuseDate,
)
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry
from caravan.tour.road import Road
from caravan.tour.tour import MAX_DAYS, Tour

_MORE_DAYS = 7
"""How many days later a tour is offered to end."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is still ahead.

    Attributes:
        date, minute: local time of the moment.
        events: those of the tour that have not begun, in the order of the plan, others last.
        planned: the date of each of them in the plan, by its id.
        dates: the dates of the tour from that of the moment on.
    """

    tour: Tour
    date: Date
    minute: int
    events: tuple[Event, ...]
    planned: dict[str, Date]
    dates: tuple[Date, ...]

    def refusable(self, event: str) -> tuple[Date, ...]:
        """The dates that a host may still refuse."""
        refused = self.tour.event(event).not_on
        return tuple(date for date in self.dates if date not in refused)

    def refusals(self, event: str, dates: tuple[Date, ...]) -> tuple[Adjustment, ...]:
        """What a host that refuses these dates means: without any date left, it is left out."""
        refused = tuple(RefuseDate(event, date) for date in dates)
        try:
            after = adjusted(self.tour, *refused)
        except ImpossibleValue:
            return refused  # as for a pinned date: why not is told beside the field
        ahead = {window.date for window in after.windows(after.event(event))} & set(self.dates)
        return refused if ahead else (LeaveOut(event),)

    @property
    def ferries(self) -> tuple[Ferry, ...]:
        """Those that still sail."""
        return tuple(ferry for ferry in self.tour.ferries if self.sailing_dates(ferry))

    def sailing_dates(self, ferry: Ferry) -> tuple[Date, ...]:
        """The dates on which a ferry still sails."""
        return tuple(date for date in self.dates if self.departures(ferry, date))

    def departures(self, ferry: Ferry, date: Date) -> tuple[tuple[str, int], ...]:
        """Port and minute of each departure that is still ahead on a date."""
        clock = self.minute if date == self.date else 0
        return tuple(
            (port, minute)
            for port in ferry.ports
            for minute in ferry.departures(port, date)
            if minute >= clock
        )

    @property
    def roads(self) -> tuple[Road, ...]:
        """Those that are open."""
        return tuple(road for road in self.tour.roads if not road.closed)

    @property
    def last_days(self) -> tuple[Date, ...]:
        """On which other dates the tour may end."""
        first = max(self.date, self.tour.first_day)
        longest = self.tour.first_day + timedelta(days=MAX_DAYS - 1)
        last = min(self.tour.last_day + timedelta(days=_MORE_DAYS), longest)
        dates = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(date for date in dates if date != self.tour.last_day)

    def is_behind(self, change: Adjustment) -> bool:
        """Whether a change is one of the past."""
        if isinstance(change, RefuseDate | OnlyWindow):
            return change.date < self.date
        if isinstance(change, CancelSailings):
            minute = self.minute if change.departs is None else change.departs
            return (change.date, minute) < (self.date, self.minute)
        return False


def ahead_of(tour: Tour, plan: Plan, moment: datetime) -> Ahead:
    """What is ahead of a moment.

    Args:
        tour: as it is now.
        plan: that everybody knows.
        moment: aware, in the zone of the tour.
    """
    date, minute = moment.date(), moment.hour * 60 + moment.minute
    held = {stop.event: (day.date, stop.begins) for day, stop in plan.kept}
    order = {id_: number for number, id_ in enumerate(sorted(held, key=lambda id_: held[id_]))}
    events = [e for e in tour.events if held.get(e.id, (date, minute)) >= (date, minute)]
    events.sort(key=lambda event: order.get(event.id, len(order)))
    dates = tuple(day for day in tour.dates if day >= date)
    planned = {event.id: held[event.id][0] for event in events if event.id in held}
    return Ahead(tour, date, minute, tuple(events), planned, dates)
