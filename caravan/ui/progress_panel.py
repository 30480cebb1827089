"""What a visitor sees while the planner is at work: how far it is, and a way to stop it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.jobs import Job
from caravan.ui.planner_report import Progress

_SECONDS = 0.7
"""Between two looks at the job: live to the eye, light for the server."""


def show_progress(job: Job, speech: Language) -> None:
    """Show a job until it ends; then the whole page is drawn anew."""

    @st.fragment(run_every=_SECONDS)
    def panel() -> None:
        if job.outcome is not None:
            st.rerun()
        _ = speech.text
        with st.container(key="cv-progress"):
            show(report(job, speech), speech)
            st.button(
                _("Stopping…") if job.cancelled else _("Stop and keep the best plan so far"),
                key=f"stop-{job.id}",
                disabled=job.cancelled,
                on_click=job.cancel,
            )

    panel()


def report(job: Job, speech: Language) -> Markup:
    """How far a job is, as markup."""
    _ = speech.text
    progress = job.progress
    facts = [_("{seconds} s", seconds=int(job.seconds))]
    if progress.travel_minutes is not None:
        travel = speech.duration(progress.travel_minutes)
        facts.append(_("best plan so far: {travel} on the way", travel=travel))
        if progress.bound is not None:
            bound = speech.duration(progress.bound)
            facts.append(_("no plan can do with less than {bound}", bound=bound))
    share = _proved_share(progress)
    bar = element("div", class_="cv-bar-fill", style=f"inline-size:{share:.0%}")
    return element(
        "div",
        element("p", _phase(progress.phase, speech), class_="cv-notice-headline"),
        element("p", " · ".join(facts), class_="cv-quiet cv-figures"),
        element("div", bar, class_="cv-bar" if share else "cv-bar cv-bar-waiting"),
        class_="cv-report",
        role="status",
    )


def _phase(phase: str, speech: Language) -> str:
    _ = speech.text
    known = {
        "days": _("Finding every possible day"),
        "bound": _("Working out what no plan can undercut"),
        "search": _("Searching for the best plan"),
        "improve": _("Making the plan better"),
        "explain": _("Finding out which towns stand in the way"),
    }
    return known.get(phase, _("Planning the tour"))


def _proved_share(progress: Progress) -> float:
    """How near the bound is to the best plan, from 0 to 1."""
    if not progress.travel_minutes or progress.bound is None:
        return 0.0
    return max(0.0, min(1.0, progress.bound / progress.travel_minutes))
