"""Shows the board in a page, and hands over what a visitor did on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from caravan.language.language import Language
from caravan.ui.board.event import BoardEvent, new_events
from caravan.ui.board.scene import Board, BoardCard, BoardDay
from caravan.ui.board.script import board_script, board_style, wake_script
from caravan.ui.board.words import words
from caravan.ui.heard import Heard


def board(
    shown: Board, speech: Language, *, key: str, on_event: Callable[[BoardEvent], None]
) -> None:
    """Show a board whose cards are moved.

    It stays what it is when the page is drawn anew with another programme: focus and scrolling
    are kept, and what somebody is about to move stays in hand.

    Args:
        shown: what stands on it.
        speech: language of the board.
        key: of the board, unique in the page.
        on_event: called once for each thing that the visitor did, before the page is drawn, as
            Streamlit calls `on_change` of its widgets. A card stays where it was put only if the
            page then draws it there.
    """

    def listen() -> None:
        message = st.session_state[_key(key)].get("event")
        heard = st.session_state.get(_heard(key), Heard())
        events, heard = new_events(message, heard, shown)
        st.session_state[_heard(key)] = heard
        for event in events:
            on_event(event)

    _component()(key=_key(key), data=_data(shown, speech, key), on_event_change=listen)


def keep_awake(key: str) -> None:
    """Put this on a page whose board is in a fragment, outside of that.

    A server that was started anew knows no fragments: without this, a tab that was open would do
    nothing any more when a card is moved or a button pressed.
    """
    _wake()(key=f"{key}-wake", on_event_change=lambda: None)


def _data(shown: Board, speech: Language, key: str) -> dict[str, Any]:
    heard = st.session_state.get(_heard(key), Heard())
    return {
        "language": speech.code,
        "direction": speech.direction,
        "words": {**words(speech), "no_wishes": shown.no_wishes},
        "seen": {"tab": heard.tab, "number": heard.number},
        "version": shown.version,
        "teams": [{"id": team.id, "title": team.title} for team in shown.teams],
        "days": [_day(day) for day in shown.days],
        "out": _day(shown.out),
        "events": [{"id": event.id, "label": event.label} for event in shown.events],
        "wishes": shown.wishes,
        "verdict": shown.verdict,
    }


def _day(day: BoardDay) -> dict[str, Any]:
    return {
        "key": day.key,
        "team": day.team,
        "title": day.title,
        "label": day.label,
        "number": day.number,
        "facts": day.facts,
        "faults": list(day.faults),
        "colour": day.colour,
        "pattern": day.pattern,
        "bed": day.bed,
        "bed_name": day.bed_name,
        "beds": [{"id": bed.id, "label": bed.label} for bed in day.beds],
        "way": day.way,
        "is_last": day.is_last,
        "locked": day.is_locked,
        "empty": day.empty,
        "cards": [_card(card, day) for card in day.cards],
    }


def _card(card: BoardCard, day: BoardDay) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "time": card.time,
        "way": card.way,
        "faults": list(card.faults),
        "pin": card.pin,
        "pins": [{"kind": way.kind, "label": way.label} for way in card.pins],
        "locked": day.is_locked,
    }


def _key(key: str) -> str:
    return f"{key}-board"


def _heard(key: str) -> str:
    return f"{key}-board-heard"


@cache
def _wake() -> Any:
    return st.components.v2.component("caravan_board_wake", js=wake_script())


@cache
def _component() -> Any:
    return st.components.v2.component(
        "caravan_board",
        html='<div class="bo-root"></div>',
        css=board_style(),
        js=board_script(),
    )
