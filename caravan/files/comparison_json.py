"""A comparison of plans as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from caravan.plan.comparison import Comparison, DayLeg, Difference, EventChange, Held
from caravan.plan.figures import Figures
from caravan.plan.plan import Plan
from caravan.tour.tour import Tour


def comparison_to_data(comparison: Comparison, names: Sequence[str]) -> dict[str, Any]:
    """The comparison as JSON holds it; `names` are those of its plans.

    Differences are those of each plan but the first, to the first.
    """
    rows = zip(names, comparison.plans, comparison.figures, strict=True)
    first, *others = zip(comparison.plans, comparison.figures, comparison.differences, strict=True)
    return {
        "plans": [
            {
                "name": name,
                "tour": plan.tour.id,
                "status": plan.status.value,
                "figures": figures_to_data(figures),
            }
            for name, plan, figures in rows
        ],
        "differences": [
            {
                "name": name,
                "figures": figures_difference(figures, first[1]),
                **_difference(found, first[0], plan),
            }
            for name, (plan, figures, found) in zip(names[1:], others, strict=True)
        ],
    }


def figures_to_data(figures: Figures) -> dict[str, Any]:
    """The figures by their names, minutes, km, kg and money; null when unknown."""
    data = {key: _rounded(value) for key, value in asdict(figures).items()}
    return {**data, "travel_minutes": figures.travel_minutes, "currency": figures.currency or None}


def figures_difference(after: Figures, before: Figures) -> dict[str, int | float | None]:
    """The figures after less those before; null where one of them is unknown."""
    old, new = figures_to_data(before), figures_to_data(after)
    if old.pop("currency") != new.pop("currency"):
        new["money"] = None
    return {
        key: None if value is None or old[key] is None else _rounded(value - old[key])
        for key, value in new.items()
    }


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def _difference(found: Difference, before: Plan, after: Plan) -> dict[str, Any]:
    return {
        "events": [_event(change, before.tour, after.tour) for change in found.events],
        "nights": [
            {
                "date": change.date.isoformat(),
                "before": list(change.before),
                "after": list(change.after),
            }
            for change in found.nights
        ],
        "broken_promises": [
            {"event": broken.promise.event, "breach": broken.breach.value, "weight": broken.weight}
            for broken in found.broken
        ],
        "legs_before": [_leg(leg) for leg in found.legs_before],
        "legs_after": [_leg(leg) for leg in found.legs_after],
    }


def _event(change: EventChange, before: Tour, after: Tour) -> dict[str, Any]:
    return {
        "change": change.kind.value,
        "event": change.event,
        "town": change.town,
        "before": _begins(change.before, before),
        "after": _begins(change.after, after),
    }


def _begins(held: Held | None, tour: Tour) -> str | None:
    return None if held is None else tour.instant(held.date, held.begins).isoformat()


def _leg(leg: DayLeg) -> dict[str, str]:
    return {
        "team": leg.team,
        "date": leg.date.isoformat(),
        "kind": leg.leg.kind.value,
        "from": leg.leg.origin,
        "to": leg.leg.destination,
    }
