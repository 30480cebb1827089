"""The index of the world's places: built once in the background, its progress shown where it is missed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

import streamlit as st

from caravan.errors import CaravanError, Message
from caravan.geocoding.world_build import has_world_index, world_index
from caravan.geocoding.world_gazetteer import WorldGazetteer
from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice

_SECONDS = 1.0


@dataclass(slots=True)
class IndexState:
    """How far the index is. One for the server; safe for threads.

    Attributes:
        share: of the work that is done, from 0 to 1.
        gazetteer: once it can be asked.
        failure: why it can't be built.
    """

    folder: Path
    share: float = 0.0
    gazetteer: WorldGazetteer | None = None
    failure: Message | None = None
    _thread: Thread | None = None
    _lock: Lock = field(default_factory=Lock)

    def prepare(self) -> None:
        """Open the index when it is there, else begin to build it. Returns at once."""
        with self._lock:
            if self.gazetteer is not None or (self._thread and self._thread.is_alive()):
                return
            if has_world_index(self.folder):
                self._build()
                return
            self.failure = None
            self._thread = Thread(target=self._build, daemon=True)
            self._thread.start()

    @property
    def is_building(self) -> bool:
        """Whether waiting would help."""
        return self.gazetteer is None and self.failure is None

    def _build(self) -> None:
        try:
            self.gazetteer = WorldGazetteer(world_index(self.folder, self._hear))
        except CaravanError as error:
            self.failure = error.message

    def _hear(self, share: float) -> None:
        self.share = share


@st.cache_resource(show_spinner=False)
def index_state(folder: Path) -> IndexState:
    """The state of the index in a folder: one for all visitors."""
    return IndexState(folder)


def show_index_state(folder: Path | None, speech: Language) -> bool:
    """Say that the places of the world are being prepared, until they are; whether they still are."""
    _ = speech.text
    if folder is None:
        return False
    state = index_state(folder)
    state.prepare()
    if state.gazetteer is not None:
        return False

    @st.fragment(run_every=_SECONDS)
    def panel() -> None:
        if state.gazetteer is not None:
            st.rerun()
        if state.failure is not None:
            show_notice(
                Tone.OPEN,
                _("The list of the world's places can't be prepared."),
                speech,
                speech.message(state.failure),
                _("Places can still be set by hand on the map."),
            )
            return
        bar = element("div", class_="cv-bar-fill", style=f"inline-size:{state.share:.0%}")
        show(
            element(
                "div",
                element(
                    "p",
                    _(
                        "Preparing the list of the world's places; this happens once, within a minute."
                    ),
                ),
                element("div", bar, class_="cv-bar"),
                class_="cv-quiet",
                role="status",
            ),
            speech,
        )

    panel()
    return state.is_building
