"""Rates of money and CO2, as schedule.yaml and plan.json write them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from caravan.files.shapes.shape import Shape
from caravan.files.shapes.texts import LineText
from caravan.tour.rates import Rates

Rate = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
"""Money or grams for one of something."""


class RatesShape(Shape):
    """What a kilometre, a night and a day of one team cost."""

    currency: LineText | None = None
    km: Rate | None = None
    sailing_km: Rate | None = None
    night: Rate | None = None
    day: Rate | None = None
    co2_grams_km: Rate | None = None
    co2_grams_sailing_km: Rate | None = None

    @model_validator(mode="after")
    def _possible(self) -> RatesShape:
        self.rates()
        return self

    def rates(self) -> Rates:
        """The same as the domain knows it."""

        def number(value: float | None) -> float | None:
            return None if value is None else float(value)

        return Rates(
            currency=self.currency or "",
            km=number(self.km),
            sailing_km=number(self.sailing_km),
            night=number(self.night),
            day=number(self.day),
            co2_grams_km=number(self.co2_grams_km),
            co2_grams_sailing_km=number(self.co2_grams_sailing_km),
        )

    @classmethod
    def of(cls, rates: Rates) -> RatesShape:
        """The shape of these rates."""
        return cls.model_construct(
            currency=rates.currency or None,
            km=rates.km,
            sailing_km=rates.sailing_km,
            night=rates.night,
            day=rates.day,
            co2_grams_km=rates.co2_grams_km,
            co2_grams_sailing_km=rates.co2_grams_sailing_km,
        )
