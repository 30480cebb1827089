"""Candidates for a place: what they are called, their list, and the choice of one."""

from __future__ import annotations

import streamlit as st

from caravan.almanac.countries import country_name
from caravan.files.draft_places import DraftPlace
from caravan.geocoding.candidate import Candidate
from caravan.language.language import Language
from caravan.ui.markdown import plain
from caravan.ui.tour_page.place_question import (
    PlaceQuestion,
)
from caravan.ui.tour_page.town_edits import placed
from caravan.ui.workbench import Workbench

_SHOWN = 6
"""Candidates shown at once; the others on demand."""


def choose_candidate(bench: Workbench, place: DraftPlace, candidate: Candidate) -> None:
    """Put the place where a candidate is. Meant for callbacks."""
    operation, what = placed(place, candidate, bench.draft)
    bench.change(operation, what, f"where-{place.id}")


def shown_candidates(bench: Workbench, question: PlaceQuestion) -> tuple[Candidate, ...]:
    """The candidates that the list shows now, in its order."""
    if question.place is None or question.resolution is None:
        return ()
    candidates = question.resolution.candidates
    every = st.session_state.get(bench.key(f"every-{question.place.id}"))
    return candidates if every else candidates[:_SHOWN]


def show_candidates(bench: Workbench, place: DraftPlace, candidates: tuple[Candidate, ...]) -> None:
    """The candidates as buttons, numbered like their marks on the map."""
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


def candidate_text(candidate: Candidate, speech: Language) -> str:
    """``El Hamma — Gabès · Tunisie · 37 000 habitants``, each part in its own direction."""
    parts = [candidate.region, country_name(candidate.country, speech) if candidate.country else ""]
    where = " · ".join(isolated(part) for part in parts if part)
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
