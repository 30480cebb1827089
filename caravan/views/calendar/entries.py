"""What a plan puts into calendars: the events that it keeps, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caravan.plan.day import Day, Stop
from caravan.plan.plan import Plan
from caravan.tour.event import Event
from caravan.tour.place import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place and time.

    Attributes:
        uid: names the entry in the world, the same in every feed and invitation, for ever.
        begins, ends: aware instants in the tour's zone.
        day, stop: where the plan holds it.
        number, total: it is the `number`-th of `total` events kept.
    """

    uid: str
    event: Event
    place: Place
    begins: datetime
    ends: datetime
    day: Day
    stop: Stop
    number: int
    total: int


def entries(plan: Plan) -> tuple[Entry, ...]:
    """All entries of a plan; those that begin together are in the order of their ids."""
    tour = plan.tour
    kept = sorted(plan.kept, key=lambda pair: (pair[0].date, pair[1].begins, pair[1].event))
    return tuple(
        Entry(
            uid=f"{stop.event}@{tour.id}.{tour.uid_domain}",
            event=tour.event(stop.event),
            place=tour.place(stop.place),
            begins=tour.instant(day.date, stop.begins),
            ends=tour.instant(day.date, stop.ends),
            day=day,
            stop=stop,
            number=number,
            total=len(kept),
        )
        for number, (day, stop) in enumerate(kept, start=1)
    )
