"""Ports and junctions: places that host nothing, where ferries land and roads meet."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.editing.remove_town import remove_town
from caravan.files.editing.towns import NewTown, add_place
from caravan.tour.place import PlaceKind
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def set_point(bench: Workbench, latitude: float, longitude: float) -> None:
    """Fill in the coordinates of the new place, as clicked on the map."""
    st.session_state[bench.key("new-place-latitude")] = latitude
    st.session_state[bench.key("new-place-longitude")] = longitude


def show_new_place(bench: Workbench) -> None:
    """The ports and junctions there are, and a form for another one."""
    speech = bench.language
    _ = speech.text
    show(element("h2", _("Ports and junctions")), speech)
    for place in bench.draft.places:
        if place.kind in {PlaceKind.PORT, PlaceKind.JUNCTION}:
            with st.container(horizontal=True, vertical_alignment="center"):
                kind = _("port") if place.kind is PlaceKind.PORT else _("junction")
                text = element("p", element("bdi", place_name(place, speech)), f" · {kind}")
                show(text, speech)
                st.button(
                    _("Remove"),
                    key=bench.key(f"remove-place-{place.id}"),
                    on_click=_remove,
                    args=(bench, place.id),
                )
    show_faults(bench, "ways-places")
    kinds = {"port": _("Port"), "junction": _("Junction")}
    name = st.text_input(_("Name of a new place"), key=bench.key("new-place-name"), max_chars=300)
    kind_column, latitude_column, longitude_column = st.columns(3)
    chosen = kind_column.selectbox(
        _("Kind"),
        list(kinds),
        format_func=lambda kind: plain(kinds[kind]),
        key=bench.key("new-place-kind"),
    )
    latitude = latitude_column.number_input(
        _("Latitude"), -90.0, 90.0, value=None, format="%.5f", key=bench.key("new-place-latitude")
    )
    longitude = longitude_column.number_input(
        _("Longitude"),
        -180.0,
        180.0,
        value=None,
        format="%.5f",
        key=bench.key("new-place-longitude"),
    )
    st.button(
        _("Add this place"),
        key=bench.key("add-place"),
        disabled=not name.strip() or latitude is None or longitude is None,
        on_click=_add,
        args=(bench, name.strip(), PlaceKind(chosen or "port"), latitude, longitude),
    )


def _add(
    bench: Workbench,
    name: str,
    kind: PlaceKind,
    latitude: float | None,
    longitude: float | None,
) -> None:
    place = NewTown(
        {bench.language.code: name},
        latitude=latitude,
        longitude=longitude,
        source=bench.language.text("set by hand"),
        can_sleep=False,
    )
    if bench.change(
        lambda files: add_place(files, place, kind), msg("{place} added", place=name), "ways-places"
    ):
        for field in ("name", "latitude", "longitude"):
            st.session_state.pop(bench.key(f"new-place-{field}"), None)


def _remove(bench: Workbench, id_: str) -> None:
    bench.change(lambda files: remove_town(files, id_), msg("place removed"), "ways-places")
