"""Widgets that show a value of the draft and save it when it is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from caravan.errors import Message
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.workbench import Operation, Workbench


def bound(
    bench: Workbench,
    field: str,
    value: object,
    operation: Callable[[Any], Operation],
    what: Message,
) -> dict[str, Any]:
    """`key` and `on_change` of a widget that shows a value and saves another one.

    Why a value is refused is told by `show_faults(bench, field)`; it stays in the widget.

    Args:
        field: names the widget on the page.
        value: what the draft says now.
        operation: makes the edit for the widget's new value.
        what: what is changed, for the tooltip of Undo and the history.
    """
    key = bench.key(field)
    show_values(bench, field, {key: value})

    def change() -> None:
        bench.change(operation(st.session_state[key]), what, field)

    return {"key": key, "on_change": change}


def changing(bench: Workbench, operation: Operation, what: Message, field: str) -> dict[str, Any]:
    """`key` and `on_click` of a button that makes an edit."""

    def change() -> None:
        bench.change(operation, what, field)

    return {"key": bench.key(field), "on_click": change}
