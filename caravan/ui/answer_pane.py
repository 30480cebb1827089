"""A plan in full: the verdict on it, its days, and the map beside them."""

from __future__ import annotations

import streamlit as st

from caravan.store.shelf import ShelvedPlan
from caravan.ui.itinerary_pane import show_itinerary
from caravan.ui.map_pane import choose_day, show_map_pane
from caravan.ui.publishing.event_answers import event_answers
from caravan.ui.verdict_line import show_verdict
from caravan.ui.visit import Visit

_MAP_HEIGHT = 640


def show_answer(visit: Visit, shelved: ShelvedPlan) -> None:
    """Show a plan. Once a page: its parts are laid out by their names."""
    speech = visit.language
    with st.container(key="cv-verdict"):
        show_verdict(shelved, speech)
    days, picture = st.columns(2, gap="medium")
    with days, st.container(key="cv-days"):
        show_itinerary(shelved, speech, answers=event_answers(visit, shelved.plan))
    with picture, st.container(key="cv-map"):
        _map_beside(visit, shelved)


@st.fragment
def _map_beside(visit: Visit, shelved: ShelvedPlan) -> None:
    # A fragment: choosing a day redraws the map only, and the list keeps its place.
    date = choose_day(shelved.plan, visit.language)
    tiles = visit.desk.settings.tiles
    show_map_pane(shelved, visit.language, date, tiles=tiles, height=_MAP_HEIGHT)
