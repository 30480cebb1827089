"""The button that takes down what was filled in."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.language.language import Language
from caravan.ui.replanning.telling import Telling


def add_button(
    telling: Telling, add: Callable[[], None], speech: Language, *, disabled: bool = False
) -> None:
    """Show it; `add` tells what has happened."""
    label = speech.text("Add to the list")
    st.button(label, key=telling.key("add"), on_click=add, disabled=disabled)
