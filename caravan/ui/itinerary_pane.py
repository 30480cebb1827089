"""The days of a plan as cards: the essence at a glance, the whole timeline on demand."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from caravan.language.language import Language, language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan
from caravan.ui.html import show, show_style, trusted
from caravan.views.event_answer import EventAnswer


def show_itinerary(
    shelved: ShelvedPlan,
    speech: Language,
    before: ShelvedPlan | None = None,
    answers: Mapping[str, EventAnswer] | None = None,
) -> None:
    """Show all days; those behind are marked, and those that a plan before had otherwise.

    `answers`: how the invitations to an event stand, by its id.
    """
    from caravan.views.itinerary_html import ITINERARY_CSS

    show_style(ITINERARY_CSS)
    marks = (shelved.mark, before.mark if before else "")
    plan = before.plan if before else None
    answered = tuple(sorted((answers or {}).items(), key=lambda item: item[0]))
    show(trusted(_cards(marks, speech.code, answered, shelved.plan, plan)), speech)


@st.cache_data(show_spinner=False, max_entries=32)
def _cards(
    marks: tuple[str, str],  # noqa: ARG001 a key of the cache
    code: str,
    answered: tuple[tuple[str, EventAnswer], ...],
    _plan: Plan,
    _before: Plan | None,
) -> str:
    from caravan.views.day_tags import day_tags
    from caravan.views.itinerary import itinerary
    from caravan.views.itinerary_html import itinerary_html

    speech = language(code)
    tags = day_tags(_plan, _before)
    return itinerary_html(itinerary(_plan, speech), speech, tags=tags, answers=dict(answered))
