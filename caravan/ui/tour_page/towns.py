"""The section *Towns*: where they are, what they host, and the map beside them."""

from __future__ import annotations

import streamlit as st

from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.add_towns import show_add_towns
from caravan.ui.tour_page.locate import show_question
from caravan.ui.tour_page.place_question import place_question
from caravan.ui.tour_page.stray_events import show_stray_events
from caravan.ui.tour_page.town_details import show_details
from caravan.ui.tour_page.town_rows import numbered_towns
from caravan.ui.tour_page.towns_map import show_towns_map
from caravan.ui.tour_page.towns_table import show_table
from caravan.ui.workbench import Workbench


def show_towns(bench: Workbench) -> None:
    """Draw the section."""
    speech = bench.language
    _ = speech.text
    question = place_question(bench)
    with st.container(key="cv-towns"):
        lists, beside = st.columns([7, 5], gap="large")
        with lists:
            if question is not None:
                with st.container(key="cv-where"):
                    show_question(bench, question)
            # Always there, so that the table stays the same element when details come and go.
            with st.container(key="cv-town-slot"):
                show_details(bench)
            with st.container(key="cv-towns-list"):
                if numbered_towns(bench.draft):
                    show(element("h2", _("All towns")), speech)
                    show_table(bench)
                else:
                    show_notice(
                        Tone.QUIET,
                        _("There are no towns yet."),
                        speech,
                        _("Paste their names below, or add them on the map."),
                    )
                show_stray_events(bench)
                show_add_towns(bench)
        with beside, st.container(key="cv-edit-map"):
            show_towns_map(bench, question)
