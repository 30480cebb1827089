"""What a planner in a child process reports: lines of JSON, of which nothing is taken for granted."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from caravan.plan.infeasible import Infeasible, Omission


@dataclass(frozen=True, slots=True)
class Progress:
    """What a planner last reported.

    Attributes:
        phase: a word of the planner for what it does now, or empty.
        seconds: since it began.
        value, travel_minutes: of the best plan so far, None before the first.
        bound: travel minutes that no plan can undercut, None while unknown.
    """

    phase: str = ""
    seconds: float = 0.0
    value: int | None = None
    travel_minutes: int | None = None
    bound: int | None = None


def json_object(line: str) -> dict[str, object]:
    """The object in a line; an empty one for a line that holds none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def progress_of(report: dict[str, object], before: Progress) -> Progress:
    """What a report says; what it doesn't say is as before."""

    def whole(key: str, known: int | None) -> int | None:
        value = _number(report.get(key))
        return known if value is None else round(value)

    seconds = _number(report.get("seconds"))
    return Progress(
        phase=str(report.get("phase") or before.phase),
        seconds=before.seconds if seconds is None else float(seconds),
        value=whole("value", before.value),
        travel_minutes=whole("travel_minutes", before.travel_minutes),
        bound=whole("bound", before.bound),
    )


def _number(value: object) -> int | float | None:
    return value if isinstance(value, int | float) and math.isfinite(value) else None


def conflict_of(last: dict[str, object]) -> Infeasible:
    """The answer that no plan keeps all required events."""
    omissions = last.get("omissions")
    return Infeasible(
        proved=last.get("proved") is True,
        omissions=tuple(
            _omission(entry)
            for entry in (omissions if isinstance(omissions, list) else [])
            if isinstance(entry, dict) and "event" in entry
        ),
    )


def _omission(entry: dict[str, object]) -> Omission:
    helps, minutes = entry.get("helps"), entry.get("travel_minutes")
    return Omission(
        event=str(entry["event"]),
        helps=helps if isinstance(helps, bool) else None,
        travel_minutes=minutes if helps is True and isinstance(minutes, int) else None,
    )
