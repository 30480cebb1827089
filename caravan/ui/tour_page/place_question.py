"""Which place without a point is asked about now, and what is known of where it may be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import streamlit as st

from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace
from caravan.geocoding.candidate import Resolution
from caravan.geocoding.hint import split_hint
from caravan.geocoding.spelling import spelling_key
from caravan.language.language import Language
from caravan.ui.lookup import look_up
from caravan.ui.tour_page.words import best_name, place_name
from caravan.ui.workbench import Workbench


@dataclass(slots=True)
class Queue:
    """The places that are asked about one after the other, in this tab.

    Attributes:
        ids: all of them, those that have been answered too, so that they can be counted.
        later: those that the visitor left for later.
        spellings: what to look up instead of a place's name, by id.
        by_hand: the place that is shown on the map by hand, or empty.
        answers: of the service on the network, by id and what was asked.
    """

    ids: list[str] = field(default_factory=list)
    later: set[str] = field(default_factory=set)
    spellings: dict[str, str] = field(default_factory=dict)
    by_hand: str = ""
    answers: dict[tuple[str, str], Resolution] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """Where a place is.

    Attributes:
        place: None when all that are left were left for later.
        number, total: of the places asked about.
        waiting: how many places have no point.
        asked: what was looked up.
        is_online: whether the service on the network answered.
        resolution: the answer, or None while nothing is known.
        by_hand: whether the visitor shows it on the map.
    """

    place: DraftPlace | None
    number: int
    total: int
    waiting: int
    asked: str = ""
    is_online: bool = False
    resolution: Resolution | None = None
    by_hand: bool = False


def queue_of(bench: Workbench) -> Queue:
    """The queue of this tab for this tour."""
    queue: Queue = st.session_state.setdefault(bench.key("where"), Queue())
    return queue


def place_question(bench: Workbench) -> PlaceQuestion | None:
    """What to ask now; None when every place has a point."""
    draft, queue = bench.draft, queue_of(bench)
    missing = {place.id: place for place in draft.places if not place.is_located}
    if not missing:
        queue.ids.clear()
        return None
    known = {place.id for place in draft.places}
    queue.ids[:] = [id_ for id_ in queue.ids if id_ in known]
    queue.ids += [id_ for id_ in missing if id_ not in queue.ids]
    total = len(queue.ids)
    for number, id_ in enumerate(queue.ids, start=1):
        if id_ in missing and id_ not in queue.later:
            return _question(bench, missing[id_], (number, total, len(missing)))
    return PlaceQuestion(None, total, total, len(missing))


def _question(bench: Workbench, place: DraftPlace, count: tuple[int, int, int]) -> PlaceQuestion:
    queue = queue_of(bench)
    asked = asked_name(bench, place)
    online = queue.answers.get((place.id, asked))
    resolution = online or found(bench, place, asked)
    by_hand = queue.by_hand == place.id or not resolution.candidates
    return PlaceQuestion(place, *count, asked, online is not None, resolution, by_hand)


def asked_name(bench: Workbench, place: DraftPlace) -> str:
    """What is looked up for a place: its name, or the spelling that the visitor tries."""
    return queue_of(bench).spellings.get(place.id) or place_name(place, bench.language)


def found(bench: Workbench, place: DraftPlace, asked: str, *, online: bool = False) -> Resolution:
    """Where a place may be."""
    draft = _without_namesakes(bench.draft, place, asked)
    hint = "" if split_hint(asked)[1] else hint_of(place, bench.language)
    return look_up(bench.visit, asked, draft, hint=hint, online=online)


def hint_of(place: DraftPlace, speech: Language) -> str:
    """What stood behind the name of a place without a point."""
    return best_name(place.region, speech, "")


def _without_namesakes(draft: Draft, place: DraftPlace, asked: str) -> Draft:
    """Without the other towns of this name: where they are, this one is not."""
    keys = {spelling_key(text) for text in (split_hint(asked)[0], *dict(place.names).values())}
    others = tuple(
        other
        for other in draft.places
        if keys.isdisjoint(spelling_key(t) for t in (*dict(other.names).values(), *other.variants))
    )
    return replace(draft, places=others)
