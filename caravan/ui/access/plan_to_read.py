"""The Plan page for those who read it only: the plan, and nothing that changes it."""

from __future__ import annotations

from caravan.ui.answer_pane import show_answer
from caravan.ui.downloads import show_downloads
from caravan.ui.heading import show_heading, title_of
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.visit import Visit


def show_plan_to_read(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    _ = speech.text
    if visit.schedule is None:
        return
    opened = open_schedule(visit.desk, visit.schedule)
    shelved = opened.shelved
    if shelved is None:
        title = title_of(visit, opened.reading)
        show_heading(visit, opened.reading.tour, None, title=title)
        show_notice(Tone.QUIET, _("This tour has no plan yet."), speech)
        return
    plan = shelved.plan
    show_heading(visit, plan.tour, plan, lambda: show_downloads(shelved, speech))
    if not opened.is_current:
        show_notice(
            Tone.QUIET,
            _("The tour has changed since this plan was made. A new plan may follow."),
            speech,
        )
    show_answer(visit, shelved)
