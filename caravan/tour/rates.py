"""What a kilometre, a night and a day cost, in money and in CO2."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from caravan.errors import ImpossibleValue, msg


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of one team, by which plans are compared; they don't decide which plan is best.

    Attributes:
        currency: ISO 4217 code, like EUR; empty when no money is given.
        km: money for one km by road, None when it isn't known.
        sailing_km: money for one km by sea.
        night: money for one night of the whole team away from the start and not at the end.
        day: money for one day of the tour on which the team travels or holds an event.
        co2_grams_km, co2_grams_sailing_km: grams of CO2 for one km by road and by sea.

    Raises ImpossibleValue for a rate that is negative or no number, and for money without currency.
    """

    currency: str = ""
    km: float | None = None
    sailing_km: float | None = None
    night: float | None = None
    day: float | None = None
    co2_grams_km: float | None = None
    co2_grams_sailing_km: float | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | float) and not (math.isfinite(value) and 0 <= value <= 1e6):
                raise ImpossibleValue(
                    msg("the rate {value} is not between 0 and 1000000", value=value)
                )
        letters = self.currency
        if letters and not (len(letters) == 3 and letters.isascii() and letters.isupper()):
            raise ImpossibleValue(
                msg("“{currency}” is not a currency's code like EUR", currency=letters[:20])
            )
        if self.has_money and not letters:
            raise ImpossibleValue(msg("rates in money need a currency"))

    @property
    def has_money(self) -> bool:
        """Whether any rate in money is given."""
        return any(rate is not None for rate in (self.km, self.sailing_km, self.night, self.day))

    @property
    def has_co2(self) -> bool:
        """Whether any rate of CO2 is given."""
        return self.co2_grams_km is not None or self.co2_grams_sailing_km is not None
