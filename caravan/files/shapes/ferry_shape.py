"""Ferries and their timetables, as ferries.yaml and plan.json write them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from caravan.errors import msg
from caravan.files.shapes.calendar_shape import WEEKDAYS
from caravan.files.shapes.road_shape import GradeText, Km
from caravan.files.shapes.rules_shape import WholeMinutes
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import ClockText, DateText, IdText, LineText, NamesMap
from caravan.files.wrong import WrongValue
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.ferry import Ferry, Timetable

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class TimetableShape(Shape):
    """Departures from one port, on some weekdays, between two dates."""

    origin: Annotated[IdText, Field(alias="from")]
    valid_from: DateText
    valid_to: DateText
    weekdays: Many[Weekday]
    departures: Many[ClockText]

    @model_validator(mode="after")
    def _possible(self) -> TimetableShape:
        if not self.departures:
            raise WrongValue(msg("the timetable has no departure"), msg("Give at least one"))
        self.timetable()
        return self

    def timetable(self) -> Timetable:
        """The same as the domain knows it."""
        return Timetable(
            self.origin,
            self.valid_from,
            self.valid_to,
            tuple(WEEKDAYS.index(weekday) for weekday in self.weekdays),
            self.departures,
        )

    @classmethod
    def of(cls, timetable: Timetable) -> TimetableShape:
        """The shape of this timetable."""
        return cls.model_construct(
            origin=timetable.origin,
            valid_from=timetable.valid_from,
            valid_to=timetable.valid_to,
            weekdays=tuple(WEEKDAYS[number] for number in timetable.weekdays),
            departures=timetable.departures,
        )


class FerryShape(Shape):
    """A ferry line between two ports."""

    id: IdText
    name: NamesMap
    operator: LineText | None = None
    ports: Annotated[tuple[IdText, IdText], Field(strict=False)]
    crossing_minutes: WholeMinutes
    boarding_minutes: Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)]
    km: Km
    grade: GradeText
    source: LineText | None = None
    timetables: Many[TimetableShape]

    @model_validator(mode="after")
    def _possible(self) -> FerryShape:
        self.ferry()
        return self

    def ferry(self) -> Ferry:
        """The same as the domain knows it."""
        return Ferry(
            id=self.id,
            names=self.name,
            ports=self.ports,
            crossing_minutes=self.crossing_minutes,
            boarding_minutes=self.boarding_minutes,
            km=float(self.km),
            grade=self.grade,
            timetables=tuple(shape.timetable() for shape in self.timetables),
            operator=self.operator or "",
            source=self.source or "",
        )

    @classmethod
    def of(cls, ferry: Ferry) -> FerryShape:
        """The shape of this ferry."""
        return cls.model_construct(
            id=ferry.id,
            name=ferry.names,
            operator=ferry.operator or None,
            ports=ferry.ports,
            crossing_minutes=ferry.crossing_minutes,
            boarding_minutes=ferry.boarding_minutes,
            km=ferry.km,
            grade=ferry.grade,
            source=ferry.source or None,
            timetables=tuple(TimetableShape.of(timetable) for timetable in ferry.timetables),
        )
