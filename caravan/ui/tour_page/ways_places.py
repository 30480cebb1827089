"""Ports and junctions: places that host nothing, where ferries land and roads meet."""

from __future__ import annotations

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.towns import NewTown, add_place, locate_town
from caravan.files.tour_files import TourFiles
from caravan.tour.place import PlaceKind
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.remove_place import show_removal
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench

_FIELDS = ("name", "latitude", "longitude")


def is_adding(bench: Workbench) -> bool:
    """Whether a click on the map says where a new place is."""
    return bool(st.session_state.get(bench.key("adding-place")))


def set_point(bench: Workbench, latitude: float, longitude: float) -> None:
    """Fill in the coordinates of the new place, as clicked on the map."""
    st.session_state[_key(bench, "latitude")] = latitude
    st.session_state[_key(bench, "longitude")] = longitude


def move_place(bench: Workbench, id_: str, latitude: float, longitude: float) -> None:
    """Put a port or junction where it was dropped on the map."""
    place = bench.draft.place(id_)
    name = place_name(place, bench.language) if place is not None else id_
    source = bench.language.text("set by hand")
    bench.change(
        lambda files: locate_town(files, id_, latitude, longitude, source=source),
        msg("{town} moved", town=name),
        "ways-places",
    )


def show_places(bench: Workbench) -> None:
    """The ports and junctions there are, and the fields of another one."""
    speech = bench.language
    _ = speech.text
    show(element("h2", _("Ports and junctions")), speech)
    text = _("Places that host nothing: where ferries land and where roads meet.")
    show(element("p", text, class_="cv-quiet"), speech)
    for place in bench.draft.places:
        if place.kind in {PlaceKind.PORT, PlaceKind.JUNCTION}:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"cv-way-{place.line}"
            ):
                kind = _("port") if place.kind is PlaceKind.PORT else _("junction")
                show(element("p", element("bdi", place_name(place, speech)), f" · {kind}"), speech)
                show_removal(bench, place, "ways")
    show_faults(bench, "ways-places")
    st.toggle(_("Add a port or a junction"), key=bench.key("adding-place"))
    if is_adding(bench):
        _show_new(bench)


def _show_new(bench: Workbench) -> None:
    _ = bench.language.text
    kinds = {PlaceKind.PORT: _("Port"), PlaceKind.JUNCTION: _("Junction")}
    with st.container(border=True):
        st.text_input(_("Name of the new place"), key=_key(bench, "name"), max_chars=300)
        with st.container(horizontal=True):
            st.selectbox(
                _("Kind"),
                list(kinds),
                format_func=kinds.__getitem__,
                key=_key(bench, "kind"),
                width=150,
            )
            for label, field, limit in (
                (_("Latitude"), "latitude", 90.0),
                (_("Longitude"), "longitude", 180.0),
            ):
                st.number_input(
                    label,
                    -limit,
                    limit,
                    value=None,
                    format="%.5f",
                    key=_key(bench, field),
                    help=_("Click on the map, or write degrees: 34.72700."),
                    width=170,
                )
        st.button(_("Add this place"), key=bench.key("add-place"), on_click=_add, args=(bench,))
        show_faults(bench, "new-place")


def _add(bench: Workbench) -> None:
    # Read now: what was typed last comes together with the click.
    given = {field: st.session_state.get(_key(bench, field)) for field in (*_FIELDS, "kind")}
    name = str(given["name"] or "").strip()
    latitude, longitude = given["latitude"], given["longitude"]

    def operation(files: TourFiles) -> TourFiles:
        if not name:
            raise ImpossibleValue(msg("give the place a name"))
        if latitude is None or longitude is None:
            raise ImpossibleValue(msg("say where it is: click on the map"))
        place = NewTown(
            {bench.language.code: name},
            latitude=latitude,
            longitude=longitude,
            source=bench.language.text("set by hand"),
            can_sleep=False,
        )
        return add_place(files, place, PlaceKind(given["kind"] or PlaceKind.PORT))

    if bench.change(operation, msg("{place} added", place=name), "new-place"):
        for field in _FIELDS:
            st.session_state.pop(_key(bench, field), None)


def _key(bench: Workbench, field: str) -> str:
    return bench.key(f"new-place-{field}")
