"""A double click is one click: a button that is pressed again at once, or before the page is drawn anew.

Whoever changed something else between two presses means both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.proto.WidgetStates_pb2 import WidgetStates

_REPEATABLE = ("undo", "redo")
"""Ends of the keys of buttons that are pressed twice by whoever means twice."""
_DOUBLE_CLICK_SECONDS = 0.5
"""As most desktops take it."""
_LONGEST_SECONDS = 30.0
"""After which a press is a new one, though the page was not drawn: its drawing must have failed."""


@dataclass(slots=True)
class Clicks:
    """What a visitor has pressed.

    Attributes:
        done: of each button when it was pressed last, and what else the page said then.
        drawn: the buttons that were pressed before the page was last drawn.
    """

    done: dict[str, tuple[float, bytes]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)

    def drop_repeated(self, states: WidgetStates, now: float) -> None:
        """Let go of the buttons that were pressed already, and note the others.

        Args:
            now: seconds of a clock that never goes back, when the press arrived.
        """
        pressed = [state for state in states.widgets if state.trigger_value]
        said = b"".join(
            state.SerializeToString(deterministic=True)
            for state in sorted(states.widgets, key=lambda state: state.id)
            if not state.trigger_value
        )
        for state in pressed:
            if state.id.endswith(_REPEATABLE):
                continue
            when, before = self.done.get(state.id, (float("-inf"), b""))
            long = _DOUBLE_CLICK_SECONDS if state.id in self.drawn else _LONGEST_SECONDS
            if before == said and now - when < long:
                state.trigger_value = False
            else:
                self.done[state.id] = (now, said)
                self.drawn.discard(state.id)

    def page_is_drawn(self) -> None:
        """Note that the visitor sees what became of all that was pressed."""
        self.drawn = set(self.done)


def is_pressed(states: WidgetStates) -> bool:
    """Whether anything was pressed, or told at once by a component."""
    kinds = ((state, state.WhichOneof("value") or "") for state in states.widgets)
    return any(
        state.trigger_value if kind == "trigger_value" else kind.endswith("trigger_value")
        for state, kind in kinds
    )
