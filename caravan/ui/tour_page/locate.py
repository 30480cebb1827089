"""Where is “El Hamma”? The places without a point, one at a time: candidates, the map, coordinates."""

from __future__ import annotations

import streamlit as st

from caravan.files.draft_places import DraftPlace
from caravan.geocoding.online_place import ATTRIBUTION as ONLINE_ATTRIBUTION
from caravan.geocoding.world_places import ATTRIBUTION as WORLD_ATTRIBUTION
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.candidates import show_candidates
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.other_ways import show_suggestions, show_typing, show_ways
from caravan.ui.tour_page.place_question import (
    PlaceQuestion,
    hint_of,
    queue_of,
)
from caravan.ui.tour_page.remove_place import show_removal
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench
from caravan.ui.world_index_state import index_state, show_index_state


def show_question(bench: Workbench, question: PlaceQuestion) -> None:
    """Ask where a place is, with all the ways to answer."""
    speech = bench.language
    _ = speech.text
    place = question.place
    if place is None:
        _show_left_for_later(bench, question)
        return
    name = place_name(place, speech)
    heading = element(
        "h2",
        element("bdi", _("Where is “{town}”?", town=name)),
        " ",
        element(
            "span",
            _("{number} of {total}", number=question.number, total=question.total),
            class_="cv-quiet cv-figures cv-count",
        ),
    )
    lines = [heading]
    hint = hint_of(place, speech)
    if hint:
        text = _("You wrote: {name}, {hint}", name=name, hint=hint)
        lines.append(element("p", element("bdi", text), class_="cv-quiet"))
    show(element("div", *lines), speech)
    show_index_state(bench.visit.desk.settings.cache, speech)
    _show_answer(bench, question, place)
    show_faults(bench, f"where-{place.id}")
    show_typing(bench, place)
    with st.container(horizontal=True, key="cv-where-ways"):
        show_ways(bench, question, place)
        st.button(
            _("Leave it for later"),
            key=bench.key(f"later-{place.id}"),
            on_click=queue_of(bench).later.add,
            args=(place.id,),
        )
        show_removal(bench, place, "where")
    if question.by_hand:
        text = _("Click on the map where it is. You can move the marker afterwards.")
        show(element("p", text, class_="cv-quiet", role="status"), speech)


def _show_left_for_later(bench: Workbench, question: PlaceQuestion) -> None:
    speech = bench.language
    text = speech.count(
        "One town has no point yet.", "{number} towns have no point yet.", question.waiting
    )
    with st.container(horizontal=True, vertical_alignment="center", key="cv-left-for-later"):
        show(element("p", text, class_="cv-quiet"), speech)
        st.button(
            speech.text("Find them now"),
            key=bench.key("now"),
            on_click=queue_of(bench).later.clear,
        )


def _show_answer(bench: Workbench, question: PlaceQuestion, place: DraftPlace) -> None:
    speech, resolution = bench.language, question.resolution
    _ = speech.text
    if resolution is None:
        return
    if resolution.candidates:
        show_candidates(bench, place, resolution.candidates)
    elif _is_ready(bench):
        lines = [_("Try another spelling, or show it on the map.")]
        title = _("“{name}” is in no list of places.", name=question.asked)
        show_notice(Tone.OPEN, title, speech, *lines)
        show_suggestions(bench, place, resolution.suggestions)
    if resolution.candidates or question.is_online:
        credit = ONLINE_ATTRIBUTION if question.is_online else WORLD_ATTRIBUTION
        show(element("p", credit, class_="cv-quiet"), speech)
    for problem in resolution.problems:
        show_notice(Tone.OPEN, speech.message(problem), speech)


def _is_ready(bench: Workbench) -> bool:
    folder = bench.visit.desk.settings.cache
    return folder is None or index_state(folder).gazetteer is not None
