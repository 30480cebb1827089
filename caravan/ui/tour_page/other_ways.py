"""Other ways to say where a place is: a spelling, coordinates, the map, a service on the network."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.draft_places import DraftPlace
from caravan.ui.html import element, show
from caravan.ui.lookup import has_online, online_refusal
from caravan.ui.markdown import plain
from caravan.ui.tour_page.candidates import isolated
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_question import (
    PlaceQuestion,
    Queue,
    asked_name,
    found,
    queue_of,
)
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.tour_page.town_edits import moved, moved_to
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def put_by_hand(bench: Workbench, place: DraftPlace, latitude: float, longitude: float) -> None:
    """Put the place where the visitor showed it. Meant for callbacks."""
    what = msg("point of {town}", town=place_name(place, bench.language))
    bench.change(moved(place, latitude, longitude), what, f"where-{place.id}")
    queue_of(bench).by_hand = ""


def show_ways(bench: Workbench, question: PlaceQuestion, place: DraftPlace) -> None:
    """Buttons that lead to the map, and to a service on the network."""
    queue = queue_of(bench)
    _ = bench.language.text
    if question.resolution is not None and question.resolution.candidates:
        if question.by_hand:
            label, value = _("Back to the list"), ""
        else:
            label, value = _("None of these: I show it on the map"), place.id
        st.button(
            label,
            key=bench.key(f"by-hand-{place.id}"),
            on_click=_show_by_hand,
            args=(queue, value),
        )
    _show_online(bench, question, place)


def show_typing(bench: Workbench, place: DraftPlace) -> None:
    """Fields for another spelling and for coordinates."""
    speech, queue = bench.language, queue_of(bench)
    _ = speech.text
    spelling, coordinates = (
        bench.key(f"spelling-{place.id}"),
        bench.key(f"coordinates-at-{place.id}"),
    )
    show_values(bench, "spelling", {spelling: asked_name(bench, place)})

    def look() -> None:
        queue.spellings[place.id] = st.session_state[spelling].strip()[:100]

    def put() -> None:
        text = st.session_state[coordinates].strip()
        if text:
            name = place_name(place, speech)
            bench.change(
                moved_to(place, text),
                msg("point of {town}", town=name),
                f"coordinates-at-{place.id}",
            )

    left, right = st.columns(2)
    left.text_input(
        _("Another spelling"),
        key=spelling,
        on_change=look,
        max_chars=100,
        help=_("Only looks it up; the town keeps its name. “El Hamma, Gabès” says which one."),
    )
    with right:
        st.text_input(
            _("Or coordinates"),
            key=coordinates,
            on_change=put,
            max_chars=100,
            placeholder="34.425, 8.784",
            help=_("Latitude and longitude, as other maps give them."),
        )
        show_faults(bench, f"coordinates-at-{place.id}")


def show_suggestions(bench: Workbench, place: DraftPlace, suggestions: tuple[str, ...]) -> None:
    """Near spellings that can be looked up instead."""
    if not suggestions:
        return
    speech = bench.language
    show(element("p", speech.text("Did you mean:"), class_="cv-quiet"), speech)
    with st.container(horizontal=True):
        for number, text in enumerate(suggestions):
            st.button(
                plain(isolated(text)),
                key=bench.key(f"suggestion-{place.id}-{number}"),
                on_click=queue_of(bench).spellings.__setitem__,
                args=(place.id, text),
            )


def _show_online(bench: Workbench, question: PlaceQuestion, place: DraftPlace) -> None:
    speech, queue = bench.language, queue_of(bench)
    _ = speech.text
    if question.is_online:
        return
    settings = bench.visit.desk.settings.geocoder
    if settings is None or not has_online(bench.visit):
        return
    refusal = online_refusal(bench.visit)

    def ask() -> None:
        asked = asked_name(bench, place)
        queue.answers[place.id, asked] = found(bench, place, asked, online=True)

    st.button(
        _("Look it up at {service}", service=plain(settings.shown)),
        key=bench.key(f"online-{place.id}"),
        on_click=ask,
        disabled=refusal is not None,
        help=_("Sends the name to that service, nothing else."),
    )
    if refusal is not None:
        show(element("p", element("bdi", speech.message(refusal)), class_="cv-quiet"), speech)


def _show_by_hand(queue: Queue, place: str) -> None:
    queue.by_hand = place
