"""A town that is added by a click on the map, and then named."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from caravan.errors import msg
from caravan.files.editing.towns import NewTown, add_towns, new_ids
from caravan.geocoding.scripts import language_of, script_of
from caravan.ui.choices import choose
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.town_edits import BY_HAND
from caravan.ui.workbench import Workbench

NEW = "*new*"
"""Id on the map of the town that has no name yet; no place can have it."""


@dataclass(slots=True)
class NewOnMap:
    """How far a visitor is in this tab.

    Attributes:
        is_adding: whether the next click on the map means a new town.
        point: where it is to be, once it was clicked: (latitude, longitude).
    """

    is_adding: bool = False
    point: tuple[float, float] | None = None


def new_on_map(bench: Workbench) -> NewOnMap:
    """The state of this tab for this tour."""
    new: NewOnMap = st.session_state.setdefault(bench.key("new-on-map"), NewOnMap())
    return new


def show_new_on_map(bench: Workbench, new: NewOnMap) -> None:
    """The button that begins, then the form for the name."""
    speech = bench.language
    _ = speech.text
    if new.point is None:
        label = _("Stop adding") if new.is_adding else _("Add a town on the map")
        st.button(label, key=bench.key("add-on-map"), on_click=_begin, args=(new,))
        return
    name = bench.key("new-on-map-name")

    def add() -> None:
        text = " ".join(str(st.session_state[name]).split())
        if text and new.point is not None and _add(bench, text, new.point):
            new.point = None

    with st.form(bench.key("new-on-map-form"), border=True, clear_on_submit=False):
        st.text_input(_("What is this town called?"), key=name, max_chars=100)
        with st.container(horizontal=True):
            st.form_submit_button(_("Add this town"), type="primary", on_click=add)
            st.form_submit_button(_("Don't add it"), on_click=_stop, args=(new,))
    text = _("The marker can still be moved.")
    show(element("p", text, class_="cv-quiet"), speech)
    show_faults(bench, "new-on-map")


def _begin(new: NewOnMap) -> None:
    new.is_adding = not new.is_adding


def _stop(new: NewOnMap) -> None:
    new.point, new.is_adding = None, False


def _add(bench: Workbench, text: str, point: tuple[float, float]) -> bool:
    code = language_of(script_of(text), bench.language.code)
    countries = [place.country for place in bench.draft.places if place.country]
    # Between towns of one country it is hardly in another one.
    country = countries[0] if len(set(countries)) == 1 else ""
    town = NewTown({code: text}, "", *point, country=country, source=BY_HAND)
    ids = new_ids(bench.files, [town])
    done = bench.change(
        lambda files: add_towns(files, [town]), msg("{town} added", town=text), "new-on-map"
    )
    if done and ids:
        choose("town", ids[-1])
    return done
