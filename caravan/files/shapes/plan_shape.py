"""The answer part of plan.json: objective, bound, teams, days and the items of their timelines."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from caravan.errors import msg
from caravan.files.shapes.road_shape import GradeText
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import ClockText, DateText, IdText, InstantText
from caravan.files.wrong import WrongValue
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Bound, Objective, Plan, Precedent, Status
from caravan.plan.promise import Promise
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind, Source

FORMAT = 1
"""Version of plan.json; raised when a program that reads the old one would misread the new."""
# Still 1 with teams, precedents and what is set by hand: their keys are left out where they aren't
# needed, so that such a file is the same as ever; where they are there, all other keys mean what they
# meant, and a reader that refuses unknown keys says which one it doesn't know.

Count = Annotated[int, Field(ge=-(10**12), le=10**12)]
Sum = Annotated[int, Field(ge=-2 * 10**12, le=2 * 10**12)]
"""Of two counts."""
Figure = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Point = Annotated[tuple[Latitude, Longitude], Field(strict=False)]


class ObjectiveShape(Shape):
    """What the plan is worth; `travel_minutes` is driving and sailing together."""

    value: Count
    travel_minutes: Sum
    driving_minutes: Count
    sailing_minutes: Count
    balance: Count
    broken_promises: Count | None = None

    def objective(self) -> Objective:
        """The same as the domain knows it, as it was written, right or wrong."""
        return Objective(
            self.value,
            self.driving_minutes,
            self.sailing_minutes,
            self.balance,
            self.broken_promises or 0,
        )

    @classmethod
    def of(cls, objective: Objective, *, has_precedent: bool) -> ObjectiveShape:
        """The shape of this objective; promises are weighed only where some were made."""
        return cls.model_construct(
            value=objective.value,
            travel_minutes=objective.travel_minutes,
            driving_minutes=objective.driving_minutes,
            sailing_minutes=objective.sailing_minutes,
            balance=objective.balance,
            broken_promises=_weight(objective.broken, has_precedent),
        )


class BoundShape(Shape):
    """What is proved of every plan of the tour."""

    value: Count
    travel_minutes: Count
    broken_promises: Count | None = None

    def bound(self) -> Bound:
        """The same as the domain knows it."""
        return Bound(self.value, self.travel_minutes, self.broken_promises or 0)

    @classmethod
    def of(cls, bound: Bound, *, has_precedent: bool) -> BoundShape:
        """The shape of this bound."""
        return cls.model_construct(
            value=bound.value,
            travel_minutes=bound.travel_minutes,
            broken_promises=_weight(bound.broken, has_precedent),
        )


class PromiseShape(Shape):
    """When an event was announced."""

    event: IdText
    date: DateText
    begins: ClockText
    is_confirmed: bool = False

    def promise(self) -> Promise:
        """The same as the domain knows it."""
        return Promise(self.event, self.date, self.begins, self.is_confirmed)

    @classmethod
    def of(cls, promise: Promise) -> PromiseShape:
        """The shape of this promise."""
        return cls.model_construct(
            event=promise.event,
            date=promise.date,
            begins=promise.begins,
            is_confirmed=promise.is_confirmed,
        )


class PrecedentShape(Shape):
    """What a plan had to respect of the plan before."""

    frozen_until: InstantText
    promises: Many[PromiseShape]
    overtime: Many[IdText] | None = None

    def precedent(self) -> Precedent:
        """The same as the domain knows it."""
        promises = tuple(shape.promise() for shape in self.promises)
        return Precedent(self.frozen_until, promises, tuple(self.overtime or ()))

    @classmethod
    def of(cls, precedent: Precedent) -> PrecedentShape:
        """The shape of this precedent; the instant in whole seconds, as the file knows them."""
        instant = precedent.frozen_until
        if instant.microsecond:
            # Rounded up, so that the same minutes lie before it.
            instant = instant.replace(microsecond=0) + timedelta(seconds=1)
        return cls.model_construct(
            frozen_until=instant,
            promises=tuple(PromiseShape.of(promise) for promise in precedent.promises),
            overtime=precedent.overtime or None,
        )


class LegShape(Shape):
    """A drive or a sailing."""

    kind: Annotated[LegKind, Field(strict=False)]
    origin: Annotated[IdText, Field(alias="from")]
    destination: Annotated[IdText, Field(alias="to")]
    begins: InstantText
    ends: InstantText
    minutes: Count
    km: Figure
    source: Annotated[Source, Field(strict=False)]
    grade: GradeText
    path: Many[IdText] = ()
    ferry: IdText | None = None
    geometry: Many[Point] = ()

    def leg(self, tour: Tour, date: Date) -> Leg:
        """The same as the domain knows it. Raises WrongValue for times off this date."""
        return Leg(
            kind=self.kind,
            origin=self.origin,
            destination=self.destination,
            begins=minutes_of(tour, date, self.begins, "begins"),
            ends=minutes_of(tour, date, self.ends, "ends"),
            km=float(self.km),
            source=self.source,
            grade=self.grade,
            path=self.path,
            geometry=tuple((float(north), float(east)) for north, east in self.geometry),
            ferry=self.ferry or "",
        )

    @classmethod
    def of(cls, leg: Leg, tour: Tour, date: Date) -> LegShape:
        """The shape of this leg."""
        return cls.model_construct(
            kind=leg.kind,
            origin=leg.origin,
            destination=leg.destination,
            begins=tour.instant(date, leg.begins),
            ends=tour.instant(date, leg.ends),
            minutes=leg.minutes,
            km=leg.km,
            source=leg.source,
            grade=leg.grade,
            path=leg.path,
            ferry=leg.ferry or None,
            geometry=leg.geometry,
        )


class StopShape(Shape):
    """Time spent at one place."""

    kind: Annotated[StopKind, Field(strict=False)]
    place: IdText
    event: IdText | None = None
    begins: InstantText
    ends: InstantText
    minutes: Count

    def stop(self, tour: Tour, date: Date) -> Stop:
        """The same as the domain knows it. Raises WrongValue for times off this date."""
        return Stop(
            kind=self.kind,
            place=self.place,
            begins=minutes_of(tour, date, self.begins, "begins"),
            ends=minutes_of(tour, date, self.ends, "ends"),
            event=self.event or "",
        )

    @classmethod
    def of(cls, stop: Stop, tour: Tour, date: Date) -> StopShape:
        """The shape of this stop."""
        return cls.model_construct(
            kind=stop.kind,
            place=stop.place,
            event=stop.event or None,
            begins=tour.instant(date, stop.begins),
            ends=tour.instant(date, stop.ends),
            minutes=stop.minutes,
        )


class DayShape(Shape):
    """One date of one team; its items are checked one by one, by their kind."""

    date: DateText
    start: IdText
    overnight: IdText
    driving_minutes: Count
    km: Figure
    items: Many[dict[str, object]]

    @classmethod
    def of(cls, day: Day, tour: Tour) -> DayShape:
        """The shape of this day."""
        items = tuple(
            LegShape.of(item, tour, day.date).plain()
            if isinstance(item, Leg)
            else StopShape.of(item, tour, day.date).plain()
            for item in day.items
        )
        return cls.model_construct(
            date=day.date,
            start=day.start,
            overnight=day.overnight,
            driving_minutes=day.driving_minutes,
            km=round(day.km, 3),
            items=items,
        )


class TeamShape(Shape):
    """A convoy that travels together."""

    id: IdText
    days: Many[DayShape]


class PlanShape(Shape):
    """The whole of plan.json; its tour is checked by its own shape."""

    format: Literal[1]
    tour: dict[str, object]
    status: Annotated[Status, Field(strict=False)]
    objective: ObjectiveShape
    bound: BoundShape
    gap: Figure | None = None
    precedent: PrecedentShape | None = None
    teams: Many[TeamShape]

    @classmethod
    def of(cls, plan: Plan, tour: dict[str, object]) -> PlanShape:
        """The shape of this plan, its tour already in plain data."""
        has_precedent = plan.precedent is not None
        return cls.model_construct(
            format=FORMAT,
            tour=tour,
            status=plan.status,
            objective=ObjectiveShape.of(plan.objective, has_precedent=has_precedent),
            bound=BoundShape.of(plan.bound, has_precedent=has_precedent),
            gap=plan.gap,
            precedent=plan.precedent and PrecedentShape.of(plan.precedent),
            teams=tuple(
                TeamShape.model_construct(
                    id=team.id, days=tuple(DayShape.of(day, plan.tour) for day in team.days)
                )
                for team in plan.teams
            ),
        )


def minutes_of(tour: Tour, date: Date, instant: datetime, key: str) -> int:
    """Minutes after local midnight of a date, in the zone of the tour.

    The wall clock of the text counts when its offset is the zone's own; an instant in another
    offset, UTC perhaps, is converted. Raises WrongValue, wrong inside `key`, for an instant with
    seconds or one that is not on this date or the next.
    """
    minutes = _since_midnight(date, instant)
    fits = -MINUTES_PER_DAY <= minutes <= 3 * MINUTES_PER_DAY
    if not fits or tour.instant(date, minutes).utcoffset() != instant.utcoffset():
        minutes = _since_midnight(date, instant.astimezone(tour.instant(date, 0).tzinfo))
    if instant.second or not 0 <= minutes <= 2 * MINUTES_PER_DAY:
        problem = msg(
            "“{value}” is not a minute of {date}",
            value=instant.isoformat(),
            date=date.isoformat(),
        )
        remedy = msg("Write an instant of the day, in whole minutes")
        raise WrongValue(problem, remedy, (key,))
    return minutes


def _weight(broken: int, has_precedent: bool) -> int | None:  # noqa: FBT001 - passed on
    return broken if has_precedent or broken else None


def _since_midnight(date: Date, instant: datetime) -> int:
    wall = instant.replace(tzinfo=None, second=0)
    return round((wall - datetime(date.year, date.month, date.day)).total_seconds() / 60)  # noqa: DTZ001 - a wall clock
