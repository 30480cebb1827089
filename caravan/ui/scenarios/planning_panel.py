"""What the planner does for the scenarios of a tour: how far it is, who waits, and a way to stop."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.jobs import Job
from caravan.ui.progress_panel import report
from caravan.ui.scenarios.alternatives import Alternative, Answer
from caravan.ui.scenarios.solving import Queue

_SECONDS = 0.7
"""Between two looks."""


def show_planning(every: tuple[Alternative, ...], queue: Queue, speech: Language) -> None:
    """Show the jobs that run and who waits, until that changes; nothing when nobody does."""
    running = [(one, one.job) for one in every if one.job and one.answer is Answer.RUNNING]
    names = {one.id: one.title(speech) for one in every}
    waiting = [id_ for id_ in queue.waiting if id_ in names]
    if not running and not waiting:
        return

    @st.fragment(run_every=_SECONDS)
    def panel() -> None:
        now = [id_ for id_ in queue.waiting if id_ in names]
        if now != waiting or any(job.outcome is not None for _, job in running):
            st.rerun()
        _ = speech.text
        with st.container(key="cv-progress"):
            for one, job in running:
                _show_job(one, job, speech)
            if waiting:
                listed = speech.listing(names[id_] for id_ in waiting)
                text = _("Planned next: {names}", names=listed)
                show(element("p", element("bdi", text), class_="cv-quiet"), speech)
                st.button(
                    _("Stop all"),
                    key="stop-all",
                    on_click=queue.drop,
                    args=tuple(one.id for one in every),
                )

    panel()


def _show_job(one: Alternative, job: Job, speech: Language) -> None:
    _ = speech.text
    name = element("p", element("b", element("bdi", one.title(speech))))
    show(Markup("{}{}").format(name, report(job, speech)), speech)
    st.button(
        _("Stopping…") if job.cancelled else _("Stop and keep the best plan so far"),
        key=f"stop-{job.id}",
        disabled=job.cancelled,
        on_click=job.cancel,
    )
