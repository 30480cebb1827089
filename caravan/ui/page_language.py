"""Tells the browser which language the page is in: Streamlit says of every page that it is English.

Screen readers choose their voice by it, and browsers offer to translate by it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from caravan.language.language import Language

_SCRIPT = "export default ({ data }) => { document.documentElement.lang = data.language; };"


def name_page_language(speech: Language) -> None:
    """Set the language of the whole page; nothing is shown."""
    with st.container(key="cv-page-language"):
        _component()(key="page-language", data={"language": speech.code})


@cache
def _component() -> Any:
    return st.components.v2.component("caravan_page_language", js=_SCRIPT)
