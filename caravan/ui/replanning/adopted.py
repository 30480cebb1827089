"""What was adopted, kept as long as it is the plan: for the way back, and for who has to be told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from caravan.errors import CaravanError
from caravan.plan.replanned import Touched
from caravan.store.answers import answer_key
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.shelf import ShelvedPlan
from caravan.tour.adjustment import Adjustment
from caravan.ui.visit import Visit


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of the plan of a schedule when a new one was adopted.

    Attributes:
        mark: of the plan that was adopted.
        version: of the kept tour with the changes; None when none was needed.
        before: the plan before; its mark then, and its warnings.
        given_up, touched: as in the answer.
        happened: the digest of what was told.
    """

    mark: str
    version: int | None
    before: ShelvedPlan
    given_up: tuple[Adjustment, ...]
    touched: tuple[Touched, ...]
    happened: str


def adopted_now(visit: Visit, schedule: str, shelved: ShelvedPlan | None) -> Adopted | None:
    """What was adopted last, as long as that is the plan of the schedule. Raises StateUnusable."""
    if shelved is None or shelved.plan.precedent is None:
        return None
    text = visit.desk.answers.get(answer_key("adopted", schedule, shelved.mark))
    return _read(text) if text else None


def keep_adopted(visit: Visit, schedule: str, adopted: Adopted) -> None:
    """Keep what was adopted. Raises StateUnusable."""
    visit.desk.answers.put(answer_key("adopted", schedule, adopted.mark), _written(adopted))


def _written(adopted: Adopted) -> str:
    from caravan.files.plan_json import plan_to_json
    from caravan.files.replan_json import given_up_to_data, touched_to_data

    before = adopted.before
    return json.dumps(
        {
            "mark": adopted.mark,
            "version": adopted.version,
            "before": {
                "plan": plan_to_json(before.plan),
                "tour_key": before.tour_key,
                "mark": before.mark,
                "warnings": messages_to_json(before.warnings),
            },
            "given_up": given_up_to_data(adopted.given_up),
            "touched": touched_to_data(adopted.touched),
            "happened": adopted.happened,
        },
        ensure_ascii=False,
    )


def _read(text: str) -> Adopted | None:
    from caravan.files.plan_json import plan_from_json
    from caravan.files.replan_json import given_up_from_data, touched_from_data

    try:
        data: dict[str, Any] = json.loads(text)
        before = data["before"]
        version = data["version"]
        return Adopted(
            str(data["mark"]),
            None if version is None else int(version),
            ShelvedPlan(
                plan_from_json(before["plan"]),
                str(before["tour_key"]),
                str(before["mark"]),
                messages_from_json(before["warnings"]),
            ),
            given_up_from_data(data["given_up"]),
            touched_from_data(data["touched"]),
            str(data["happened"]),
        )
    except (CaravanError, KeyError, TypeError, ValueError):
        return None
