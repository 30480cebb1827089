"""A tour that can't be planned as it is: what it still needs, in words, and where to do it."""

from __future__ import annotations

from caravan.errors import InputFaults
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import Reading
from caravan.ui.situation import show_unreadable
from caravan.ui.tour_page.needs import needs_list, needs_of
from caravan.ui.visit import Visit
from caravan.ui.workbench import drafted


def show_unfinished(visit: Visit, reading: Reading) -> None:
    """Tell what keeps a tour from being planned.

    Of a tour in files, the places in the files are told; of a kept one, what to do on its page.
    """
    speech, schedule = visit.language, visit.schedule
    if schedule is None or not schedule.is_kept or reading.files is None:
        show_unreadable(reading, speech)
        return
    try:
        needs = list(needs_of(drafted(reading.files), speech))
    except InputFaults:
        needs = []
    if not needs:
        show_unreadable(reading, speech)
        return
    _ = speech.text
    show_notice(
        Tone.OPEN, _("This tour is not complete yet."), speech, more=needs_list(needs, speech)
    )
    page_link("tour", _("Complete this tour"), speech)
