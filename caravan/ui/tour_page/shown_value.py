"""Widgets that show what the tour says, without taking from anybody what he is typing."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from caravan.ui.late_input import was_handed_in
from caravan.ui.workbench import Workbench


def show_values(bench: Workbench, field: str, values: Mapping[str, object]) -> None:
    """Have the widgets of a field show these values, by the widgets' keys.

    What was just refused stays in its widgets beside the reason, to be corrected. Call it before
    the widgets are drawn.
    """
    if bench.refusal(field) is not None and all(key in st.session_state for key in values):
        return
    for key, value in values.items():
        # Setting a value, even the same one, makes the browser forget what is being typed.
        if key not in st.session_state or st.session_state[key] != value or was_handed_in():
            st.session_state[key] = value
