"""What a visitor has chosen, kept in the address so that a reload or a shared link finds it.

Only known values count: anything else in the address is as good as absent.
"""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st


def chosen(name: str, allowed: Collection[str]) -> str | None:
    """The visitor's choice, from the address or, after a change of page, from the session."""
    for value in (st.query_params.get(name), st.session_state.get(f"chosen-{name}")):
        if isinstance(value, str) and value in allowed:
            return value
    return None


def choose(name: str, value: str | None) -> None:
    """Keep a choice, or forget it. Streamlit drops the address's parameters between pages."""
    st.session_state[f"chosen-{name}"] = value
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
