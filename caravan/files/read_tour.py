"""From the files that a person edits to a tour, or to all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date as Date
from pathlib import Path
from typing import TypeVar

from caravan.errors import ImpossibleValue, InputFaults, Message, msg
from caravan.files.cities_csv import places_of, read_cities
from caravan.files.event_checks import impossible
from caravan.files.ferries_yaml import ferries_of, read_ferries
from caravan.files.place_checks import check_places
from caravan.files.roads_csv import read_roads, roads_of
from caravan.files.schedule_yaml import load_schedule
from caravan.files.sections import Sections
from caravan.files.shapes.calendar_shape import CalendarShape
from caravan.files.shapes.event_shape import EventShape, OrganizerShape
from caravan.files.shapes.remedies import remedy_for
from caravan.files.shapes.rules_shape import EstimateShape, RevisionShape, RulesShape
from caravan.files.shapes.shape import keys_of
from caravan.files.shapes.tour_shape import HeadShape, ScheduleShape
from caravan.files.siblings import sibling
from caravan.files.wrong import FaultList, WrongValue, meant, nearest
from caravan.files.yaml_document import YamlDocument
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry
from caravan.tour.opening import Hours, OpeningHours, TimeWindow
from caravan.tour.partner import Organizer
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Road, TravelEstimate
from caravan.tour.rules import DayRules
from caravan.tour.tour import MAX_DAYS, Revision, Tour

T = TypeVar("T")


def read_tour(schedule: Path, cities: Path | None = None) -> Tour:
    """The tour of a schedule.yaml and of the files beside it that it names.

    `cities` is used instead of the table that the schedule names, wherever it lies.
    Raises InputFaults with all faults of all files, in the order of the files.
    """
    faults = FaultList()
    try:
        document = load_schedule(schedule).document
    except InputFaults as error:
        faults.extend(error)
        if cities is not None:
            _read_places(cities, faults)
        raise InputFaults(tuple(faults.faults)) from None
    parts = _Parts(document, faults)
    parts.read_schedule()
    parts.read_siblings(schedule, cities)
    parts.check()
    faults.raise_if_any()
    tour = parts.tour()
    faults.raise_if_any()
    if tour is None:
        raise AssertionError("a tour without faults is a tour")
    return tour


@dataclass(slots=True)
class _Parts:
    """What has been read so far; a part that is wrong stays None or is left out."""

    document: YamlDocument
    faults: FaultList
    head: HeadShape | None = None
    revision: Revision | None = None
    rules: DayRules | None = None
    estimate: TravelEstimate | None = None
    organizers: tuple[Organizer, ...] = ()
    calendars: tuple[OpeningHours, ...] = ()
    events: tuple[tuple[int, Event], ...] = ()
    places: tuple[Place, ...] | None = None
    roads: tuple[Road, ...] = ()
    ferries: tuple[Ferry, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    known_calendars: tuple[str, ...] = ()

    def read_schedule(self) -> None:
        """The sections of schedule.yaml, each by itself."""
        sections = Sections(self.document, self.faults)
        sections.refuse_unknown(keys_of(ScheduleShape))
        self.head = sections.one("tour", HeadShape)
        revision = sections.one("revision", RevisionShape)
        self.revision = revision and revision.revision()
        found = sections.each("organizers", OrganizerShape)
        self.organizers = tuple(shape.organizer() for _, shape in found)
        for key in ("cities", "roads", "ferries"):
            name = sections.value(key)
            if isinstance(name, str):
                self.files[key] = name
            elif name is not None:
                problem = msg("the name of a file is expected here")
                self.note((key,), problem, msg("Write it like {name}", name=_EXAMPLES[key]))
        rules = sections.one("rules", RulesShape)
        self.rules = rules and rules.rules()
        estimate = sections.one("estimate", EstimateShape, EstimateShape())
        self.estimate = estimate and estimate.estimate()
        calendars = sections.named("calendars", CalendarShape)
        self.calendars = tuple(shape.opening_hours(id_) for id_, shape in calendars.items())
        given = sections.value("calendars")
        self.known_calendars = tuple(given) if isinstance(given, dict) else ()
        events = sections.each("events", EventShape)
        self.events = tuple((index, shape.event()) for index, shape in events)
        if sections.value("events") == []:
            self.note(("events",), msg("the tour has no event"), msg("Add at least one"))

    def read_siblings(self, schedule: Path, cities: Path | None) -> None:
        """The tables and the timetable."""
        if cities is None:
            cities = self.path(schedule, "cities")
            if "cities" not in self.files:
                problem = msg("the key “{key}” is missing", key="cities")
                self.faults.add(self.document.name, "", problem, msg("Add it"))
        if cities is not None:
            self.places = _read_places(cities, self.faults)
        if (roads := self.path(schedule, "roads")) is not None:
            self.read_roads(roads)
        if (ferries := self.path(schedule, "ferries")) is not None:
            self.read_ferries(ferries)

    def path(self, schedule: Path, key: str) -> Path | None:
        """The path of a file that the schedule names."""
        if key not in self.files:
            return None
        try:
            return sibling(schedule, self.files[key])
        except WrongValue as wrong:
            self.note((key,), wrong.message, wrong.remedy)
            return None

    def read_roads(self, path: Path) -> None:
        """The roads, those to unknown places left out."""
        table = _or_note(lambda: read_roads(path), self.faults)
        if table is None:
            return
        known = self.known_places()
        roads: dict[frozenset[str], int] = {}
        kept = []
        for road, line in roads_of(table, self.faults):
            ends = frozenset((road.a, road.b))
            for column, end in (("a", road.a), ("b", road.b)):
                if known is not None and end not in known:
                    problem = msg("“{id}” is not a place of the tour", id=end)
                    where = f"line {line}, {column}"
                    self.faults.add(table.name, where, problem, meant(end, known))
            if ends in roads:
                problem = msg(
                    "the road {a}–{b} is given twice, first on line {line}",
                    a=road.a,
                    b=road.b,
                    line=roads[ends],
                )
                self.faults.add(table.name, f"line {line}", problem, msg("Keep one of the two"))
                continue
            roads[ends] = line
            kept.append(road)
        self.roads = tuple(kept)

    def read_ferries(self, path: Path) -> None:
        """The ferries, those from unknown ports left out."""
        document = _or_note(lambda: read_ferries(path), self.faults)
        if document is None:
            return
        known = self.known_places()
        ids: set[str] = set()
        kept = []
        for ferry, index in ferries_of(document, self.faults):
            for number, port in enumerate(ferry.ports):
                if known is not None and port not in known:
                    problem = msg("“{id}” is not a place of the tour", id=port)
                    at = ("ferries", index, "ports", number)
                    self.faults.faults.append(document.fault(at, problem, meant(port, known)))
            if ferry.id in ids:
                problem = msg("two of one id: {kind} “{id}”", kind="ferry", id=ferry.id)
                at = ("ferries", index, "id")
                remedy = msg("Give each its own id")
                self.faults.faults.append(document.fault(at, problem, remedy))
                continue
            ids.add(ferry.id)
            kept.append(ferry)
        self.ferries = tuple(kept)

    def known_places(self) -> frozenset[str] | None:
        """The ids of the places, None when they couldn't be read."""
        return None if self.places is None else frozenset(place.id for place in self.places)

    def check(self) -> None:
        """What only shows when the parts are seen together."""
        dates_fit = self.check_head()
        self.check_doubles()
        fitting = [(i, event) for i, event in self.events if self.refers(i, event)]
        if not dates_fit or self.rules is None:
            return
        probe = self.probe(tuple(event for _, event in fitting))
        for index, event in fitting if probe is not None else ():
            # Calendars that are wrong would make an event look impossible.
            if probe is None or not set(event.calendars) <= {c.id for c in self.calendars}:
                continue
            found = impossible(probe, event)
            if found is not None:
                key, problem, remedy = found
                self.note(("events", index, key), problem, remedy)

    def check_head(self) -> bool:
        """The window and the ends of the tour; whether the window is usable."""
        if self.head is None:
            return False
        for key, town in (("start", self.head.start), ("end", self.head.end)):
            self.check_town(("tour", key), town)
        days = (self.head.last_day - self.head.first_day).days + 1
        if days < 1:
            problem = msg("the tour ends before it begins")
            self.note(("tour", "last_day"), problem, msg("Write the later date here"))
        elif days > MAX_DAYS:
            problem = msg(
                "the window of {days} days is not between 1 and {limit}", days=days, limit=MAX_DAYS
            )
            self.note(("tour", "last_day"), problem, msg("Check the year and the month"))
        return 1 <= days <= MAX_DAYS

    def check_doubles(self) -> None:
        """Ids that must be unique in the tour."""
        events: dict[str, int] = {}
        partners: set[str] = set()
        for index, event in self.events:
            if event.id in events:
                problem = msg("two of one id: {kind} “{id}”", kind="event", id=event.id)
                remedy = msg("Give each its own id")
                self.note(("events", index), problem, remedy)
            events[event.id] = index
            for number, partner in enumerate(event.partners):
                if partner.id in partners:
                    problem = msg("two of one id: {kind} “{id}”", kind="partner", id=partner.id)
                    at = ("events", index, "partners", number, "id")
                    self.note(at, problem, msg("Give each its own id"))
                partners.add(partner.id)

    def refers(self, index: int, event: Event) -> bool:
        """Whether an event's town and calendars are there."""
        known = self.check_town(("events", index, "town"), event.place)
        for number, calendar in enumerate(event.calendars):
            if calendar not in self.known_calendars:
                problem = msg("“{id}” is not a calendar of the tour", id=calendar)
                at = ("events", index, "open", number)
                self.note(at, problem, meant(calendar, self.known_calendars))
        return known

    def check_town(self, path: tuple[str | int, ...], id_: str) -> bool:
        """Note an id that isn't that of a town."""
        if self.places is None:
            return False
        kinds = {place.id: place.kind for place in self.places}
        if kinds.get(id_) is PlaceKind.TOWN:
            return True
        if id_ in kinds:
            problem = msg("“{id}” is a {kind}, not a town", id=id_, kind=kinds[id_])
            self.note(path, problem, msg("Name a town, or make it one in the table"))
            return False
        towns = [place.id for place in self.places if place.kind is PlaceKind.TOWN]
        problem = msg("“{id}” is not a town of the tour", id=id_)
        guess = self.guess(id_, towns)
        if guess is None:
            remedy = msg("Add it to the table of places, or name another")
        else:
            remedy = msg("Did you mean “{guess}”?", guess=guess)
        self.note(path, problem, remedy)
        return False

    def guess(self, id_: str, towns: list[str]) -> str | None:
        """The town that was probably meant."""
        return nearest(id_, towns)

    def probe(self, events: tuple[Event, ...]) -> Tour | None:
        """A tour for asking about windows: only of what fits together."""
        towns = [place for place in self.places or () if place.kind is PlaceKind.TOWN]
        if self.head is None or self.rules is None or not events or not towns:
            return None
        bare: dict[str, Event] = {}
        for event in events:
            bare.setdefault(event.id, event)
        try:
            return Tour(
                id=self.head.id,
                names=self.head.name,
                organizers=(),
                uid_domain=self.head.uid_domain,
                zone=self.head.zone,
                first_day=self.head.first_day,
                last_day=self.head.last_day,
                start=towns[0].id,
                end=towns[0].id,
                rules=self.rules,
                places=self.places or (),
                events=tuple(_only_known(event, self.calendars) for event in bare.values()),
                calendars=self.calendars,
            )
        except ImpossibleValue:
            return None

    def tour(self) -> Tour | None:
        """The tour, when all parts are right; else the fault that is left is noted."""
        parts = (self.head, self.revision, self.rules, self.estimate, self.places)
        head, revision, rules, estimate, places = parts
        if not (head and revision and rules and estimate and places is not None):
            return None
        try:
            return Tour(
                id=head.id,
                names=head.name,
                organizers=self.organizers,
                uid_domain=head.uid_domain,
                zone=head.zone,
                first_day=head.first_day,
                last_day=head.last_day,
                start=head.start,
                end=head.end,
                rules=rules,
                places=places,
                events=tuple(event for _, event in self.events),
                calendars=self.calendars,
                roads=self.roads,
                ferries=self.ferries,
                estimate=estimate,
                revision=revision,
            )
        except ImpossibleValue as error:
            self.note((), error.message, remedy_for(error.message))
            return None

    def note(self, path: tuple[str | int, ...], problem: Message, remedy: Message) -> None:
        """Note a fault at a key of the schedule."""
        self.faults.faults.append(self.document.fault(path, problem, remedy))


_EXAMPLES = {"cities": "cities.csv", "roads": "roads.csv", "ferries": "ferries.yaml"}


def _only_known(event: Event, calendars: tuple[OpeningHours, ...]) -> Event:
    known = {calendar.id for calendar in calendars}
    kept = tuple(id_ for id_ in event.calendars if id_ in known)
    if kept == event.calendars:
        return event
    # An event must name some hours; whole days stand in for what is wrong.
    stand_in = TimeWindow(Date(2000, 1, 1), Hours(0, 1))
    return replace(event, calendars=kept, windows=(*event.windows, stand_in))


def _read_places(path: Path, faults: FaultList) -> tuple[Place, ...] | None:
    table = _or_note(lambda: read_cities(path), faults)
    if table is None:
        return None
    return check_places(places_of(table, faults), table.name, faults)


def _or_note(read: Callable[[], T], faults: FaultList) -> T | None:
    try:
        return read()
    except InputFaults as error:
        faults.extend(error)
        return None
