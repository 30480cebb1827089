"""A price list as JSON: for other programs, and to be kept and shown in any language later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date as Date
from typing import Any

from caravan.errors import ImpossibleValue, Message, msg
from caravan.files.adjustment_json import adjustment_from_data, adjustment_to_data
from caravan.files.comparison_json import figures_to_data
from caravan.plan.figures import figures_from
from caravan.plan.price_list import Price, PriceKind, PriceList, PriceStatus
from caravan.tour.tour import Tour


def price_list_to_data(prices: PriceList) -> dict[str, Any]:
    """The list as JSON holds it, the whole tour left out."""
    found = prices.as_it_is
    return {
        "tour": prices.tour.id,
        "plan": figures_to_data(prices.plan),
        "as_it_is": None if found is None else price_to_data(prices, found),
        "prices": [price_to_data(prices, price) for price in prices.prices],
        "wanted": prices.wanted,
        "complete": prices.is_complete,
        "warnings": [_message_to_data(warning) for warning in prices.warnings],
    }


def price_to_data(prices: PriceList, price: Price) -> dict[str, Any]:
    """One price of the list, with its difference to the tour as it is."""
    difference = prices.difference(price)
    return {
        "kind": price.kind.value,
        "subject": price.subject or None,
        "date": price.date.isoformat() if price.date else None,
        "adjustments": [adjustment_to_data(change) for change in price.adjustments],
        "status": price.status.value,
        "exact": prices.is_exact(price),
        "difference": None if difference is None else _rounded(asdict(difference)),
        "figures": None if price.figures is None else figures_to_data(price.figures),
        "left_out": list(price.left_out),
        "failure": None if price.failure is None else _message_to_data(price.failure),
    }


def price_list_from_data(data: object, tour: Tour) -> PriceList:
    """The list that `price_list_to_data` wrote of this tour.

    Raises ImpossibleValue for anything else, such as a list of another version.
    """
    try:
        return _read(data, tour)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ImpossibleValue(msg("this is no price list that this version knows")) from None


def price_from_data(data: Any) -> Price:
    """The price that `price_to_data` wrote. Raises what a wrong shape raises."""
    return Price(
        PriceKind(data["kind"]),
        str(data["subject"] or ""),
        tuple(adjustment_from_data(change) for change in data["adjustments"]),
        PriceStatus(data["status"]),
        Date.fromisoformat(data["date"]) if data["date"] else None,
        None if data["figures"] is None else figures_from(data["figures"]),
        tuple(map(str, data["left_out"])),
        None if data["failure"] is None else _message(data["failure"]),
    )


def _read(data: Any, tour: Tour) -> PriceList:
    if data["tour"] != tour.id:
        raise ValueError("another tour's")
    return PriceList(
        tour,
        figures_from(data["plan"]),
        None if data["as_it_is"] is None else price_from_data(data["as_it_is"]),
        tuple(price_from_data(price) for price in data["prices"]),
        int(data["wanted"]),
        tuple(map(_message, data["warnings"])),
    )


def _message_to_data(message: Message) -> dict[str, Any]:
    return {
        "text": str(message),
        "template": message.template,
        "values": dict(message.values),
    }


def _message(data: Mapping[str, Any]) -> Message:
    return Message(str(data["template"]), tuple(sorted(data["values"].items())))


def _rounded(data: dict[str, Any]) -> dict[str, Any]:
    return {key: round(v, 3) if isinstance(v, float) else v for key, v in data.items()}
