"""What was typed into drafts and couldn't be saved: nothing of it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

import streamlit as st


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft as its visitor wanted it.

    Attributes:
        by: the date by which the answer is wished, when that was changed too.
    """

    subject: str
    text: str
    by: Date | None = None


def unsaved(schedule: str) -> dict[int, Typed]:
    """What this visitor typed and couldn't save, by the ids of the mails."""
    found = st.session_state.get(_key(schedule))
    return dict(found) if isinstance(found, dict) else {}


def keep_typed(schedule: str, mail: int, typed: Typed) -> None:
    """Keep it until the visitor has used it or lets go of it. Meant for callbacks."""
    st.session_state[_key(schedule)] = {**unsaved(schedule), mail: typed}


def forget_typed(schedule: str, mail: int) -> None:
    """Let go of it. Meant for callbacks."""
    left = unsaved(schedule)
    left.pop(mail, None)
    st.session_state[_key(schedule)] = left


def _key(schedule: str) -> str:
    return f"drafts-typed-{schedule}"
