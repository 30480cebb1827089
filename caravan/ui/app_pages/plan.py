"""The Plan page: which days, is it good, what needs me; the map always beside it."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.plan.plan import Status
from caravan.ui.answer_pane import show_answer
from caravan.ui.choices import choose, chosen
from caravan.ui.downloads import show_downloads
from caravan.ui.explanation_pane import Told, show_no_plan
from caravan.ui.heading import show_heading, title_of
from caravan.ui.jobs import Job
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import Opened, open_schedule
from caravan.ui.progress_panel import show_progress
from caravan.ui.repaired import show_repaired, shows_conflict
from caravan.ui.replanning.adopted_notice import show_adopted
from caravan.ui.situation import show_no_schedule
from caravan.ui.unfinished import show_unfinished
from caravan.ui.visit import Visit


def show_plan(visit: Visit) -> None:
    """Draw the page."""
    if visit.schedule is None:
        show_no_schedule(visit.desk.settings, visit.language)
        return
    if shows_conflict(visit, visit.schedule):
        return
    opened = open_schedule(visit.desk, visit.schedule)
    shelved = opened.shelved
    # The tour that is shown: above an earlier plan stand the dates of that plan.
    tour = shelved.plan.tour if shelved else opened.reading.tour
    show_heading(
        visit,
        tour,
        shelved.plan if shelved else None,
        lambda: _actions(visit, opened),
        title_of(visit, opened.reading),
    )
    show_repaired(visit, visit.schedule)
    show_adopted(visit, opened)
    if opened.reading.tour is None:
        show_unfinished(visit, opened.reading)
        if shelved is not None:
            _tell_of_changes(visit, opened)
    elif _show_state(visit, opened):
        return
    if shelved is not None:
        show_answer(visit, shelved)


def _show_state(visit: Visit, opened: Opened) -> bool:
    """What the planner does or did, and what the visitor can do about it.

    Whether a plan is shown with it, so that no other one is.
    """
    speech = visit.language
    _ = speech.text
    job = _job(visit, opened)
    if job is None and opened.shelved is None and opened.schedule == visit.default_file:
        # A first start shows the default tour planned, without anybody asking.
        job = _start(visit, opened, first=True)
    if job is not None and job.outcome is None:
        choose("job", job.id)
        show_progress(job, speech)
        if opened.shelved is not None and not opened.is_current:
            show_notice(Tone.QUIET, _earlier_plan(speech), speech)
        return False
    answered = job if job is not None and job.tour_key == opened.key else None
    if not opened.is_current:
        conflict = answered.outcome.conflict if answered and answered.outcome else None
        no_plan = show_no_plan(visit, opened, conflict)
        if no_plan is not None:
            _show_way_on(visit, opened, no_plan)
            return no_plan.shows_plan
    told = answered is not None and _show_outcome(answered, speech)
    if opened.shelved is None:
        if not told:
            show_notice(Tone.QUIET, _("This tour has no plan yet."), speech)
        _solve_button(visit, opened, _("Try again") if told else _("Plan this tour"))
    elif not opened.is_current:
        _tell_of_changes(visit, opened)
        _solve_button(visit, opened, _("Plan again"))
    return False


def _show_way_on(visit: Visit, opened: Opened, told: Told) -> None:
    """What follows when no plan keeps all."""
    speech = visit.language
    # Asking again would not change a proof; changing the tour does.
    if not told.is_proved:
        _solve_button(visit, opened, speech.text("Try again"))
    if opened.shelved is not None and not told.shows_plan:
        show_notice(Tone.QUIET, _earlier_plan(speech), speech)


def _tell_of_changes(visit: Visit, opened: Opened) -> None:
    speech = visit.language
    _ = speech.text
    if opened.schedule.is_kept:
        headline = _("The tour has changed since this plan was made.")
    else:
        headline = _("The files have changed since this plan was made.")
    show_notice(Tone.OPEN, headline, speech, _earlier_plan(speech))


def _earlier_plan(speech: Language) -> str:
    return speech.text("Below is the earlier plan.")


def _show_outcome(job: Job, speech: Language) -> bool:
    """Tell how a job ended when it needs telling; whether it did."""
    _ = speech.text
    outcome = job.outcome
    if outcome is None or (outcome.plan is not None and not outcome.cancelled):
        return False
    if outcome.plan is not None:
        show_notice(Tone.QUIET, _("Stopped. The best plan found so far is kept."), speech)
    elif outcome.cancelled:
        show_notice(Tone.OPEN, _("Stopped before a first plan was found."), speech)
    else:
        show_notice(
            Tone.FAULT,
            _("The planner ended without an answer."),
            speech,
            (speech.message(job.failure) if job.failure else job.complaint)
            or _("Try again; if it happens again, the server's log says why."),
        )
    return True


def _actions(visit: Visit, opened: Opened) -> None:
    """The buttons beside the tour's name."""
    if not opened.schedule.is_kept and not any(offered.is_kept for offered in visit.offered):
        # A first visit begins with an example; this is the way to one's own.
        page_link("new", visit.language.text("Make a tour of your own"), visit.language)
    if opened.shelved is None:
        return
    page_link("edit", visit.language.text("Edit by hand"), visit.language)
    page_link("change", visit.language.text("Something has changed"), visit.language)
    show_downloads(opened.shelved, visit.language)
    job = visit.jobs.last(opened.schedule)
    busy = job is not None and job.outcome is None
    plan = opened.shelved.plan
    # A new search would know nothing of what has happened and was promised.
    may_be_better = plan.status is not Status.OPTIMAL and plan.precedent is None
    if opened.is_current and may_be_better and not busy:
        _solve_button(visit, opened, visit.language.text("Search for a better plan"))


def _solve_button(visit: Visit, opened: Opened, label: str) -> None:
    def solve() -> None:
        job = _start(visit, opened)
        choose("job", job.id if job else None)

    st.button(label, type="primary", key="solve", on_click=solve)


def _start(visit: Visit, opened: Opened, *, first: bool = False) -> Job | None:
    """A job for the files as they are now; None when they are no tour."""
    files = opened.reading.files
    if files is None:
        return None
    start = visit.jobs.start_first if first else visit.jobs.start
    return start(opened.schedule, files, opened.key, visit.desk.shelf)


def _job(visit: Visit, opened: Opened) -> Job | None:
    """The job in the address when it is of this schedule, else the schedule's last one."""
    asked = visit.jobs.get(st.query_params.get("job"))
    if asked is not None and asked.schedule == opened.schedule:
        return asked
    if chosen("job", ()) is None and "job" in st.query_params:
        choose("job", None)
    return visit.jobs.last(opened.schedule)
