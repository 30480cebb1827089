"""The map beside the table: towns are dragged and chosen on it, places are shown and added."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.errors import msg
from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace
from caravan.language.language import Language
from caravan.tour.place import PlaceKind
from caravan.ui.choices import choose
from caravan.ui.edit_map import MapEvent, MapPoint, PointKind, edit_map
from caravan.ui.html import show
from caravan.ui.markdown import plain
from caravan.ui.notice import Tone, notice
from caravan.ui.tour_page.candidates import candidate_text, choose_candidate, shown_candidates
from caravan.ui.tour_page.chosen_place import chosen_place
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.new_on_map import NEW, NewOnMap, new_on_map, show_new_on_map
from caravan.ui.tour_page.other_ways import put_by_hand
from caravan.ui.tour_page.place_question import PlaceQuestion
from caravan.ui.tour_page.town_edits import moved
from caravan.ui.tour_page.town_rows import numbered_towns
from caravan.ui.tour_page.town_warnings import Warned, warnings_of
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench

_HEIGHT = 600
_CANDIDATE = "candidate-"


def show_towns_map(bench: Workbench, question: PlaceQuestion | None) -> None:
    """The map, what it asks for, and what looks wrong on it."""
    speech = bench.language
    asks = question is not None and question.place is not None
    new = new_on_map(bench)
    if not asks:
        show_new_on_map(bench, new)
    points = (
        _answers(bench, question)
        if asks and question is not None
        else _towns(bench.draft, speech, new)
    )
    # Candidates are another subject: with ids of their own, they are brought into view.
    subject = (
        f"{question.place.id}-{question.asked}-" if asks and question and question.place else ""
    )

    def listen(event: MapEvent) -> None:
        if asks and question is not None and question.place is not None:
            _hear_answer(bench, question, question.place, event, subject)
        else:
            _hear(bench, new, event)

    edit_map(
        [_of_subject(point, subject) for point in points],
        speech,
        key=bench.key("towns"),
        tiles=bench.visit.desk.settings.tiles,
        height=_HEIGHT,
        adding=question.by_hand if asks and question is not None else new.is_adding,
        selected="" if asks else chosen_place(bench),
        on_event=listen,
    )
    show_faults(bench, "towns-map")
    _show_warnings(bench)


def _towns(draft: Draft, speech: Language, new: NewOnMap) -> list[MapPoint]:
    numbers = {place.id: number for number, place in numbered_towns(draft)}
    doubtful = {id_ for warned in warnings_of(draft) for id_ in warned.places}
    points = {}
    for place in draft.places:
        if place.point is None or place.id in points:
            continue
        points[place.id] = MapPoint(
            place.id,
            place_name(place, speech),
            *place.point,
            "unsure" if place.id in doubtful else _kind(draft, place),
            numbers.get(place.id),
            draggable=True,
            detail=", ".join(text for _code, text in place.region[:1]),
        )
    if new.point is not None:
        name = speech.text("New town")
        points[NEW] = MapPoint(NEW, name, *new.point, "candidate", draggable=True)
    return list(points.values())


def _answers(bench: Workbench, question: PlaceQuestion) -> list[MapPoint]:
    """The candidates with their numbers, and the other towns without."""
    speech = bench.language
    points = [
        MapPoint(
            f"{_CANDIDATE}{number}",
            candidate.name,
            candidate.latitude,
            candidate.longitude,
            "candidate",
            number,
            detail=candidate_text(candidate, speech),
        )
        for number, candidate in enumerate(shown_candidates(bench, question), start=1)
    ]
    known = {place.id: place for place in bench.draft.places if place.point is not None}
    points += [
        MapPoint(place.id, place_name(place, speech), *place.point, _kind(bench.draft, place))
        for place in known.values()
        if place.point is not None
    ]
    return points


def _kind(draft: Draft, place: DraftPlace) -> PointKind:
    if place.kind is PlaceKind.PORT:
        return "port"
    if place.kind is PlaceKind.JUNCTION:
        return "junction"
    events = draft.events_in(place.id)
    return "optional" if events and not any(event.required for event in events) else "town"


def _of_subject(point: MapPoint, subject: str) -> MapPoint:
    return replace(point, id=f"{subject}{point.id}") if subject else point


def _hear_answer(
    bench: Workbench, question: PlaceQuestion, place: DraftPlace, event: MapEvent, subject: str
) -> None:
    if event.kind == "added":
        put_by_hand(bench, place, event.latitude, event.longitude)
        return
    id_ = event.id.removeprefix(subject)
    candidates = shown_candidates(bench, question)
    if event.kind == "chosen" and id_.startswith(_CANDIDATE):
        number = int(id_.removeprefix(_CANDIDATE))
        if 1 <= number <= len(candidates):
            choose_candidate(bench, place, candidates[number - 1])


def _hear(bench: Workbench, new: NewOnMap, event: MapEvent) -> None:
    if event.kind == "added" or event.id == NEW:
        if event.kind != "chosen":
            new.point = (event.latitude, event.longitude)
            new.is_adding = False
        return
    place = bench.draft.place(event.id)
    if place is None:
        return
    choose("town", place.id)
    if event.kind == "moved":
        name = place_name(place, bench.language)
        bench.change(
            moved(place, event.latitude, event.longitude),
            msg("{town} moved", town=name),
            "towns-map",
        )


def _show_warnings(bench: Workbench) -> None:
    """The questions about points, until they are put aside in this tab."""
    right: set[str] = st.session_state.setdefault(bench.key("right-points"), set())
    for warned in warnings_of(bench.draft):
        if warned.id not in right:
            _show_warning(bench, warned, right)


def _show_warning(bench: Workbench, warned: Warned, right: set[str]) -> None:
    speech = bench.language
    with st.container(key=f"cv-warned-{abs(hash(warned.id))}"):
        show(notice(Tone.OPEN, speech.message(warned.text)), speech)
        with st.container(horizontal=True):
            for id_ in warned.places:
                place = bench.draft.place(id_)
                if place is not None:
                    st.button(
                        plain(speech.text("Show {town}", town=place_name(place, speech))),
                        key=bench.key(f"show-{id_}-{warned.id}"),
                        on_click=choose,
                        args=("town", id_),
                    )
            st.button(
                speech.text("It is right"),
                key=bench.key(f"right-{warned.id}"),
                type="tertiary",
                on_click=right.add,
                args=(warned.id,),
            )
