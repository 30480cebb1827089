"""The section *Roads and ferries*: what an organizer knows better than the estimate."""

from __future__ import annotations

import streamlit as st

from caravan.ui.edit_map import MapEvent, MapPoint, edit_map
from caravan.ui.html import element, show
from caravan.ui.tour_page.ferries import show_ferries
from caravan.ui.tour_page.road_links import show_road_links
from caravan.ui.tour_page.source_of_times import show_source_of_times
from caravan.ui.tour_page.ways_places import set_point, show_new_place
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def show_roads(bench: Workbench) -> None:
    """Draw the section."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="cv-ways"):
        show_source_of_times(bench)
        show_road_links(bench)
        show_ferries(bench)
        show_new_place(bench)
    with right, st.container(key="cv-edit-map"):
        _show_map(bench)


def _show_map(bench: Workbench) -> None:
    draft, speech = bench.draft, bench.language
    points = [
        MapPoint(
            place.id,
            place_name(place, speech),
            *place.point,
            kind="town" if place.kind is None else place.kind.value,
        )
        for place in draft.places
        if place.point is not None
    ]
    known = {place.id: place.point for place in draft.places if place.point is not None}
    pairs = [(road.a, *road.via, road.b) for road in draft.roads]
    pairs += [ferry.ports for ferry in draft.ferries]
    lines = [[known[id_] for id_ in pair if id_ in known] for pair in pairs]

    def hear(event: MapEvent) -> None:
        if event.kind == "added":
            set_point(bench, event.latitude, event.longitude)

    edit_map(
        points,
        speech,
        key=bench.key("roads-map"),
        tiles=bench.visit.desk.settings.tiles,
        adding=True,
        lines=lines,
        on_event=hear,
    )
    text = speech.text("Click on the map to say where a port or a junction is.")
    show(element("p", text, class_="cv-quiet"), speech)
