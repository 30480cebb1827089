"""What a click on the page Publish did, told once on the next run."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.errors import CaravanError, Message
from caravan.ui.notice import Tone, show_notice
from caravan.ui.visit import Visit

_TOLD = "publishing-told"


def tell(message: Message, *, is_fault: bool = False) -> None:
    """Say it above the page once. Meant for callbacks."""
    st.session_state[_TOLD] = (message, is_fault)


def trying(act: Callable[[], Message | None]) -> bool:
    """Do something and tell what became of it; whether it was done. Meant for callbacks."""
    try:
        message = act()
    except CaravanError as error:
        tell(error.message, is_fault=True)
        return False
    if message is not None:
        tell(message)
    return True


def show_told(visit: Visit) -> None:
    """What the last click did, if it says anything. `forget_told` has to follow."""
    found = st.session_state.get(_TOLD)
    if isinstance(found, tuple):
        message, is_fault = found
        speech = visit.language
        show_notice(Tone.FAULT if is_fault else Tone.GOOD, speech.message(message), speech)


def forget_told() -> None:
    """It was told. Call it when the page is drawn to its end: another press may have ended it before."""
    st.session_state.pop(_TOLD, None)
