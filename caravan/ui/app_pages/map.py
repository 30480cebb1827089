"""The Map page: the whole tour or one day, as high as the window."""

from __future__ import annotations

import streamlit as st

from caravan.ui.heading import show_heading
from caravan.ui.map_pane import choose_day, show_map_pane
from caravan.ui.missing_plan import plan_or_notice
from caravan.ui.visit import Visit

_HEIGHT = 760


def show_map(visit: Visit) -> None:
    """Draw the page."""
    shelved = plan_or_notice(visit)
    if shelved is None:
        return
    show_heading(visit, shelved.plan.tour, shelved.plan)
    with st.container(key="cv-map-page"):
        date = choose_day(shelved.plan, visit.language)
        tiles = visit.desk.settings.tiles
        show_map_pane(shelved, visit.language, date, tiles=tiles, height=_HEIGHT)
