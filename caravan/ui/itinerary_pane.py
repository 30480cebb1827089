"""The days of a plan as cards: the essence at a glance, the whole timeline on demand."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language, language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan
from caravan.ui.html import show, show_style, trusted


def show_itinerary(shelved: ShelvedPlan, speech: Language) -> None:
    """Show all days."""
    from caravan.views.itinerary_html import ITINERARY_CSS

    show_style(ITINERARY_CSS)
    show(trusted(_cards(shelved.mark, speech.code, shelved.plan)), speech)


@st.cache_data(show_spinner=False, max_entries=32)
def _cards(mark: str, code: str, _plan: Plan) -> str:  # noqa: ARG001 a key of the cache
    from caravan.views.itinerary import itinerary
    from caravan.views.itinerary_html import itinerary_html

    speech = language(code)
    return itinerary_html(itinerary(_plan, speech), speech)
