"""Tells the browser which language the page is in: Streamlit says of every page that it is English.

Screen readers choose their voice by it, and browsers offer to translate by it. Streamlit's widgets
have a few words of their own, too, which are English in every language; they are put right here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from caravan.language.language import Language
from caravan.ui.page_language.streamlit_words import framed_words, whole_words


def name_page_language(speech: Language) -> None:
    """Set the language of the whole page, and translate Streamlit's own words; shows nothing."""
    with st.container(key="cv-page-language"):
        _component()(
            key="page-language",
            data={
                "language": speech.code,
                "whole": whole_words(speech),
                "framed": framed_words(speech),
            },
        )


@cache
def _component() -> Any:
    script = Path(__file__).with_name("page_language.js").read_text("utf-8")
    return st.components.v2.component("caravan_page_language", js=script)
