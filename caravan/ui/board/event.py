"""What a visitor did on the board, read from what a browser says: nothing of it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from caravan.ui.board.scene import Board
from caravan.ui.heard import Heard, is_count, unheard

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


def new_events(message: Any, heard: Heard, board: Board) -> tuple[tuple[BoardEvent, ...], Heard]:
    """The events of a message that were not handled yet, and how far that is.

    What can't be true is left out: unknown events, days and beds, and whatever is done to a day
    that is locked.
    """
    given, heard = unheard(message, heard)
    events = (_event(one, board) for one in given)
    return tuple(event for event in events if event is not None), heard


def _event(given: Mapping[str, Any], board: Board) -> BoardEvent | None:
    texts = [given.get(name) for name in ("kind", "event", "day", "other")]
    if not all(isinstance(text, str) and len(text) <= 500 for text in texts):
        return None
    kind, event, day, other = cast("list[str]", texts)
    version, position = given.get("version"), given.get("position")
    if kind not in get_args(EventKind) or not is_count(version) or not is_count(position):
        return None
    found = BoardEvent(cast("EventKind", kind), version, event, day, position, other)
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
