"""The rules of a day, the travel estimate and the revision, as files write them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from caravan.files.shapes.shape import Shape
from caravan.files.shapes.texts import HoursText, InstantText
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.road import TravelEstimate
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Revision

WholeMinutes = Annotated[int, Field(ge=1, le=MINUTES_PER_DAY)]
"""A duration of at least a minute and at most a day."""


class BreakShape(Shape):
    """The break that a team takes when it is at work through `within`."""

    minutes: WholeMinutes
    within: HoursText

    @model_validator(mode="after")
    def _possible(self) -> BreakShape:
        self.rule()
        return self

    def rule(self) -> BreakRule:
        """The same as the domain knows it."""
        return BreakRule(self.minutes, self.within)


class RulesShape(Shape):
    """The rules of every day."""

    hours: HoursText
    max_driving_minutes: Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)]
    pause: Annotated[BreakShape | None, Field(alias="break")] = None

    def rules(self) -> DayRules:
        """The same as the domain knows it."""
        return DayRules(
            self.hours, self.max_driving_minutes, self.pause.rule() if self.pause else None
        )

    @classmethod
    def of(cls, rules: DayRules) -> RulesShape:
        """The shape of these rules."""
        pause = rules.pause and BreakShape.model_construct(
            minutes=rules.pause.minutes, within=rules.pause.within
        )
        return cls.model_construct(
            hours=rules.hours, max_driving_minutes=rules.max_driving_minutes, pause=pause
        )


class EstimateShape(Shape):
    """How travel is guessed off the road network."""

    detour_factor: Annotated[float, Field(ge=1, le=5)] = TravelEstimate().detour_factor
    speed_kmh: Annotated[float, Field(ge=5, le=130)] = TravelEstimate().speed_kmh

    def estimate(self) -> TravelEstimate:
        """The same as the domain knows it."""
        return TravelEstimate(float(self.detour_factor), float(self.speed_kmh))

    @classmethod
    def of(cls, estimate: TravelEstimate) -> EstimateShape:
        """The shape of this estimate."""
        return cls.model_construct(
            detour_factor=estimate.detour_factor, speed_kmh=estimate.speed_kmh
        )


class RevisionShape(Shape):
    """Which edition of the programme this is, and since when."""

    sequence: Annotated[int, Field(ge=0, le=2_000_000_000)]
    time: InstantText

    def revision(self) -> Revision:
        """The same as the domain knows it."""
        return Revision(self.sequence, self.time)

    @classmethod
    def of(cls, revision: Revision) -> RevisionShape:
        """The shape of this revision."""
        return cls.model_construct(sequence=revision.sequence, time=revision.time)
