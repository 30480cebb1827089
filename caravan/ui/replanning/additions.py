"""The ways to tell what has happened: for each kind of thing the few fields that it needs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.language.language import Language
from caravan.ui.replanning.ahead import Ahead
from caravan.ui.replanning.end_additions import show_end, show_last_day, show_other
from caravan.ui.replanning.telling import Telling
from caravan.ui.replanning.town_additions import show_cancelling, show_refusal
from caravan.ui.replanning.way_additions import show_road, show_sailing


def show_additions(telling: Telling, ahead: Ahead) -> None:
    """Let the visitor choose a kind, and fill it in."""
    speech = telling.visit.language
    kinds = _kinds(ahead, speech)
    key = telling.key("kind")
    if st.session_state.get(key) not in kinds:
        st.session_state[key] = next(iter(kinds))
    with st.container(key="cv-tell-more"):
        kind = st.selectbox(
            speech.text("Tell what has happened"),
            list(kinds),
            format_func=lambda kind: kinds.get(kind, kind),
            key=key,
        )
        _FIELDS[kind](telling, ahead, speech)


def _kinds(ahead: Ahead, speech: Language) -> dict[str, str]:
    """The kinds that can happen in this tour."""
    _ = speech.text
    kinds = {}
    if ahead.events:
        kinds["refuse"] = _("A town refuses a date")
        kinds["cancel"] = _("A town is cancelled")
    if ahead.ferries:
        kinds["sailing"] = _("A ship doesn't sail")
    if ahead.roads:
        kinds["road"] = _("A road is closed")
    kinds["end"] = _("The tour ends in another town")
    if ahead.last_days:
        kinds["last-day"] = _("The tour ends on another day")
    kinds["other"] = _("A town is added, or anything else")
    return kinds


_FIELDS: dict[str, Callable[[Telling, Ahead, Language], None]] = {
    "refuse": show_refusal,
    "cancel": show_cancelling,
    "sailing": show_sailing,
    "road": show_road,
    "end": show_end,
    "last-day": show_last_day,
    "other": show_other,
}
