"""How travel is guessed where no road is known, how rough that is, and what does better."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.errors import msg
from caravan.files.editing.rules import set_estimate
from caravan.tour.road import TravelEstimate
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.workbench import Workbench


def show_travel_estimate(bench: Workbench) -> None:
    """The two numbers of the estimate, and where travel times come from now."""
    speech = bench.language
    _ = speech.text
    estimate = bench.draft.estimate or TravelEstimate()
    show(element("h2", _("Travel times")), speech)
    show(element("p", source_of_times(bench), class_="cv-quiet"), speech)
    factor, speed = bench.key("detour"), bench.key("speed")
    st.session_state[factor] = estimate.detour_factor
    st.session_state[speed] = estimate.speed_kmh

    def change() -> None:
        new = replace(
            estimate,
            detour_factor=float(st.session_state[factor]),
            speed_kmh=float(st.session_state[speed]),
        )
        bench.change(lambda files: set_estimate(files, new), msg("travel estimate"), "estimate")

    left, right = st.columns(2)
    left.number_input(
        _("Detour factor"),
        min_value=1.0,
        max_value=5.0,
        step=0.05,
        key=factor,
        on_change=change,
        help=explained(Term.DETOUR_FACTOR, speech),
    )
    right.number_input(
        _("Average speed, km/h"),
        min_value=5.0,
        max_value=130.0,
        step=5.0,
        key=speed,
        on_change=change,
    )
    show_faults(bench, "estimate", "estimate")


def source_of_times(bench: Workbench) -> str:
    """Where the times of this tour come from, in plain words."""
    _ = bench.language.text
    if bench.visit.desk.settings.engine is not None:
        return _("Times come from the routing engine of this server.")
    if bench.draft.roads:
        return _(
            "Times come from the roads of this tour; between places without a road they are "
            "estimates, marked ≈. A routing engine would know them all: see docs/routing.md."
        )
    return _(
        "All times of this tour are estimates: the straight distance times the factor, at this "
        "speed. Expect errors of some 7 %, up to 20 % and more around water and mountains. Roads "
        "that you know can be written under Roads and ferries; a routing engine would know them "
        "all: see docs/routing.md."
    )
