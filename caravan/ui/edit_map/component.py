"""Shows the map in a page, and hands over what a visitor did on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st

from caravan.language.language import Language
from caravan.ui.edit_map.event import MapEvent, new_events
from caravan.ui.edit_map.land import frame_around, land_in, world_land
from caravan.ui.edit_map.point import MapPoint
from caravan.ui.edit_map.script import edit_script, edit_style, land_script, world_script
from caravan.ui.edit_map.words import words
from caravan.ui.heard import Heard
from caravan.views.map.box import Box, Point
from caravan.views.map.figure import MAX_ZOOM, TILE_CREDIT, TILES


def edit_map(  # noqa: PLR0913 a widget: all but two have names and mostly defaults
    points: Sequence[MapPoint],
    speech: Language,
    *,
    key: str,
    tiles: bool,
    height: int = 520,
    adding: bool = False,
    selected: str = "",
    lines: Sequence[Sequence[Point]] = (),
    on_event: Callable[[MapEvent], None] | None = None,
) -> None:
    """Show a map whose points are moved, added and chosen.

    It stays what it is when the page is drawn anew with other points: zoom, place and focus are
    kept. The first points, and wholly different ones, are brought into view.

    Args:
        points: their ids are unique.
        speech: language of the map.
        key: of the map, unique in the page; another key is another map.
        tiles: whether OpenStreetMap lies beneath, else only the coast.
        height: in CSS pixels; never higher than the window.
        adding: whether a click on the map means a new point.
        selected: id of the point that is shown as chosen, or empty.
        lines: drawn under the points, (latitude, longitude) each.
        on_event: called once for each thing that the visitor did, before the page is drawn, as
            Streamlit calls `on_change` of its widgets. A point stays where it was dropped only
            if the page then draws it there.
    """
    points = tuple(points)

    def listen() -> None:
        message = st.session_state[_key(key)].get("event")
        heard = st.session_state.get(_heard(key), Heard())
        events, heard = new_events(message, heard, points, adding=adding)
        st.session_state[_heard(key)] = heard
        if on_event is not None:
            for event in events:
                on_event(event)

    frame = frame_around([(point.latitude, point.longitude) for point in points])
    with st.container(gap=None):
        # These two are sent once and kept by the browser, because they stay the same.
        _world()(key=f"{key}-world", data={"land": world_land()}, height=1)
        if frame is not None:
            _land()(key=f"{key}-land", data={"map": key, "land": land_in(frame)}, height=1)
        _edit()(
            key=_key(key),
            data={
                **_scene(points, frame, lines),
                "key": key,
                "words": words(speech),
                "language": speech.code,
                "direction": speech.direction,
                "height": height,
                "adding": adding,
                "selected": selected,
                "tiles": {"address": TILES, "credit": TILE_CREDIT} if tiles else None,
                "max_zoom": MAX_ZOOM[tiles],
                "seen": _seen(key),
            },
            on_event_change=listen,
        )


def _scene(
    points: Sequence[MapPoint], frame: Box | None, lines: Sequence[Sequence[Point]]
) -> dict[str, Any]:
    """Points and lines in degrees that do not jump at the 180th meridian."""
    if frame is None:
        return {"points": [], "lines": [], "bounds": None}
    box = Box.around((point.latitude, point.longitude) for point in points)
    (south, west) = frame.unwrapped((box.south, box.west))
    return {
        "points": [
            {
                "id": point.id,
                "label": point.label,
                "at": frame.unwrapped((point.latitude, point.longitude)),
                "kind": point.kind,
                "number": point.number,
                "draggable": point.draggable,
                "detail": point.detail,
            }
            for point in points
        ],
        "lines": [[frame.unwrapped(point) for point in line] for line in lines],
        "bounds": [[south, west], [box.north, west + box.width]],
    }


def _seen(key: str) -> dict[str, Any]:
    heard = st.session_state.get(_heard(key), Heard())
    return {"tab": heard.tab, "number": heard.number}


def _key(key: str) -> str:
    return f"{key}-map"


def _heard(key: str) -> str:
    return f"{key}-heard"


@cache
def _world() -> Any:
    return st.components.v2.component("caravan_edit_map_world", js=world_script())


@cache
def _land() -> Any:
    return st.components.v2.component("caravan_edit_map_land", js=land_script())


@cache
def _edit() -> Any:
    return st.components.v2.component(
        "caravan_edit_map",
        html='<div class="em-root"></div>',
        css=edit_style(),
        js=edit_script(),
    )
