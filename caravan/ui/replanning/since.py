"""What the tour says otherwise than when its plan was made: a new plan takes it along."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.errors import CaravanError, Message
from caravan.files.difference import differences
from caravan.language.language import language
from caravan.tour.tour import Tour
from caravan.ui.html import element
from caravan.ui.opened import reading_of
from caravan.ui.replanning.telling import Telling
from caravan.ui.situation import sentence
from caravan.views.event_name import event_name

_MOST_VERSIONS = 40
"""So many versions back the tour of the plan is looked for."""


def changed_since(telling: Telling) -> Markup:
    """What changed, as a list; empty when the plan answers the tour as it is."""
    if telling.opened.is_current:
        return Markup()
    mark = (telling.name, telling.opened.key, telling.before.mark)
    texts = _texts(mark, telling.visit.language.code, telling)
    return element("ul", *(element("li", element("bdi", text)) for text in texts))


@st.cache_data(show_spinner=False, max_entries=32)
def _texts(mark: tuple[str, str, str], code: str, _telling: Telling) -> list[str]:  # noqa: ARG001 a key of the cache
    speech = language(code)
    found = [speech.message(message) for message in _by_version(_telling, code)]
    if not found:
        found = _by_events(_telling.plan.tour, _telling.tour, code)
    return [sentence(text) for text in found]


def _by_version(telling: Telling, code: str) -> list[Message]:
    """The differences from the version of a kept tour that the plan answers, if it is found."""
    if not telling.opened.schedule.is_kept:
        return []
    tours, shelf = telling.visit.desk.tours, telling.visit.desk.shelf
    try:
        for version in tours.versions(telling.name)[:_MOST_VERSIONS]:
            files = tours.files_at_version(telling.name, version.number)
            tour = reading_of(files).tour
            if tour is not None and shelf.key(tour) == telling.before.tour_key:
                return list(differences(files, telling.files, code))
    except CaravanError:
        return []
    return []


def _by_events(before: Tour, after: Tour, code: str) -> list[str]:
    """Which events came and went, and whether anything else is otherwise."""
    speech = language(code)
    _ = speech.text
    old, new = ({event.id: event for event in tour.events} for tour in (before, after))
    came = [
        _("{town} is new", town=event_name(id_, after, speech)) for id_ in new if id_ not in old
    ]
    gone = [
        _("{town} is gone", town=event_name(id_, before, speech)) for id_ in old if id_ not in new
    ]
    same = [old[id_] == new[id_] for id_ in new if id_ in old]
    other = [] if all(same) and (came or gone) else [_("opening hours, dates, roads or rules")]
    return [*came, *gone, *other]
