"""The section *Roads and ferries*: what an organizer knows better than the estimate."""

from __future__ import annotations

import streamlit as st

from caravan.tour.place import PlaceKind
from caravan.ui.edit_map import MapEvent, MapPoint, edit_map
from caravan.ui.html import element, show
from caravan.ui.tour_page.ferries import show_ferries
from caravan.ui.tour_page.road_links import choose_end, show_road_links
from caravan.ui.tour_page.source_of_times import show_source_of_times
from caravan.ui.tour_page.ways_places import is_adding, move_place, set_point, show_places
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def show_roads(bench: Workbench) -> None:
    """Draw the section."""
    with st.container(key="cv-beside-map"):
        left, right = st.columns(2, gap="medium")
        with left, st.container(key="cv-ways"):
            show_source_of_times(bench)
            show_road_links(bench)
            show_ferries(bench)
            show_places(bench)
        with right, st.container(key="cv-edit-map"):
            _show_map(bench)


def _show_map(bench: Workbench) -> None:
    draft, speech = bench.draft, bench.language
    located = {place.id: place for place in draft.places if place.point is not None}
    points = [
        MapPoint(
            place.id,
            place_name(place, speech),
            *place.point,
            kind="town" if place.kind is None else place.kind.value,
            # Towns are moved where they are listed, with all that is known of them.
            draggable=place.kind in {PlaceKind.PORT, PlaceKind.JUNCTION},
        )
        for place in located.values()
        if place.point is not None
    ]
    known = {place.id: place.point for place in located.values() if place.point is not None}
    pairs = [(road.a, *road.via, road.b) for road in draft.roads]
    pairs += [ferry.ports for ferry in draft.ferries]
    lines = [[known[id_] for id_ in pair if id_ in known] for pair in pairs]

    def hear(event: MapEvent) -> None:
        if event.kind == "added":
            set_point(bench, event.latitude, event.longitude)
        elif event.kind == "moved":
            move_place(bench, event.id, event.latitude, event.longitude)
        else:
            choose_end(bench, event.id)

    edit_map(
        points,
        speech,
        key=bench.key("roads-map"),
        tiles=bench.visit.desk.settings.tiles,
        height=600,
        adding=is_adding(bench),
        selected=st.session_state.get(bench.key("road-a")) or "",
        lines=lines,
        on_event=hear,
    )
    text = speech.text(
        "Choose two places one after the other to write their road. Ports and junctions can be "
        "dragged."
    )
    show(element("p", text, class_="cv-quiet"), speech)
