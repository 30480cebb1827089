"""Events that name no town of the tour: files that were taken in may have them."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.ui.html import element, show
from caravan.ui.tour_page.bound import changing
from caravan.ui.tour_page.town_edits import without_event
from caravan.ui.tour_page.town_rows import numbered_towns
from caravan.ui.workbench import Workbench


def show_stray_events(bench: Workbench) -> None:
    """Each such event, with a way to remove it."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    towns = {place.id for _number, place in numbered_towns(draft)}
    for event in draft.events:
        if event.town in towns:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            text = _("An event is in “{town}”, which is not a town of the tour.", town=event.town)
            show(element("p", element("bdi", text), class_="cv-field-fault"), speech)
            st.button(
                _("Remove this event"),
                **changing(
                    bench,
                    without_event(event),
                    msg("event removed"),
                    f"remove-stray-{event.index}",
                ),
            )
