"""The head of a tour, the whole of schedule.yaml, and the whole tour of plan.json."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from caravan.files.shapes.calendar_shape import CalendarShape
from caravan.files.shapes.event_shape import EventShape, OrganizerShape
from caravan.files.shapes.ferry_shape import FerryShape
from caravan.files.shapes.hand_shape import OrderText, PairText
from caravan.files.shapes.place_shape import PlaceShape
from caravan.files.shapes.rates_shape import RatesShape
from caravan.files.shapes.road_shape import RoadShape
from caravan.files.shapes.rules_shape import EstimateShape, RevisionShape, RulesShape
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import (
    DateText,
    DomainText,
    IdText,
    LineText,
    NamesMap,
    ZoneText,
)
from caravan.tour.rates import Rates
from caravan.tour.tour import MAX_TEAMS, Tour


class HeadShape(Shape):
    """What the tour is called, where and when it is."""

    id: IdText
    name: NamesMap
    uid_domain: DomainText
    zone: ZoneText
    first_day: DateText
    last_day: DateText
    start: IdText
    end: IdText
    teams: Annotated[int, Field(ge=1, le=MAX_TEAMS)] | None = None


class ScheduleShape(Shape):
    """The keys of schedule.yaml."""

    tour: HeadShape
    revision: RevisionShape
    organizers: Many[OrganizerShape]
    cities: LineText | None = None
    roads: LineText | None = None
    ferries: LineText | None = None
    rules: RulesShape
    estimate: EstimateShape = EstimateShape()
    rates: RatesShape | None = None
    calendars: dict[IdText, CalendarShape] = Field(default_factory=dict)
    events: Many[EventShape]
    orders: Many[OrderText] | None = None
    forbidden_pairs: Many[PairText] | None = None


class TourShape(HeadShape):
    """The whole tour, as plan.json carries it."""

    revision: RevisionShape
    organizers: Many[OrganizerShape]
    rules: RulesShape
    estimate: EstimateShape
    rates: RatesShape | None = None
    calendars: dict[IdText, CalendarShape]
    events: Many[EventShape]
    orders: Many[OrderText] | None = None
    forbidden_pairs: Many[PairText] | None = None
    places: Many[PlaceShape]
    roads: Many[RoadShape]
    ferries: Many[FerryShape]

    def tour(self) -> Tour:
        """The same as the domain knows it. Raises ImpossibleValue when parts don't fit."""
        return Tour(
            id=self.id,
            names=self.name,
            organizers=tuple(shape.organizer() for shape in self.organizers),
            uid_domain=self.uid_domain,
            zone=self.zone,
            first_day=self.first_day,
            last_day=self.last_day,
            start=self.start,
            end=self.end,
            rules=self.rules.rules(),
            places=tuple(shape.place() for shape in self.places),
            events=tuple(shape.event() for shape in self.events),
            calendars=tuple(shape.opening_hours(id_) for id_, shape in self.calendars.items()),
            roads=tuple(shape.road() for shape in self.roads),
            ferries=tuple(shape.ferry() for shape in self.ferries),
            estimate=self.estimate.estimate(),
            revision=self.revision.revision(),
            teams=self.teams or 1,
            orders=self.orders or (),
            forbidden_pairs=self.forbidden_pairs or (),
            rates=self.rates.rates() if self.rates else Rates(),
        )

    @classmethod
    def of(cls, tour: Tour) -> TourShape:
        """The shape of this tour."""
        return cls.model_construct(
            id=tour.id,
            name=tour.names,
            uid_domain=tour.uid_domain,
            zone=tour.zone,
            first_day=tour.first_day,
            last_day=tour.last_day,
            start=tour.start,
            end=tour.end,
            teams=tour.teams if tour.teams > 1 else None,
            revision=RevisionShape.of(tour.revision),
            organizers=tuple(OrganizerShape.of(organizer) for organizer in tour.organizers),
            rules=RulesShape.of(tour.rules),
            estimate=EstimateShape.of(tour.estimate),
            rates=RatesShape.of(tour.rates) if tour.rates != Rates() else None,
            calendars={hours.id: CalendarShape.of(hours) for hours in tour.calendars},
            events=tuple(EventShape.of(event) for event in tour.events),
            orders=tour.orders or None,
            forbidden_pairs=tour.forbidden_pairs or None,
            places=tuple(PlaceShape.of(place) for place in tour.places),
            roads=tuple(RoadShape.of(road) for road in tour.roads),
            ferries=tuple(FerryShape.of(ferry) for ferry in tour.ferries),
        )
