"""How travel is guessed where no road is known, how rough that is, and what does better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.rules import set_estimate
from caravan.tour.road import TravelEstimate
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.tour_page.source_of_times import show_source_of_times
from caravan.ui.workbench import Operation, Workbench


def show_travel_estimate(bench: Workbench) -> None:
    """Where travel times come from now, and the two numbers of the estimate."""
    speech = bench.language
    _ = speech.text
    estimate = bench.draft.estimate or TravelEstimate()
    show(element("h2", _("Travel times")), speech)
    show_source_of_times(bench)
    factor, speed = bench.key("detour"), bench.key("speed")
    show_values(bench, "detour", {factor: estimate.detour_factor})
    show_values(bench, "speed", {speed: estimate.speed_kmh})

    def change_factor() -> None:
        value = float(st.session_state[factor])
        change = _changed(lambda now: replace(now, detour_factor=value))
        bench.change(change, msg("detour factor"), "detour")

    def change_speed() -> None:
        value = float(st.session_state[speed])
        change = _changed(lambda now: replace(now, speed_kmh=value))
        bench.change(change, msg("average speed"), "speed")

    left, right = st.columns(2)
    with left:
        st.number_input(
            _("Detour factor"),
            min_value=1.0,
            max_value=5.0,
            step=0.05,
            key=factor,
            on_change=change_factor,
            help=explained(Term.DETOUR_FACTOR, speech),
        )
        show_faults(bench, "detour")
    with right:
        st.number_input(
            _("Average speed, km/h"),
            min_value=5.0,
            max_value=130.0,
            step=5.0,
            format="%.0f" if estimate.speed_kmh.is_integer() else None,
            key=speed,
            on_change=change_speed,
            help=_("Of a bus or van from town to town, with all that slows it down. Usually 65."),
        )
        show_faults(bench, "speed")
    show_faults(bench, "estimate", "estimate")


def _changed(change: Callable[[TravelEstimate], TravelEstimate]) -> Operation:
    """The change of the estimate that the files have then."""
    return lambda files: set_estimate(files, change(draft_of(files).estimate or TravelEstimate()))
