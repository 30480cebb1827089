"""A link of the road network, as plan.json writes it and as the rows of roads.csv are checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from caravan.files.shapes.rules_shape import WholeMinutes
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import IdText, LineText
from caravan.tour.road import Grade, Road

Km = Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
"""A length in kilometres."""
GradeText = Annotated[Grade, Field(strict=False)]
"""A published figure, B derived from published figures, C an estimate."""


class RoadShape(Shape):
    """A road, usable both ways."""

    a: IdText
    b: IdText
    name: LineText | None = None
    km: Km
    km_low: Km | None = None
    km_high: Km | None = None
    minutes: WholeMinutes
    grade: GradeText
    source: LineText | None = None
    via: Many[IdText] = ()
    closed: bool | None = None

    @model_validator(mode="after")
    def _possible(self) -> RoadShape:
        self.road()
        return self

    def road(self) -> Road:
        """The same as the domain knows it."""
        return Road(
            a=self.a,
            b=self.b,
            km=float(self.km),
            minutes=self.minutes,
            grade=self.grade,
            km_low=None if self.km_low is None else float(self.km_low),
            km_high=None if self.km_high is None else float(self.km_high),
            name=self.name or "",
            source=self.source or "",
            via=tuple(self.via),
            closed=self.closed or False,
        )

    @classmethod
    def of(cls, road: Road) -> RoadShape:
        """The shape of this road."""
        return cls.model_construct(
            a=road.a,
            b=road.b,
            name=road.name or None,
            km=road.km,
            km_low=road.km_low,
            km_high=road.km_high,
            minutes=road.minutes,
            grade=road.grade,
            source=road.source or None,
            via=road.via,
            closed=road.closed or None,
        )
