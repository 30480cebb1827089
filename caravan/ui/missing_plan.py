"""Pages that need a plan say so when there is none, and where to get it."""

from __future__ import annotations

from caravan.store.shelf import ShelvedPlan
from caravan.ui.explaining import is_known_impossible
from caravan.ui.heading import show_heading, title_of
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.situation import show_no_schedule
from caravan.ui.unfinished import show_unfinished
from caravan.ui.visit import Visit


def plan_or_notice(visit: Visit) -> ShelvedPlan | None:
    """The plan to show; without one, None after telling the visitor why."""
    speech = visit.language
    _ = speech.text
    if visit.schedule is None:
        show_no_schedule(visit.desk.settings, speech)
        return None
    opened = open_schedule(visit.desk, visit.schedule)
    if opened.shelved is not None:
        return opened.shelved
    show_heading(visit, opened.reading.tour, None, title=title_of(visit, opened.reading))
    if opened.reading.tour is None:
        show_unfinished(visit, opened.reading)
        return None
    job = visit.jobs.last(visit.schedule)
    if job is not None and job.outcome is None:
        show_notice(
            Tone.QUIET,
            _("The tour is being planned."),
            speech,
            _("The Plan page shows how far it is."),
        )
    elif is_known_impossible(visit, opened):
        show_notice(
            Tone.OPEN,
            _("No plan was found that keeps all that must be kept."),
            speech,
            _("The Plan page shows why, and what would help."),
        )
        page_link("plan", _("Show the ways out"), speech)
    else:
        show_notice(
            Tone.QUIET, _("This tour has no plan yet."), speech, _("Make one on the Plan page.")
        )
        page_link("plan", _("Plan this tour"), speech)
    return None
