"""A price list survives being written as JSON and read again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from samples import sample_plan, sample_tour

from caravan.errors import ImpossibleValue, msg
from caravan.files.price_list_json import price_list_from_data, price_list_to_data
from caravan.plan.figures import figures_of
from caravan.plan.price_list import Price, PriceKind, PriceList, PriceStatus
from caravan.tour.adjustment import AddSailing, LeaveOut, WidenDay

BASE = figures_of(sample_plan())
TUESDAY = date(2020, 3, 10)


def sample_prices():
    """A list with a price of each kind of answer."""
    less = replace(BASE, value=2, driving_minutes=100, road_km=90.5, money=12.5)
    return PriceList(
        tour=sample_tour(),
        plan=BASE,
        as_it_is=Price(PriceKind.AS_IT_IS, "", (), PriceStatus.PROVED, None, BASE, ("gafsa",)),
        prices=(
            Price(
                PriceKind.LEAVE_OUT,
                "sfax",
                (LeaveOut("sfax"),),
                PriceStatus.PROVED,
                None,
                less,
                ("gafsa",),
            ),
            Price(
                PriceKind.SAILING,
                "sfax-port",
                (AddSailing("kerkennah-ferry", "sfax-port", TUESDAY, 615),),
                PriceStatus.FOUND,
                TUESDAY,
                BASE,
            ),
            Price(PriceKind.KEEP, "gafsa", (), PriceStatus.IMPOSSIBLE),
            Price(
                PriceKind.LATER_END,
                "",
                (WidenDay(later=15),),
                PriceStatus.FAILED,
                failure=msg("the tour has {count} events", count=70),
            ),
        ),
        wanted=5,
        warnings=(msg("The engine at {address} is silent", address="http://x"),),
    )


def test_what_is_written_can_be_read():
    text = json.dumps(price_list_to_data(sample_prices()))
    assert price_list_from_data(json.loads(text), sample_tour()) == sample_prices()


def test_a_list_without_anything_yet_can_be_read_too():
    empty = PriceList(sample_tour(), BASE, None, (), 7)
    assert price_list_from_data(price_list_to_data(empty), sample_tour()) == empty


def test_each_price_says_what_it_changes_and_whether_that_is_exact():
    data = price_list_to_data(sample_prices())
    leave, sailing, keep, failed = data["prices"]
    assert (data["tour"], data["wanted"], data["complete"]) == ("sample", 5, False)
    assert leave["difference"] == {
        "value": -1,
        "travel_minutes": -88,
        "road_km": -100.5,
        "sea_km": 0.0,
        "nights_away": 0,
        "money": None,
        "co2_kg": None,
    }
    assert (leave["kind"], leave["subject"], leave["exact"]) == ("leave-out", "sfax", True)
    assert leave["adjustments"] == [{"change": "leave-out", "event": "sfax"}]
    assert (sailing["date"], sailing["exact"]) == ("2020-03-10", False)
    assert (keep["status"], keep["difference"], keep["figures"]) == ("impossible", None, None)
    assert failed["failure"]["text"] == "the tour has 70 events"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: None,
        lambda data: [],
        lambda data: {**data, "tour": "other"},
        lambda data: {**data, "plan": None},
        lambda data: {**data, "plan": {}},
        lambda data: {**data, "prices": [{}]},
        lambda data: {**data, "prices": 3},
        lambda data: {**data, "prices": [{**data["prices"][0], "kind": "new"}]},
        lambda data: {**data, "prices": [{**data["prices"][0], "adjustments": [{}]}]},
        lambda data: {**data, "warnings": ["text"]},
        lambda data: {key: value for key, value in data.items() if key != "as_it_is"},
    ],
)
def test_what_is_not_a_list_of_this_tour_is_refused(damage):
    with pytest.raises(ImpossibleValue):
        price_list_from_data(damage(price_list_to_data(sample_prices())), sample_tour())
