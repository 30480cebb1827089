"""What visitors do arrives whole: to its end, one after the other, and nothing that they didn't do.

Streamlit ends a run as soon as something else is pressed, wherever it is: also in the middle of what
the first click does. What it has saved stays saved, but the page is never told, and shows the
address of a new link to nobody. And the next run begins beside the one that is being ended. So the
callbacks of a visitor are done to their end, those of one run after those of another; a double
click is one (`clicks.py`), and a page that hasn't heard yet what it is to show isn't believed
(`told.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, Any

from caravan.ui.clicks import Clicks, is_pressed
from caravan.ui.told import Told

if TYPE_CHECKING:
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
    from streamlit.runtime.state import SafeSessionState, SessionState
    from streamlit.runtime.state.common import RegisterWidgetResult, WidgetMetadata

_KEY = "visitor-input"
_SHOWN = frozenset(
    {
        *("bool_value", "int_value", "double_value", "string_value"),
        *("int_array_value", "double_array_value", "string_array_value"),
    }
)
"""The kinds of values that a server tells a page to show."""


@dataclass(slots=True)
class VisitorInput:
    """What is known of what a visitor did.

    Attributes:
        lock: of whoever does what the visitor asked for.
        in_forms: the ids of the widgets that are fields of a form.
    """

    lock: RLock = field(default_factory=RLock)
    clicks: Clicks = field(default_factory=Clicks)
    told: Told = field(default_factory=Told)
    in_forms: set[str] = field(default_factory=set)


def settle_visitor_input() -> None:
    """Let Streamlit do it so, for all visitors of this process. Once more changes nothing."""
    from streamlit.runtime.state import SafeSessionState
    from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

    disconnect = WebsocketSessionManager.disconnect_session
    will_rerun, finished, register = (
        SafeSessionState.on_script_will_rerun,
        SafeSessionState.on_script_finished,
        SafeSessionState.register_widget,
    )
    if hasattr(will_rerun, "__wrapped__"):
        return

    @wraps(will_rerun)
    def on_script_will_rerun(
        self: SafeSessionState, fresh: WidgetStates | None, *more: Any, **named: Any
    ) -> None:
        now, visitor = time.monotonic(), _input_of(self)
        with visitor.lock, _uninterrupted(self):
            if fresh is not None:
                # Before the second press of a double click is dropped: something was pressed.
                is_else = is_pressed(fresh) or _is_fragment_run()
                visitor.clicks.drop_repeated(fresh, now)
                visitor.told.drop_late(
                    fresh, _differs_from(self), visitor.in_forms.__contains__, is_else=is_else
                )
            will_rerun(self, fresh, *more, **named)

    @wraps(finished)
    def on_script_finished(self: SafeSessionState, *more: Any, **named: Any) -> None:
        finished(self, *more, **named)
        _input_of(self).clicks.page_is_drawn()

    @wraps(register)
    def register_widget(
        self: SafeSessionState, metadata: WidgetMetadata[Any], user_key: str | None
    ) -> RegisterWidgetResult[Any]:
        found = register(self, metadata, user_key)
        visitor = _input_of(self)
        told = visitor.told
        if _is_in_form():
            visitor.in_forms.add(metadata.id)
        if user_key is None or found.value_changed or told.has_heard(metadata.id):
            return found
        # One that isn't there yet comes with its default, which needs no telling: it would take
        # from it what is being typed.
        is_default = found.value is None or found.value == metadata.deserializer(None)
        needless = is_default and metadata.id not in told.late
        return found if needless else replace(found, value_changed=True)

    @wraps(disconnect)
    def disconnect_session(self: WebsocketSessionManager, session_id: str) -> None:
        lost = self._active_session_info_by_id.get(session_id)
        if lost is not None:
            _input_in(lost.session.session_state).told.is_cut_off = True
        disconnect(self, session_id)

    # No public way leads there: `runner.fastReruns = false` would still end callbacks halfway.
    methods = (on_script_will_rerun, on_script_finished, register_widget)
    for method in methods:
        setattr(SafeSessionState, method.__name__, method)
    setattr(WebsocketSessionManager, disconnect.__name__, disconnect_session)


def believe_all(state: SafeSessionState) -> None:
    """Take what the page says next as what the visitor did, whatever it said before."""
    _input_of(state).told.forget()


def _differs_from(state: SafeSessionState) -> Callable[[WidgetState], bool]:
    """Whether what the page says of a widget isn't what that was told to show."""
    from streamlit.runtime.state.common import unpack_widget_state_value

    kept: SessionState = state._state  # noqa: SLF001 the reason is at `_input_of`

    def differs(said: WidgetState) -> bool:
        metadata = kept._new_widget_state.widget_metadata.get(said.id)  # noqa: SLF001 as above
        if metadata is None or metadata.value_type not in _SHOWN or said.id not in kept:
            return False
        shown = metadata.deserializer(unpack_widget_state_value(said))
        return bool(shown != kept[said.id])

    return differs


def _is_in_form() -> bool:
    """Whether what is drawn now is within a `with st.form(…)`."""
    from streamlit.delta_generator_singletons import context_dg_stack
    from streamlit.elements.lib.form_utils import is_in_form

    return any(is_in_form(block) for block in context_dg_stack.get())


def _is_fragment_run() -> bool:
    """Whether only a part of the page is drawn, as pages ask for by themselves."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and bool(context.fragment_ids_this_run)


def _input_of(state: SafeSessionState) -> VisitorInput:
    # Not through `state` itself, which ends the run that asks when another one waits.
    return _input_in(state._state)  # noqa: SLF001 the reason is above


def _input_in(kept: SessionState) -> VisitorInput:
    if _KEY not in kept:
        kept[_KEY] = VisitorInput()
    found = kept[_KEY]
    return found if isinstance(found, VisitorInput) else VisitorInput()


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
