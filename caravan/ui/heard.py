"""What the browser's side of a component says happened, each event once; nothing is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

_MOST_EVENTS = 100
"""Nobody does more while a page is drawn once."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How far the events of a browser have been handled.

    Attributes:
        tab: the name that the component gave itself when it was drawn.
        number: of the last event handled; a component counts its events from 1.
    """

    tab: str = ""
    number: int = 0


def unheard(message: Any, heard: Heard) -> tuple[tuple[Mapping[str, Any], ...], Heard]:
    """The events of a message that were not handled yet, unchecked, and how far that is.

    A component repeats its events until it is told that they were heard, so that none is lost when
    messages overtake each other; none comes twice, because they are numbered.
    """
    if not isinstance(message, Mapping):
        return (), heard
    tab, given = message.get("tab"), message.get("events")
    if not isinstance(tab, str) or not 0 < len(tab) <= 64 or not isinstance(given, list):
        return (), heard
    last = heard.number if heard.tab == tab else 0
    events = []
    for one in given[:_MOST_EVENTS]:
        number = one.get("number") if isinstance(one, Mapping) else None
        if is_count(number) and number > last:
            last = number
            events.append(one)
    return tuple(events), Heard(tab, last)


def is_count(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number from 0 on that a browser can count to."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
