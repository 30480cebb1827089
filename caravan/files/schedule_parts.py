"""What schedule.yaml says, section by section; a section that is wrong is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caravan.errors import msg
from caravan.files.right_values import right_values
from caravan.files.sections import Sections
from caravan.files.shapes.calendar_shape import CalendarShape
from caravan.files.shapes.event_shape import EventShape, OrganizerShape
from caravan.files.shapes.hand_shape import ForbiddenPairShape, OrderShape
from caravan.files.shapes.rates_shape import RatesShape
from caravan.files.shapes.rules_shape import EstimateShape, RevisionShape, RulesShape
from caravan.files.shapes.shape import keys_of
from caravan.files.shapes.tour_shape import HeadShape, ScheduleShape
from caravan.files.wrong import FaultList
from caravan.files.yaml_document import YamlDocument
from caravan.tour.event import Event
from caravan.tour.opening import OpeningHours
from caravan.tour.partner import Organizer
from caravan.tour.pin import ForbiddenPair, Order
from caravan.tour.rates import Rates
from caravan.tour.road import TravelEstimate
from caravan.tour.rules import DayRules
from caravan.tour.tour import Revision

FILES = {"cities": "cities.csv", "roads": "roads.csv", "ferries": "ferries.yaml"}
"""Keys that name a file beside the schedule, with their usual names."""


@dataclass(frozen=True, slots=True)
class ScheduleParts:
    """The sections of a schedule.

    Attributes:
        document: where each value stands, for faults found later.
        head, revision, rules, estimate, rates: None when they are wrong.
        of_head: those values of the head that are right, even when others of it aren't.
        events: those that are right by themselves, each with its place in the list.
        event_ids: of all events, right or wrong.
        orders, forbidden_pairs: those that are right by themselves, each with its place.
        calendars: those that are right by themselves.
        calendar_ids: of all calendars, right or wrong.
        files: the names of the files beside it, by key.
    """

    document: YamlDocument
    head: HeadShape | None
    of_head: dict[str, Any]
    revision: Revision | None
    organizers: tuple[Organizer, ...]
    rules: DayRules | None
    estimate: TravelEstimate | None
    rates: Rates | None
    calendars: tuple[OpeningHours, ...]
    calendar_ids: tuple[str, ...]
    events: tuple[tuple[int, Event], ...]
    event_ids: tuple[str, ...]
    orders: tuple[tuple[int, Order], ...]
    forbidden_pairs: tuple[tuple[int, ForbiddenPair], ...]
    files: dict[str, str]


def schedule_parts(document: YamlDocument, faults: FaultList) -> ScheduleParts:
    """The sections of a schedule's document; faults are noted."""
    sections = Sections(document, faults)
    sections.refuse_unknown(keys_of(ScheduleShape))
    head = sections.one("tour", HeadShape)
    revision = sections.one("revision", RevisionShape)
    organizers = sections.each("organizers", OrganizerShape)
    files = _files(sections, document, faults)
    rules = sections.one("rules", RulesShape)
    estimate = sections.one("estimate", EstimateShape, EstimateShape())
    rates = sections.one("rates", RatesShape, RatesShape())
    calendars = sections.named("calendars", CalendarShape)
    given = sections.value("calendars")
    events = sections.each("events", EventShape)
    if sections.value("events") == []:
        fault = document.fault(("events",), msg("the tour has no event"), msg("Add at least one"))
        faults.faults.append(fault)
    orders = sections.bare("orders", OrderShape)
    pairs = sections.bare("forbidden_pairs", ForbiddenPairShape)
    return ScheduleParts(
        document=document,
        head=head,
        of_head=right_values(HeadShape, sections.value("tour")),
        revision=revision.revision() if revision else None,
        organizers=tuple(shape.organizer() for _, shape in organizers),
        rules=rules.rules() if rules else None,
        estimate=estimate.estimate() if estimate else None,
        rates=rates.rates() if rates else None,
        calendars=tuple(shape.opening_hours(id_) for id_, shape in calendars.items()),
        calendar_ids=tuple(given) if isinstance(given, dict) else (),
        events=tuple((index, shape.event()) for index, shape in events),
        event_ids=event_ids(sections.value("events")),
        orders=tuple((number, shape.order()) for number, shape in orders),
        forbidden_pairs=tuple((number, shape.pair()) for number, shape in pairs),
        files=files,
    )


def event_ids(entries: object) -> tuple[str, ...]:
    """The ids in a list of events as it stands in a schedule, right or wrong, in order."""
    found = entries if isinstance(entries, list) else []
    return tuple(str(e.get("id") or e.get("town")) for e in found if isinstance(e, dict))


def _files(sections: Sections, document: YamlDocument, faults: FaultList) -> dict[str, str]:
    files = {}
    for key, usual in FILES.items():
        name = sections.value(key)
        if isinstance(name, str):
            files[key] = name
        elif sections.has(key):
            problem = msg("the name of a file is expected here")
            fault = document.fault((key,), problem, msg("Write it like {name}", name=usual))
            faults.faults.append(fault)
    return files
