"""Sketches as the text that the store keeps: where they began, and their moves."""

from __future__ import annotations

import json
from datetime import date as Date
from functools import lru_cache
from typing import Any

from caravan.errors import ImpossibleValue
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam
from caravan.plan.sketch import Move, PutEvent, Sketch, SleepAt, TakeOut, TakeOver


def moves_to_json(sketch: Sketch) -> str:
    """Base and moves; the position has a column of its own."""
    document = {
        "base": _outline_to_data(sketch.base),
        "moves": [_move_to_data(move) for move in sketch.moves],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=64)
def sketch_from_json(text: str, position: int) -> Sketch | None:
    """The sketch of a text; None when it was spoilt. Kept: a page asks several times."""
    try:
        document = json.loads(text)
        base = _outline_of(document["base"])
        moves = tuple(_move_of(move) for move in document["moves"])
        if not 0 <= position <= len(moves):
            return None
        sketch = Sketch(base, moves, position)
        _ = sketch.outline, Sketch(base, moves, len(moves)).outline  # every move can be made
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ImpossibleValue):
        return None
    return sketch


def _outline_to_data(outline: Outline) -> list[dict[str, Any]]:
    return [
        {
            "id": team.id,
            "start": team.start,
            "days": [[day.date.isoformat(), list(day.events), day.overnight] for day in team.days],
        }
        for team in outline.teams
    ]


def _outline_of(data: list[dict[str, Any]]) -> Outline:
    return Outline(
        tuple(
            OutlineTeam(
                _text(team["id"]),
                _text(team["start"]),
                tuple(
                    OutlineDay(Date.fromisoformat(date), tuple(map(_text, events)), _text(bed))
                    for date, events, bed in team["days"]
                ),
            )
            for team in data
        )
    )


def _move_to_data(move: Move) -> dict[str, Any]:
    match move:
        case PutEvent(event, team, date, position):
            where = {"team": team, "date": date.isoformat(), "position": position}
            return {"kind": "put", "event": event, **where}
        case TakeOut(event):
            return {"kind": "take-out", "event": event}
        case SleepAt(team, date, place):
            return {"kind": "sleep", "team": team, "date": date.isoformat(), "place": place}
        case TakeOver(outline):
            return {"kind": "take-over", "outline": _outline_to_data(outline)}


def _move_of(data: dict[str, Any]) -> Move:
    match data["kind"]:
        case "put":
            date = Date.fromisoformat(data["date"])
            return PutEvent(_text(data["event"]), _text(data["team"]), date, int(data["position"]))
        case "take-out":
            return TakeOut(_text(data["event"]))
        case "sleep":
            date = Date.fromisoformat(data["date"])
            return SleepAt(_text(data["team"]), date, _text(data["place"]))
        case "take-over":
            return TakeOver(_outline_of(data["outline"]))
        case other:
            raise ValueError(other)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
