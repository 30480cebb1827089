"""Prices that were found before, kept as texts under what they are the answer to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import MutableMapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from caravan import __version__
from caravan.plan.figures import figures_from
from caravan.plan.price_list import Price, PriceStatus
from caravan.planning.price_questions import PriceQuestion
from caravan.tour.adjustment import AddSailing

if TYPE_CHECKING:
    from caravan.travel.engines.settings import EngineSettings

_FINAL = (PriceStatus.PROVED, PriceStatus.IMPOSSIBLE)


def price_key(question: PriceQuestion, engine: EngineSettings | None) -> str:
    """What the answer to a question depends on, in 70 characters or fewer.

    It is the changed tour, the source of driving times, and this version of the program.
    """
    source = "roads" if engine is None else f"{engine.source.value} {engine.base}"
    parts = (__version__, source, repr(question.tour))
    return "price-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def keep(kept: MutableMapping[str, str], key: str, price: Price) -> None:
    """Keep a price, if more time can't change it. A text is JSON."""
    if price.status not in _FINAL:
        return
    departures = [c.departs for c in price.adjustments if isinstance(c, AddSailing)]
    answer = {
        "status": price.status.value,
        "figures": None if price.figures is None else asdict(price.figures),
        "left_out": price.left_out,
        "departures": departures,
    }
    kept[key] = json.dumps(answer, sort_keys=True)


def kept_price(question: PriceQuestion, text: str | None) -> Price | None:
    """The price that was kept, None for nothing and for what isn't understood any more."""
    try:
        answer = json.loads(text or "")
        figures = answer["figures"]
        price = Price(
            question.kind,
            question.subject,
            question.adjustments,
            PriceStatus(answer["status"]),
            question.date,
            None if figures is None else figures_from(figures),
            tuple(answer["left_out"]),
        )
        departures = answer["departures"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if question.date is None:
        return price
    taken = (c for c in price.adjustments if isinstance(c, AddSailing) and c.departs in departures)
    return replace(price, adjustments=tuple(taken))
