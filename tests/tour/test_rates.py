"""Rates of money and CO2."""

from __future__ import annotations

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.rates import Rates


def test_without_rates_nothing_is_known():
    assert (Rates().has_money, Rates().has_co2) == (False, False)


def test_a_rate_of_nothing_is_known_too():
    assert Rates("EUR", night=0.0).has_money
    assert Rates(co2_grams_sailing_km=0.0).has_co2


@pytest.mark.parametrize("value", [-0.01, float("nan"), float("inf"), 1_000_001.0])
def test_impossible_rates_are_refused(value):
    with pytest.raises(ImpossibleValue, match="rate"):
        Rates("EUR", km=value)


@pytest.mark.parametrize("currency", ["eur", "EURO", "€", "ÉUR"])
def test_a_currency_is_three_capital_letters(currency):
    with pytest.raises(ImpossibleValue, match="currency"):
        Rates(currency, km=1.0)


def test_money_needs_a_currency():
    with pytest.raises(ImpossibleValue, match="need a currency"):
        Rates(day=100.0)
