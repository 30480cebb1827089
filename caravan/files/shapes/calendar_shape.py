"""A named weekly calendar of opening hours, as files write it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from caravan.errors import msg
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import DateText, HoursText, LineText, NamesMap
from caravan.files.wrong import WrongValue
from caravan.tour.opening import Hours, OpeningHours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WeekShape(Shape):
    """Spans of hours by weekday; a weekday that is not given has none."""

    monday: Many[HoursText] = ()
    tuesday: Many[HoursText] = ()
    wednesday: Many[HoursText] = ()
    thursday: Many[HoursText] = ()
    friday: Many[HoursText] = ()
    saturday: Many[HoursText] = ()
    sunday: Many[HoursText] = ()

    def week(self) -> tuple[tuple[Hours, ...], ...]:
        """Seven entries from Monday to Sunday."""
        return tuple(getattr(self, weekday) for weekday in WEEKDAYS)

    @classmethod
    def of(cls, week: tuple[tuple[Hours, ...], ...]) -> WeekShape:
        """The shape of these seven entries."""
        days: dict[str, Any] = dict(zip(WEEKDAYS, week, strict=True))
        return cls.model_construct(**days)


class CalendarShape(Shape):
    """Opening hours; its id is the key under which it stands."""

    name: NamesMap
    source: LineText | None = None
    weekly: WeekShape
    blocked: WeekShape = WeekShape()
    dates: dict[DateText, Many[HoursText]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _some_hours(self) -> CalendarShape:
        if not any(self.weekly.week()) and not any(self.dates.values()):
            problem = msg("the calendar is never open")
            raise WrongValue(problem, msg("Give hours on a weekday or on a date"))
        return self

    def opening_hours(self, id_: str) -> OpeningHours:
        """The same as the domain knows it."""
        return OpeningHours(
            id_,
            self.name,
            weekly=self.weekly.week(),
            blocked=self.blocked.week(),
            dates=tuple(self.dates.items()),
            source=self.source or "",
        )

    @classmethod
    def of(cls, hours: OpeningHours) -> CalendarShape:
        """The shape of these opening hours."""
        return cls.model_construct(
            name=hours.names,
            source=hours.source or None,
            weekly=WeekShape.of(hours.weekly),
            blocked=WeekShape.of(hours.blocked),
            dates=dict(hours.dates),
        )
