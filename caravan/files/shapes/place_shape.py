"""A place, as plan.json writes it and as the rows of cities.csv are checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import CountryText, IdText, LineText, NamesMap
from caravan.tour.place import Place, PlaceKind


class PlaceShape(Shape):
    """A point with names and coordinates."""

    id: IdText
    kind: Annotated[PlaceKind, Field(strict=False)]
    name: NamesMap
    variants: Many[LineText] = ()
    country: CountryText | None = None
    region: NamesMap | None = None
    region_code: LineText | None = None
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    coordinate_source: LineText | None = None
    can_sleep: bool = False
    population: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    population_year: LineText | None = None

    @model_validator(mode="after")
    def _possible(self) -> PlaceShape:
        self.place()
        return self

    def place(self) -> Place:
        """The same as the domain knows it."""
        return Place(
            id=self.id,
            names=self.name,
            kind=self.kind,
            latitude=float(self.latitude),
            longitude=float(self.longitude),
            can_sleep=self.can_sleep,
            coordinate_source=self.coordinate_source or "",
            variants=self.variants,
            country=self.country or "",
            region=self.region,
            region_code=self.region_code or "",
            population=self.population,
            population_year=self.population_year or "",
        )

    @classmethod
    def of(cls, place: Place) -> PlaceShape:
        """The shape of this place."""
        return cls.model_construct(
            id=place.id,
            kind=place.kind,
            name=place.names,
            variants=place.variants,
            country=place.country or None,
            region=place.region,
            region_code=place.region_code or None,
            latitude=place.latitude,
            longitude=place.longitude,
            coordinate_source=place.coordinate_source or None,
            can_sleep=place.can_sleep,
            population=place.population,
            population_year=place.population_year or None,
        )
