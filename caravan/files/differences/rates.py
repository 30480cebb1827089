"""Changes of the rates of money and CO2."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.files.differences.head import NONE
from caravan.files.draft import Draft

_RATES = (
    ("km", msg("Money for a kilometre by road: {old} → {new}")),
    ("sailing_km", msg("Money for a kilometre by sea: {old} → {new}")),
    ("night", msg("Money for a night: {old} → {new}")),
    ("day", msg("Money for a day: {old} → {new}")),
    ("co2_grams_km", msg("CO2 for a kilometre by road: {old} → {new} grams")),
    ("co2_grams_sailing_km", msg("CO2 for a kilometre by sea: {old} → {new} grams")),
)


def rate_differences(before: Draft, after: Draft) -> Iterator[Message]:
    """Rates that came, went, or are others."""
    one, other = before.rates, after.rates
    if one is None or other is None:
        if one != other:
            yield msg("The rates of money and CO2 changed")
        return
    if one.currency != other.currency:
        yield msg("Currency: {old} → {new}", old=one.currency or NONE, new=other.currency or NONE)
    for name, template in _RATES:
        old, new = getattr(one, name), getattr(other, name)
        if old != new:
            values = (("new", _figure(new)), ("old", _figure(old)))
            yield Message(template.template, values)


def _figure(rate: float | None) -> str:
    return NONE if rate is None else f"{rate:.15g}"
