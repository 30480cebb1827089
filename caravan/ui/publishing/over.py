"""A warning: mails would ask about events that are over."""

from __future__ import annotations

from collections.abc import Iterable

from caravan.language.language import Language
from caravan.plan.revision import Revision
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.rights import present


def show_over(asked: Iterable[Revision], speech: Language) -> None:
    """Say how many of the events that mails ask about are over; nothing when none is."""
    now = present()
    over = {revision.event.id for revision in asked if revision.ends <= now}
    if over:
        show_notice(
            Tone.OPEN,
            speech.count(
                "1 of these events is over.", "{number} of these events are over.", len(over)
            ),
            speech,
            speech.text("Their mails would invite to them all the same. Leave those mails out."),
        )
