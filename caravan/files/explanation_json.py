"""An explanation as JSON: the conflict or what is short, and each repair with its whole plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from caravan.errors import CaravanError, ImpossibleValue, msg
from caravan.files.adjustment_json import adjustment_from_data, adjustment_to_data
from caravan.files.plan_json import plan_from_json, plan_to_json
from caravan.plan.conflict import Conflict, Shortage, Wish, WishKind
from caravan.plan.infeasible import Infeasible, Omission
from caravan.plan.repair import Explanation, Repair, RepairKind


def explanation_to_data(explanation: Explanation) -> dict[str, Any]:
    """The explanation; each plan is as in plan.json, with its own changed tour."""
    infeasible = explanation.infeasible
    conflict, shortage = explanation.conflict, explanation.shortage
    return {
        "proved": infeasible.proved,
        "omissions": [
            {
                "event": omission.event,
                "helps": omission.helps,
                "travel_minutes": omission.travel_minutes,
            }
            for omission in infeasible.omissions
        ],
        "conflict": None if conflict is None else [_wish_to_data(w) for w in conflict.wishes],
        "shortage": None
        if shortage is None
        else {
            "service_minutes": shortage.service_minutes,
            "travel_minutes": shortage.travel_minutes,
            "minutes_a_day": shortage.minutes_a_day,
            "smallest": shortage.smallest,
        },
        "repairs": [_repair_to_data(repair) for repair in explanation.repairs],
        "tried": [kind.value for kind in explanation.tried],
    }


def explanation_from_data(data: object) -> Explanation:
    """The explanation that `explanation_to_data` wrote. Raises ImpossibleValue for anything else."""
    try:
        return _explanation(data)
    except ImpossibleValue:
        raise
    except (CaravanError, KeyError, TypeError, ValueError, AttributeError):
        raise ImpossibleValue(msg("this is no explanation of a tour without a plan")) from None


def _explanation(data: Any) -> Explanation:
    omissions = tuple(
        Omission(
            str(entry["event"]),
            None if entry["helps"] is None else _truth(entry["helps"]),
            _minutes_or_none(entry["travel_minutes"]),
        )
        for entry in data["omissions"]
    )
    conflict, shortage = data["conflict"], data["shortage"]
    return Explanation(
        Infeasible(_truth(data["proved"]), omissions),
        None if conflict is None else Conflict(tuple(_wish_from_data(wish) for wish in conflict)),
        None
        if shortage is None
        else Shortage(
            _minutes(shortage["service_minutes"]),
            _minutes_or_none(shortage["travel_minutes"]),
            _minutes_or_none(shortage["minutes_a_day"]),
            _minutes(shortage["smallest"]),
        ),
        tuple(_repair_from_data(repair) for repair in data["repairs"]),
        tuple(RepairKind(kind) for kind in data["tried"]),
    )


def _wish_to_data(wish: Wish) -> dict[str, Any]:
    return {"wish": wish.kind.value, "events": list(wish.events)}


def _wish_from_data(data: Mapping[str, Any]) -> Wish:
    return Wish(WishKind(data["wish"]), tuple(str(event) for event in data["events"]))


def _repair_to_data(repair: Repair) -> dict[str, Any]:
    return {
        "kind": repair.kind.value,
        "adjustments": [adjustment_to_data(adjustment) for adjustment in repair.adjustments],
        "cost": repair.cost,
        "plan": json.loads(plan_to_json(repair.plan)),
    }


def _repair_from_data(data: Mapping[str, Any]) -> Repair:
    return Repair(
        RepairKind(data["kind"]),
        tuple(adjustment_from_data(adjustment) for adjustment in data["adjustments"]),
        _minutes(data["cost"]),
        plan_from_json(json.dumps(data["plan"]), "explanation"),
    )


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _minutes_or_none(value: object) -> int | None:
    return None if value is None else _minutes(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
