"""What a visitor did on the board, read from what a browser says: nothing of it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from caravan.ui.board.scene import Board

_MOST_EVENTS = 100
"""Nobody does more on a board while a page is drawn once."""

EventKind = Literal[
    "put", "take-out", "sleep", "pin", "pin-hour", "unpin", "after", "apart", "undo", "redo"
]


@dataclass(frozen=True, slots=True)
class BoardEvent:
    """One thing that a visitor did.

    Attributes:
        version: of the programme that the board showed.
        event: id of the event that it was done to; empty for a bed, undo and redo.
        day: key of the day that the event was put into, or whose bed was changed.
        position: where in that day, from 0.
        other: id of the other event, or of the place to sleep at.
    """

    kind: EventKind
    version: int
    event: str = ""
    day: str = ""
    position: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """How far the events of a browser have been handled.

    Attributes:
        tab: the name that the board gave itself when it was drawn.
        number: of the last event handled; a board counts its events from 1.
    """

    tab: str = ""
    number: int = 0


def new_events(message: Any, heard: Heard, board: Board) -> tuple[tuple[BoardEvent, ...], Heard]:
    """The events of a message that were not handled yet, and how far that is.

    A board repeats its events until it is told that they were heard, so that none is lost when
    messages overtake each other; none comes twice, because they are numbered. What can't be true
    is left out: unknown events, days and beds, and whatever is done to a day that is locked.
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
        if not _is_count(number) or not last < cast("int", number):
            continue
        last = cast("int", number)
        event = _event(one, board)
        if event is not None:
            events.append(event)
    return tuple(events), Heard(tab, last)


def _event(given: Mapping[str, Any], board: Board) -> BoardEvent | None:
    texts = [given.get(name) for name in ("kind", "event", "day", "other")]
    if not all(isinstance(text, str) and len(text) <= 500 for text in texts):
        return None
    kind, event, day, other = cast("list[str]", texts)
    version, position = given.get("version"), given.get("position")
    if kind not in get_args(EventKind) or not _is_count(version) or not _is_count(position):
        return None
    found = BoardEvent(
        cast("EventKind", kind), cast("int", version), event, day, cast("int", position), other
    )
    return found if _can_be(found, board) else None


def _can_be(event: BoardEvent, board: Board) -> bool:
    """Whether the board offers it."""
    if event.kind in {"undo", "redo"}:
        return True
    day = next((d for d in board.days if d.key == event.day and not d.is_locked), None)
    if event.kind == "sleep":
        return day is not None and any(bed.id == event.other for bed in day.beds)
    where, card = board.cards.get(event.event, (None, None))
    if where is None or card is None:
        return False
    if event.kind in {"put", "take-out"}:
        return not where.is_locked and (event.kind == "take-out" or day is not None)
    if event.kind in {"after", "apart"}:
        return board.wishes and event.other in board.cards
    # Between two drawings a card may have moved: where it is pinned to is looked up again.
    return board.wishes


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
