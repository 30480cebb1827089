"""Clicks: each is done to its end, one after the other, and a double click is one.

Streamlit ends a run as soon as something else is pressed, wherever it is: also in the middle of what
the first click does. What it has saved stays saved, but the page is never told, and shows the
address of a new link to nobody. And the next run begins beside the one that is being ended. So the
callbacks of a visitor are done to their end, those of one run after those of another; and a button
that is pressed again at once, or before the page is drawn anew, with nothing else changed, is pressed
once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streamlit.proto.WidgetStates_pb2 import WidgetStates
    from streamlit.runtime.state import SafeSessionState

_KEY = "clicks"
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
        lock: of whoever does what was pressed.
        done: of each button when it was pressed last, and what else the page said then.
        drawn: the buttons that were pressed before the page was last drawn.
    """

    lock: RLock = field(default_factory=RLock)
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


def settle_clicks() -> None:
    """Let Streamlit do it so, for all visitors of this process. Once more changes nothing."""
    from streamlit.runtime.state import SafeSessionState

    will_rerun, finished = (
        SafeSessionState.on_script_will_rerun,
        SafeSessionState.on_script_finished,
    )
    if hasattr(will_rerun, "__wrapped__"):
        return

    @wraps(will_rerun)
    def on_script_will_rerun(
        self: SafeSessionState, fresh: WidgetStates | None, *more: Any, **named: Any
    ) -> None:
        now, clicks = time.monotonic(), _clicks_of(self)
        with clicks.lock, _uninterrupted(self):
            if fresh is not None:
                clicks.drop_repeated(fresh, now)
            will_rerun(self, fresh, *more, **named)

    @wraps(finished)
    def on_script_finished(self: SafeSessionState, *more: Any, **named: Any) -> None:
        finished(self, *more, **named)
        _clicks_of(self).page_is_drawn()

    # No public way leads there: `runner.fastReruns = false` would still end callbacks halfway.
    vars_ = {"on_script_will_rerun": on_script_will_rerun, "on_script_finished": on_script_finished}
    for name, method in vars_.items():
        setattr(SafeSessionState, name, method)


def _clicks_of(state: SafeSessionState) -> Clicks:
    # Not through `state` itself, which ends the run that asks when another one waits.
    kept = state._state  # noqa: SLF001 the reason is above
    if _KEY not in kept:
        kept[_KEY] = Clicks()
    found = kept[_KEY]
    return found if isinstance(found, Clicks) else Clicks()


@contextmanager
def _uninterrupted(state: SafeSessionState) -> Iterator[None]:
    """Meanwhile a run is not ended, as if none of its script were being done."""
    runner = getattr(state._yield_callback, "__self__", None)  # noqa: SLF001 as above
    was_doing = getattr(runner, "_execing", None)
    if runner is None or not was_doing:
        yield
        return
    runner._execing = False  # noqa: SLF001 as above
    try:
        yield
    finally:
        runner._execing = was_doing  # noqa: SLF001 as above
