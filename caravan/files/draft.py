"""A tour on its way: all that its files say, right or wrong, and what is still missing.

Reading a tour refuses whatever is not complete. A page on which somebody fills in a tour step by
step needs the rest as well: what is right so far, and each fault beside the field that it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache

from caravan.errors import Fault
from caravan.files.draft_events import DraftEvent, draft_events
from caravan.files.draft_places import DraftPlace, draft_places
from caravan.files.read_tour import Reading, reading_of
from caravan.files.tour_files import TourFiles
from caravan.files.unreadable import refuse_unreadable
from caravan.tour.ferry import Ferry
from caravan.tour.opening import OpeningHours
from caravan.tour.partner import Organizer
from caravan.tour.pin import ForbiddenPair, Order
from caravan.tour.rates import Rates
from caravan.tour.road import Road, TravelEstimate
from caravan.tour.rules import DayRules
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What the tour is called, where and when it is; "" or None where that is missing or wrong.

    Attributes:
        names: by language, as ``(("fr", "Caravane"),)``.
        start, end: ids of the towns where it begins and ends.
        teams: how many convoys share the events; 1 unless the files say another number.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    uid_domain: str
    zone: str
    first_day: Date | None
    last_day: Date | None
    start: str
    end: str
    teams: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A tour as its files say it.

    Attributes:
        files: the files.
        head: what it is called, where and when.
        places: all rows of the table of places, in order, located or not.
        events: all entries of the list of events, in order.
        calendars, roads, ferries, organizers: those that are right.
        rules, estimate, rates: None when they are wrong.
        orders, forbidden_pairs: ids of events, known or not; those that are written well.
        faults: all that is wrong or missing, exactly what reading the tour would refuse.
        tour: the tour, or None while there are faults.
    """

    files: TourFiles
    head: DraftHead
    places: tuple[DraftPlace, ...]
    events: tuple[DraftEvent, ...]
    calendars: tuple[OpeningHours, ...]
    rules: DayRules | None
    estimate: TravelEstimate | None
    rates: Rates | None
    orders: tuple[Order, ...]
    forbidden_pairs: tuple[ForbiddenPair, ...]
    roads: tuple[Road, ...]
    ferries: tuple[Ferry, ...]
    organizers: tuple[Organizer, ...]
    faults: tuple[Fault, ...]
    tour: Tour | None
    _cities: str

    def place(self, id_: str) -> DraftPlace | None:
        """The first place of this id, or None."""
        return next((place for place in self.places if place.id == id_), None)

    def events_in(self, id_: str) -> tuple[DraftEvent, ...]:
        """The events in a town."""
        return tuple(event for event in self.events if event.town == id_)

    def fault_of(self, key: str) -> tuple[Fault, ...]:
        """The faults at or below a key of the schedule, like "tour.last_day" or "events[3].date"."""
        file = self.files.schedule.name
        return tuple(f for f in self.faults if f.file == file and _is_below(f.where, key))

    def faults_of_event(self, index: int) -> tuple[Fault, ...]:
        """The faults of an event, by its index."""
        return self.fault_of(f"events[{index}]")

    def faults_of_place(self, id_: str) -> tuple[Fault, ...]:
        """The faults in the rows of a place of this id."""
        lines = {place.line for place in self.places if place.id == id_}
        return tuple(f for f in self.faults if f.file == self._cities and f.line in lines)


def draft_of(files: TourFiles) -> Draft:
    """The tour as these files say it, as far as it goes.

    Raises InputFaults when one of the texts can't be read at all: no YAML, no table.
    """
    return _draft(files)


@lru_cache(maxsize=16)
def _draft(files: TourFiles) -> Draft:
    # A page asks at each click, mostly for the same files.
    reading = reading_of(files)
    refuse_unreadable(files, reading.parts.files)
    cities = reading.parts.files.get("cities", "")
    return Draft(
        files=files,
        head=_head(reading),
        places=draft_places(files, cities),
        events=draft_events(reading.parts.document),
        calendars=reading.parts.calendars,
        rules=reading.parts.rules,
        estimate=reading.parts.estimate,
        rates=reading.parts.rates,
        orders=tuple(order for _, order in reading.parts.orders),
        forbidden_pairs=tuple(pair for _, pair in reading.parts.forbidden_pairs),
        roads=reading.network.roads,
        ferries=reading.network.ferries,
        organizers=reading.parts.organizers,
        faults=reading.faults,
        tour=reading.tour,
        _cities=cities,
    )


def _head(reading: Reading) -> DraftHead:
    right = reading.parts.of_head
    return DraftHead(
        id=right.get("id", ""),
        names=right["name"].texts if "name" in right else (),
        uid_domain=right.get("uid_domain", ""),
        zone=right.get("zone", ""),
        first_day=right.get("first_day"),
        last_day=right.get("last_day"),
        start=right.get("start", ""),
        end=right.get("end", ""),
        teams=right.get("teams", 1),
    )


def _is_below(where: str, key: str) -> bool:
    return where == key or where.startswith((f"{key}.", f"{key}["))
