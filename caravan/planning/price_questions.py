"""Which prices a plan has: every wish taken away, and a bit more of every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date

from caravan.errors import ImpossibleValue
from caravan.plan.plan import Plan
from caravan.plan.price_list import PriceKind
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    Adjustment,
    DriveMore,
    LeaveOut,
    WidenDay,
)
from caravan.tour.ferry import Ferry
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import LegKind

DAY_MINUTES = 15
"""How much longer a day is tried."""

DRIVING_MINUTES = (15, 30)
"""How much more driving a day is tried."""

SAILING_GRID = 15
"""Further departures are tried on minutes that are multiples of this."""


@dataclass(frozen=True, slots=True)
class PriceQuestion:
    """One price to find out; see `Price` for the attributes.

    Attributes:
        tour: the changed tour.
    """

    kind: PriceKind
    subject: str
    adjustments: tuple[Adjustment, ...]
    tour: Tour

    @property
    def date(self) -> Date | None:
        """The date of a sailing, else None."""
        for change in self.adjustments:
            if isinstance(change, AddSailing):
                return change.date
        return None


def price_questions(plan: Plan) -> tuple[PriceQuestion, ...]:
    """All prices of a plan; the first is that of the tour as it is.

    What changes nothing (a day that ends at midnight can't end later) or makes no tour (61 days)
    has no price.
    """
    found = []
    for kind, subject, adjustments in (
        (PriceKind.AS_IT_IS, "", ()),
        *_without_each(plan),
        *_MORE_OF_EACH_RULE,
        *_sailings(plan),
        *_beds(plan.tour),
        (PriceKind.TEAM, "", (AddTeam(),)),
    ):
        try:
            tour = adjusted(plan.tour, *adjustments)
        except ImpossibleValue:
            continue
        if tour != plan.tour or kind is PriceKind.AS_IT_IS:
            found.append(PriceQuestion(kind, subject, adjustments, tour))
    return (found[0], *_kept(plan), *found[1:])


_Asked = tuple[PriceKind, str, tuple[Adjustment, ...]]

_MORE_OF_EACH_RULE: tuple[_Asked, ...] = (
    (PriceKind.LATER_END, "", (WidenDay(later=DAY_MINUTES),)),
    (PriceKind.EARLIER_START, "", (WidenDay(earlier=DAY_MINUTES),)),
    *((PriceKind.MORE_DRIVING, "", (DriveMore(minutes),)) for minutes in DRIVING_MINUTES),
    (PriceKind.DAY_AFTER, "", (AddDays(after=1),)),
    (PriceKind.DAY_BEFORE, "", (AddDays(before=1),)),
)


def _kept(plan: Plan) -> Iterator[PriceQuestion]:
    """Each event that is left out has to be kept."""
    for event in plan.left_out:
        events = tuple(
            replace(other, required=True) if other.id == event.id else other
            for other in plan.tour.events
        )
        yield PriceQuestion(PriceKind.KEEP, event.id, (), replace(plan.tour, events=events))


def _without_each(plan: Plan) -> Iterator[_Asked]:
    held = {stop.event for _, stop in plan.kept}
    for event in plan.tour.events:
        if event.id in held:
            yield PriceKind.LEAVE_OUT, event.id, (LeaveOut(event.id),)


def _beds(tour: Tour) -> Iterator[_Asked]:
    for place in tour.places:
        if place.kind is PlaceKind.TOWN and not place.can_sleep:
            yield PriceKind.BED, place.id, (AddBed(place.id),)


def _sailings(plan: Plan) -> Iterator[_Asked]:
    """Where the plan sails: a departure at every quarter hour at which none is yet.

    The best plan shows which of them is of use, if any. It needs no other, so it is the best plan
    of the tour with that one departure more, too.
    """
    ferries = {ferry.id: ferry for ferry in plan.tour.ferries}
    sailed = dict.fromkeys(
        (leg.ferry, leg.origin, day.date)
        for day in sorted(plan.days, key=lambda day: day.date)
        for leg in day.legs
        if leg.kind is LegKind.FERRY and leg.ferry in ferries
    )
    for ferry_id, port, date in sailed:
        ferry = ferries[ferry_id]
        known = ferry.departures(port, date)
        yield (
            PriceKind.SAILING,
            port,
            tuple(
                AddSailing(ferry.id, port, date, minute)
                for minute in _quarters(plan.tour, ferry)
                if minute not in known
            ),
        )


def _quarters(tour: Tour, ferry: Ferry) -> range:
    """Minutes at which a ship can sail so that the team boards and lands within its day."""
    hours = tour.rules.hours
    first = -(-(hours.begins + ferry.boarding_minutes) // SAILING_GRID) * SAILING_GRID
    return range(first, min(hours.ends - ferry.crossing_minutes, 24 * 60 - 1) + 1, SAILING_GRID)


def taken_sailings(question: PriceQuestion, plan: Plan) -> tuple[Adjustment, ...]:
    """Of the further departures of a question those that a plan takes."""
    taken = {(leg.ferry, leg.origin, day.date, leg.begins) for day in plan.days for leg in day.legs}
    return tuple(
        change
        for change in question.adjustments
        if isinstance(change, AddSailing)
        and (change.ferry, change.origin, change.date, change.departs) in taken
    )
