"""What a visitor did in a page whose server was started anew: handed in again, not dropped.

A browser tab outlives the server's memory of it: after a restart, or when a laptop slept for a
day, the tab reconnects and sends what its widgets say, the visitor's last act among it. Streamlit
knows nothing of these widgets yet, calls no callback, and draws what the tour says over what was
typed. So the page is drawn once, and then run again with what the browser sent: now the callbacks
of the widgets that differ are called.

It must be certain what the tab showed: the address carries the version of the tour. When another
version is there by now, the differences are not the visitor's, and nothing is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException

from caravan.ui.visitor_input import believe_all

_VERSION = "v"
_HANDED_IN = "late-input-handed-in"


@dataclass(frozen=True, slots=True)
class LateInput:
    """What the browser says of the widgets of a tour, before the session knows them.

    Attributes:
        states: of the widgets, as they came.
        version: of the tour, which the tab shows; empty when it doesn't say so.
    """

    states: tuple[WidgetState, ...]
    version: str

    def hand_in(self) -> None:
        """Run the page again with it; nothing after this is run. Call it when all is drawn."""
        context = get_script_run_ctx()
        if context is None:
            return
        st.session_state[_HANDED_IN] = True
        believe_all(context.session_state)
        states = WidgetStates()
        states.widgets.extend(self.states)
        raise RerunException(
            RerunData(
                query_string=context.query_string,
                page_script_hash=context.page_script_hash,
                widget_states=states,
                context_info=context.context_info,
            )
        )


def late_input(tour: str) -> LateInput | None:
    """What came for a tour before the session had drawn it whole; None when nothing did.

    Whoever types fast interrupts the first run: the next one is as late.
    """
    context = get_script_run_ctx()
    if context is None or _drawn_key(tour) in st.session_state:
        return None
    # No public way leads to what a browser says of widgets that were not drawn yet.
    known = getattr(getattr(context.session_state, "_state", None), "_new_widget_state", None)
    found = [getattr(state, "value", None) for state in getattr(known, "states", {}).values()]
    ours = tuple(s for s in found if isinstance(s, WidgetState) and f"-{tour}-" in s.id)
    return LateInput(ours, st.query_params.get(_VERSION, "")) if ours else None


def was_handed_in() -> bool:
    """Whether this run takes late input: then the browser has to be told every value again.

    The run before has shown it what the tour said without the input.
    """
    return _HANDED_IN in st.session_state


def end_of_run(tour: str, version: int) -> None:
    """Keep in the address which version the tab shows. Call it when all is drawn."""
    st.session_state.pop(_HANDED_IN, None)
    st.session_state[_drawn_key(tour)] = True
    if st.query_params.get(_VERSION) != str(version):
        st.query_params[_VERSION] = str(version)


def _drawn_key(tour: str) -> str:
    return f"drawn-{tour}"
