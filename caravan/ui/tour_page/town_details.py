"""All about one town: its names, where it is, what it hosts."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.draft_places import DraftPlace
from caravan.files.editing.events import add_event
from caravan.language.language import Language
from caravan.tour.place import PlaceKind
from caravan.ui.choices import choose
from caravan.ui.tour_page.bound import changing
from caravan.ui.tour_page.candidates import isolated
from caravan.ui.tour_page.chosen_place import chosen_place
from caravan.ui.tour_page.event_details import show_event
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_details import show_place
from caravan.ui.tour_page.remove_place import show_removal
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.tour_page.town_rows import numbered_towns
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def show_details(bench: Workbench) -> None:
    """Let the visitor choose a place, and show all that is known of it."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    titles = _titles(bench)
    if not titles:
        return
    key = bench.key("details-of")
    now = chosen_place(bench)
    show_values(bench, "details-of", {key: now if now in titles else None})
    st.selectbox(
        _("Details of one town"),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        key=key,
        placeholder=_("Choose a town, here or on the map"),
        on_change=lambda: choose("town", st.session_state[key]),
    )
    place = draft.place(now)
    if place is None:
        return
    with st.container(border=True, key="cv-town"):
        show_place(bench, place)
        if place.kind is PlaceKind.TOWN:
            _show_events(bench, place)
        with st.container(horizontal=True, key="cv-town-end"):
            st.button(
                _("Close"), key=bench.key("close-details"), on_click=choose, args=("town", None)
            )
            show_removal(bench, place, "details")


def _titles(bench: Workbench) -> dict[str, str]:
    """What the places are called in the list: towns with their numbers, then ports and junctions."""
    speech, draft = bench.language, bench.draft
    towns = {
        place.id: f"{number} · {isolated(place_name(place, speech))}"
        for number, place in numbered_towns(draft)
    }
    others = {
        place.id: f"{isolated(place_name(place, speech))} ({_kind_text(place, speech)})"
        for place in draft.places
        if place.id not in towns
    }
    return {**towns, **others}


def _kind_text(place: DraftPlace, speech: Language) -> str:
    if place.kind is PlaceKind.PORT:
        return speech.text("port")
    return speech.text("junction") if place.kind is PlaceKind.JUNCTION else speech.text("place")


def _show_events(bench: Workbench, place: DraftPlace) -> None:
    speech = bench.language
    _ = speech.text
    events = bench.draft.events_in(place.id)
    for number, event in enumerate(events, start=1):
        show_event(bench, place, event, number, len(events))
    field = f"add-event-{place.id}"
    name = place_name(place, speech)
    st.button(
        _("Add another event here") if events else _("Add an event here"),
        **changing(
            bench,
            lambda files: add_event(files, place.id),
            msg("event in {town} added", town=name),
            field,
        ),
    )
    show_faults(bench, field)
