"""The section *Dates and rules*: name, days, start and end, the rules of a day, rough travel times."""

from __future__ import annotations

import streamlit as st

from caravan.ui.tour_page.day_rules import show_day_rules
from caravan.ui.tour_page.frame_of_tour import show_ends, show_names, show_window, show_zone
from caravan.ui.tour_page.suggestions import show_suggestions
from caravan.ui.tour_page.travel_estimate import show_travel_estimate
from caravan.ui.workbench import Workbench


def show_rules(bench: Workbench) -> None:
    """Draw the section."""
    left, right = st.columns(2, gap="large")
    with left:
        show_names(bench)
        show_window(bench)
        show_ends(bench)
        show_zone(bench)
    with right:
        show_day_rules(bench)
        show_travel_estimate(bench)
    show_suggestions(bench)
