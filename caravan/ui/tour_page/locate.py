"""Where is “El Hamma”? The places without a point, one at a time: candidates, the map, coordinates."""

from __future__ import annotations

import streamlit as st

from caravan.almanac.countries import country_name
from caravan.errors import msg
from caravan.files.draft_places import DraftPlace
from caravan.geocoding.candidate import Candidate
from caravan.geocoding.online_place import ATTRIBUTION
from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.lookup import has_online, online_refusal
from caravan.ui.markdown import plain
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_question import (
    PlaceQuestion,
    Queue,
    asked_name,
    found,
    hint_of,
    queue_of,
)
from caravan.ui.tour_page.remove_place import show_removal
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.tour_page.town_edits import moved, moved_to, placed
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench
from caravan.ui.world_index_state import index_state, show_index_state

_SHOWN = 6
"""Candidates shown at once; the others on demand."""


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
    _show_typing(bench, place)
    with st.container(horizontal=True, key="cv-where-ways"):
        _show_ways(bench, question, place)
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


def choose_candidate(bench: Workbench, place: DraftPlace, candidate: Candidate) -> None:
    """Put the place where a candidate is. Meant for callbacks."""
    operation, what = placed(place, candidate, bench.draft)
    bench.change(operation, what, f"where-{place.id}")


def put_by_hand(bench: Workbench, place: DraftPlace, latitude: float, longitude: float) -> None:
    """Put the place where the visitor showed it. Meant for callbacks."""
    what = msg("point of {town}", town=place_name(place, bench.language))
    bench.change(moved(place, latitude, longitude), what, f"where-{place.id}")
    queue_of(bench).by_hand = ""


def candidate_text(candidate: Candidate, speech: Language) -> str:
    """``El Hamma — Gabès, Tunisie · 37 000 habitants``, each part in its own direction."""
    parts = [candidate.region, country_name(candidate.country, speech) if candidate.country else ""]
    where = ", ".join(isolated(part) for part in parts if part)
    text = isolated(candidate.name) + (f" — {where}" if where else "")
    people = people_text(candidate.population, speech)
    return f"{text} · {people}" if people else text


def people_text(population: int | None, speech: Language) -> str:
    """``37 000 habitants``; empty when nobody counted."""
    if not population:
        return ""
    return speech.count("{number} inhabitant", "{number} inhabitants", population)


def isolated(text: str) -> str:
    """The text so that its direction doesn't mix with its neighbours' (Unicode isolates)."""
    return f"\u2068{text}\u2069"


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
        _show_candidates(bench, place, resolution.candidates)
    elif _is_ready(bench):
        lines = [_("Try another spelling, or show it on the map.")]
        title = _("“{name}” is in no list of places.", name=question.asked)
        show_notice(Tone.OPEN, title, speech, *lines)
        _show_suggestions(bench, place, resolution.suggestions)
    if question.is_online:
        show(element("p", ATTRIBUTION, class_="cv-quiet"), speech)
    for problem in resolution.problems:
        show_notice(Tone.OPEN, speech.message(problem), speech)


def _is_ready(bench: Workbench) -> bool:
    folder = bench.visit.desk.settings.cache
    return folder is None or index_state(folder).gazetteer is not None


def _show_candidates(
    bench: Workbench, place: DraftPlace, candidates: tuple[Candidate, ...]
) -> None:
    speech = bench.language
    every = bench.key(f"every-{place.id}")
    shown = candidates if st.session_state.get(every) else candidates[:_SHOWN]
    with st.container(key="cv-candidates"):
        for number, candidate in enumerate(shown, start=1):
            st.button(
                f"**{number}** · {plain(candidate_text(candidate, speech))}",
                key=bench.key(f"candidate-{place.id}-{number}"),
                on_click=choose_candidate,
                args=(bench, place, candidate),
                width="stretch",
            )
    rest = len(candidates) - len(shown)
    if rest:
        label = speech.count("Show one more", "Show {number} more", rest)
        st.button(
            label,
            key=bench.key(f"more-{place.id}"),
            type="tertiary",
            on_click=st.session_state.__setitem__,
            args=(every, True),
        )


def shown_candidates(bench: Workbench, question: PlaceQuestion) -> tuple[Candidate, ...]:
    """The candidates that the list shows now, in its order."""
    if question.place is None or question.resolution is None:
        return ()
    candidates = question.resolution.candidates
    every = st.session_state.get(bench.key(f"every-{question.place.id}"))
    return candidates if every else candidates[:_SHOWN]


def _show_suggestions(bench: Workbench, place: DraftPlace, suggestions: tuple[str, ...]) -> None:
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


def _show_ways(bench: Workbench, question: PlaceQuestion, place: DraftPlace) -> None:
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


def _show_by_hand(queue: Queue, place: str) -> None:
    queue.by_hand = place


def _show_typing(bench: Workbench, place: DraftPlace) -> None:
    speech, queue = bench.language, queue_of(bench)
    _ = speech.text
    spelling, coordinates = bench.key(f"spelling-{place.id}"), bench.key(f"at-{place.id}")
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
                f"at-{place.id}",
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
        show_faults(bench, f"at-{place.id}")


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
