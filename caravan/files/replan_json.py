"""What becomes of a changed plan, as JSON beside plan.json: who is touched, and what was given up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date
from typing import Any

from caravan.errors import ImpossibleValue, Message, msg
from caravan.files.adjustment_json import adjustment_from_data, adjustment_to_data
from caravan.plan.check import Rule, Violation
from caravan.plan.promise import Breach, BrokenPromise, Promise
from caravan.plan.replanned import Cause, Touched
from caravan.tour.adjustment import Adjustment


def touched_to_data(touched: Sequence[Touched]) -> list[dict[str, Any]]:
    """``{"event", "promised", "is_confirmed", "breach", "weight", "now", "cause", "instead"}`` each.

    ``promised`` and ``now`` are ``{"date", "begins"}``, minutes after midnight; ``now`` is null for
    an event that is left out.
    """
    return [
        {
            **broken_to_data(entry.broken),
            "cause": entry.cause.value,
            "instead": [broken_to_data(broken) for broken in entry.instead],
        }
        for entry in touched
    ]


def touched_from_data(data: object) -> tuple[Touched, ...]:
    """What `touched_to_data` wrote. Raises ImpossibleValue for anything else."""
    try:
        return tuple(
            Touched(
                broken_from_data(entry),
                Cause(entry["cause"]),
                tuple(broken_from_data(broken) for broken in entry["instead"]),
            )
            for entry in _list(data)
        )
    except (KeyError, TypeError, ValueError):
        raise ImpossibleValue(msg("this is no list of those who are touched")) from None


def given_up_to_data(given_up: Sequence[Adjustment]) -> list[dict[str, Any]]:
    """The adjustments in their JSON form."""
    return [adjustment_to_data(adjustment) for adjustment in given_up]


def given_up_from_data(data: object) -> tuple[Adjustment, ...]:
    """What `given_up_to_data` wrote. Raises ImpossibleValue for anything else."""
    try:
        return tuple(adjustment_from_data(entry) for entry in _list(data))
    except TypeError:
        raise ImpossibleValue(msg("this is no list of changes")) from None


def broken_to_data(broken: BrokenPromise) -> dict[str, Any]:
    """One broken promise."""
    now = None
    if broken.date is not None and broken.begins is not None:
        now = {"date": broken.date.isoformat(), "begins": broken.begins}
    promise = broken.promise
    return {
        "event": promise.event,
        "promised": {"date": promise.date.isoformat(), "begins": promise.begins},
        "is_confirmed": promise.is_confirmed,
        "breach": broken.breach.value,
        "weight": broken.weight,
        "now": now,
    }


def broken_from_data(data: Mapping[str, Any]) -> BrokenPromise:
    """What `broken_to_data` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    promised, now = data["promised"], data["now"]
    promise = Promise(
        str(data["event"]),
        Date.fromisoformat(promised["date"]),
        int(promised["begins"]),
        data["is_confirmed"] is True,
    )
    return BrokenPromise(
        promise,
        Breach(data["breach"]),
        None if now is None else Date.fromisoformat(now["date"]),
        None if now is None else int(now["begins"]),
    )


def violation_to_data(violation: Violation) -> dict[str, Any]:
    """``{"text", "rule", "template", "values", "team", "date", "place", "event"}``.

    ``text`` is the whole in English; ``date`` is null when it is a matter of the whole plan.
    """
    return {
        "text": str(violation),
        "rule": violation.rule.value,
        "template": violation.message.template,
        "values": dict(violation.message.values),
        "team": violation.team,
        "date": None if violation.date is None else violation.date.isoformat(),
        "place": violation.place,
        "event": violation.event,
    }


def violations_from_data(data: object) -> tuple[Violation, ...]:
    """What `violation_to_data` wrote of each. Raises ImpossibleValue for anything else."""
    try:
        return tuple(
            Violation(
                Rule(entry["rule"]),
                Message(str(entry["template"]), tuple(sorted(dict(entry["values"]).items()))),
                str(entry["team"]),
                None if entry["date"] is None else Date.fromisoformat(entry["date"]),
                str(entry["place"]),
                str(entry["event"]),
            )
            for entry in _list(data)
        )
    except (KeyError, TypeError, ValueError):
        raise ImpossibleValue(msg("this is no list of broken rules")) from None


def all_broken_from_data(data: object) -> tuple[BrokenPromise, ...]:
    """What `broken_to_data` wrote of each. Raises ImpossibleValue for anything else."""
    try:
        return tuple(broken_from_data(entry) for entry in _list(data))
    except (KeyError, TypeError, ValueError):
        raise ImpossibleValue(msg("this is no list of broken promises")) from None


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError
    return data
