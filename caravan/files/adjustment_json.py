"""Changes of the question as JSON: ``{"change": "leave-out", "event": "gafsa"}``."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from dataclasses import fields
from datetime import date as Date
from typing import Any

from caravan.errors import ImpossibleValue, msg
from caravan.tour.adjustment import Adjustment
from caravan.tour.opening import Hours


def _name(kind: type) -> str:
    """``LeaveOut`` is ``leave-out``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


_KINDS: dict[str, type] = {_name(kind): kind for kind in typing.get_args(Adjustment)}


def adjustment_to_data(adjustment: Adjustment) -> dict[str, Any]:
    """The change with its name; dates are ISO 8601, hours a pair of minutes after midnight."""
    data: dict[str, Any] = {"change": _name(type(adjustment))}
    for field in fields(adjustment):
        value = getattr(adjustment, field.name)
        if isinstance(value, Date):
            value = value.isoformat()
        elif isinstance(value, Hours):
            value = [value.begins, value.ends]
        elif isinstance(value, tuple):
            value = list(value)
        data[field.name] = value
    return data


def adjustment_from_data(data: object) -> Adjustment:
    """The change that `adjustment_to_data` wrote. Raises ImpossibleValue for anything else."""
    kind = _KINDS.get(str(data.get("change"))) if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or kind is None:
        raise _unknown()
    hints = typing.get_type_hints(kind)
    values = {key: _value(hints.get(key), data[key]) for key in data if key != "change"}
    try:
        adjustment: Adjustment = kind(**values)
    except TypeError:
        raise _unknown() from None
    return adjustment


def _value(hint: object, value: object) -> object:
    try:
        if hint is Date:
            return Date.fromisoformat(value)  # type: ignore[arg-type]  # else TypeError
        if hint is Hours:
            return Hours(*value)  # type: ignore[misc]  # the same
    except (TypeError, ValueError):
        raise _unknown() from None
    if typing.get_origin(hint) is tuple:
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
    elif type(value) in (typing.get_args(hint) or (hint,)):
        return value
    raise _unknown()


def _unknown() -> ImpossibleValue:
    return ImpossibleValue(msg("this is no change of a tour that this version knows"))
