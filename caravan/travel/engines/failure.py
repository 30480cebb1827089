"""What goes wrong with a routing engine, and how its answers are taken apart without trust."""

from __future__ import annotations

import math

from caravan.errors import CaravanError, Message, msg


class EngineFailure(CaravanError):
    """A routing engine didn't give what it was asked for; the message says why."""


class EngineRefusal(EngineFailure):
    """An engine answered with an error; `code` is its own name or number for it, or None."""

    def __init__(self, message: Message, code: object = None) -> None:
        super().__init__(message)
        self.code = code


class PlacesRefused(EngineFailure):
    """An engine doesn't answer for these places together; for fewer of them it may.

    One of them lies on no road that it knows, or two are further apart than it allows
    (`too_far_apart`).
    """

    def __init__(self, message: Message, *, too_far_apart: bool = False) -> None:
        super().__init__(message)
        self.too_far_apart = too_far_apart


def misshapen() -> EngineFailure:
    """The failure of an answer that isn't in the documented form."""
    return EngineFailure(msg("The routing engine's answer is not in the expected form."))


def as_object(value: object) -> dict[str, object]:
    """The JSON object. Raises EngineFailure for anything else."""
    if not isinstance(value, dict):
        raise misshapen()
    return value


def as_list(value: object, length: int | None = None) -> list[object]:
    """The JSON array, of this length. Raises EngineFailure for anything else."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise misshapen()
    return value


def as_text(value: object) -> str:
    """The JSON string. Raises EngineFailure for anything else."""
    if not isinstance(value, str):
        raise misshapen()
    return value


def as_number(value: object) -> float:
    """The finite JSON number. Raises EngineFailure for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise misshapen()
    try:
        number = float(value)
    except OverflowError as error:
        raise misshapen() from error
    if not math.isfinite(number):
        raise misshapen()
    return number


def as_amount(value: object) -> float:
    """The finite JSON number, zero or more. Raises EngineFailure for anything else."""
    number = as_number(value)
    if number < 0:
        raise misshapen()
    return number
