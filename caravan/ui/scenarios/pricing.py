"""The price list of a plan: worked out in the background, shown as it grows, and kept."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from caravan.errors import CaravanError
from caravan.files.plan_json import plan_to_json
from caravan.files.price_list_json import price_from_data, price_list_from_data
from caravan.plan.figures import figures_of
from caravan.plan.price_list import Price, PriceKind, PriceList
from caravan.store.answers import answer_key
from caravan.store.shelf import ShelvedPlan
from caravan.ui.scenarios.alternatives import Alternative
from caravan.ui.tasks import Task
from caravan.ui.visit import Visit


def prices_command(folder: Path, _schedule: Path) -> list[str]:
    """The command that prices the wishes of the plan in a folder and tells how far it is."""
    # A core is left to the server, as with everything that runs on the side.
    workers = max(1, (os.cpu_count() or 1) - 1)
    plan = str(folder / "plan.json")
    return ["prices", plan, "--progress", "json", "--workers", str(workers)]


def pricing_task(visit: Visit, plan: ShelvedPlan) -> Task | None:
    """The task last started for a plan."""
    return visit.tasks.last(_key(plan))


def start_pricing(visit: Visit, one: Alternative) -> None:
    """Begin to price the wishes of an alternative's plan, unless that is under way."""
    plan, files = one.plan, one.opened.reading.files
    if plan is None or files is None:
        return
    beside = {"plan.json": plan_to_json(plan.plan)}
    visit.tasks.start(_key(plan), prices_command, files, beside, on_the_side=True)


def known_prices(visit: Visit, plan: ShelvedPlan) -> PriceList | None:
    """What is known of a plan's prices: kept earlier, or found out so far; None for nothing.

    A complete list is kept, so that nobody waits for it twice. Raises StateUnusable.
    """
    task = pricing_task(visit, plan)
    if task is not None and not task.has_ended:
        return _so_far(task, plan)
    if task is not None and task.result is not None:
        data = task.result.get("prices")
        found = _read(data, plan)
        if found is not None and found.is_complete:
            # Found out is found out, also when it can't be kept.
            with suppress(CaravanError):
                visit.desk.answers.put(_key(plan), json.dumps(data, ensure_ascii=False))
                visit.tasks.forget(task.key)
        return found
    text = visit.desk.answers.get(_key(plan))
    with suppress(ValueError, RecursionError):
        return _read(json.loads(text), plan) if text else None
    return None


def _key(plan: ShelvedPlan) -> str:
    return answer_key("prices", plan.mark)


def _read(data: object, plan: ShelvedPlan) -> PriceList | None:
    try:
        return price_list_from_data(data, plan.plan.tour)
    except CaravanError:
        return None  # of another version, or spoilt


def _so_far(task: Task, plan: ShelvedPlan) -> PriceList:
    """What a running task has told."""
    found = [price for price in map(_price, list(task.parts)) if price is not None]
    as_it_is = next((price for price in found if price.kind is PriceKind.AS_IT_IS), None)
    prices = tuple(price for price in found if price.kind is not PriceKind.AS_IT_IS)
    count = task.parts[-1].get("wanted") if task.parts else None
    wanted = count - 1 if isinstance(count, int) else len(prices)
    tour = plan.plan.tour
    return PriceList(tour, figures_of(plan.plan), as_it_is, prices, max(wanted, len(prices)))


def _price(report: dict[str, object]) -> Price | None:
    try:
        return price_from_data(report["price"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
