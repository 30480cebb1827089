"""What a scenario says otherwise than its tour, in words."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.files.difference import differences
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language, language
from caravan.ui.html import element
from caravan.ui.scenarios.alternatives import Alternative
from caravan.ui.situation import sentence

_MOST = 6
"""Differences that are told at once; the others when they are asked for."""


def differing(base: Alternative, scenario: Alternative, speech: Language) -> Markup:
    """The differences as a list, or that there are none."""
    one, other = base.opened.reading.files, scenario.opened.reading.files
    if one is None or other is None:
        return Markup()
    marks = (base.id, base.kept.version, scenario.id, scenario.kept.version)
    texts = _texts(marks, speech.code, one, other)
    if not texts:
        text = speech.text("Nothing is changed yet: it is a copy of the tour.")
        return element("p", text, class_="cv-quiet")
    entries = [element("li", element("bdi", text)) for text in texts]
    # A single one more is no reason to hide it.
    most = _MOST if len(entries) > _MOST + 1 else len(entries)
    shown = element("ul", *entries[:most], class_="cv-differs")
    if most == len(entries):
        return shown
    number = len(entries) - most
    summary = speech.count("{number} other difference", "{number} other differences", number)
    rest = element("ul", *entries[most:], class_="cv-differs")
    return shown + element("details", element("summary", summary), rest)


@st.cache_data(show_spinner=False, max_entries=200)
def _texts(
    marks: tuple[str, int, str, int],  # noqa: ARG001 a key of the cache
    code: str,
    _before: TourFiles,
    _after: TourFiles,
) -> list[str]:
    speech = language(code)
    return [sentence(speech.message(m)) for m in differences(_before, _after, code)]
