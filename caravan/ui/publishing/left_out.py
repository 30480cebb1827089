"""A warning: calendars can't hold some events, and leave them out."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language, language
from caravan.plan.publication import Publication
from caravan.ui.html import element
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.standing import Standing
from caravan.views.change_text import town_of


def show_left_out(seen: Standing, speech: Language) -> None:
    """Name the events that calendars leave out, and why; nothing when there is none."""
    told = seen.candidate
    rows = _left_out(seen.schedule, seen.base, seen.shelved.mark, speech.code, told)
    if not rows:
        return
    _ = speech.text
    items = (
        element("li", element("b", element("bdi", town)), element("p", why, class_="cv-why"))
        for town, why in rows
    )
    show_notice(
        Tone.FAULT,
        speech.count(
            "Calendars leave out 1 event", "Calendars leave out {number} events", len(rows)
        ),
        speech,
        _("Whoever subscribed sees all others. Correct this in the tour, then plan and publish."),
        more=element("ul", *items, class_="cv-telling"),
    )


# Every calendar has to be written to know it.
@st.cache_data(show_spinner=False, max_entries=32)
def _left_out(
    schedule: str,  # noqa: ARG001 with what follows a key of the cache
    base: int,  # noqa: ARG001
    mark: str,  # noqa: ARG001
    code: str,
    _told: Publication,
) -> list[tuple[str, str]]:
    from caravan.views.calendar import left_out

    speech = language(code)
    return [
        (_town(_told, bad.event.id, speech), speech.message(bad.reason))
        for bad in left_out(_told, _told.made)
    ]


def _town(told: Publication, event: str, speech: Language) -> str:
    revision = told.revision(event)
    return event if revision is None else town_of(revision, told, speech)
