"""After a repair: what was changed, and the way back; or why it could not be made."""

from __future__ import annotations

import streamlit as st

from caravan.store.settings import Schedule
from caravan.ui.notice import Tone, show_notice
from caravan.ui.repairing import FIELD, copied_now, failed_now, is_repair
from caravan.ui.situation import sentence
from caravan.ui.tour_page.conflict import show_conflict
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.saved import show_unsaved
from caravan.ui.visit import Visit
from caravan.ui.workbench import Workbench, workbench


def shows_conflict(visit: Visit, schedule: Schedule) -> bool:
    """Ask the visitor to decide when somebody else has changed the tour; whether the page does."""
    if not schedule.is_kept:
        return False
    bench = workbench(visit, schedule.name)
    if bench.pending is None or bench.pending.failure is not None:
        return False
    show_conflict(bench)
    return True


def show_repaired(visit: Visit, schedule: Schedule) -> None:
    """Tell what became of the last click, and of the last repair."""
    speech = visit.language
    failed = failed_now()
    if failed is not None:
        headline = speech.text("That did not work as it should.")
        show_notice(Tone.FAULT, headline, speech, sentence(speech.message(failed.message)))
    if schedule.is_kept:
        bench = workbench(visit, schedule.name)
        show_unsaved(bench)
        show_faults(bench, FIELD)
        _show_last_repair(bench)


def _show_last_repair(bench: Workbench) -> None:
    """The last change of the tour when it is a repair, whenever that was: with the way back."""
    speech, done = bench.language, bench.opened.undoes
    if done is None or not is_repair(done):
        return
    _ = speech.text
    copied = _("This is a copy of your own. The tour in files stays as it was.")
    with st.container(horizontal=True, key="cv-repaired", vertical_alignment="center"):
        show_notice(
            Tone.GOOD,
            _("Changed, so that a plan is possible: {change}.", change=speech.message(done)),
            speech,
            *([copied] if copied_now() else []),
        )
        st.button(
            _("Undo this change"),
            key=bench.key("undo-repair"),
            on_click=bench.undo,
            disabled=bench.pending is not None,
        )
