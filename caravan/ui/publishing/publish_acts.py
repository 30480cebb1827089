"""The button Publish: the plan that was seen becomes what everybody is told, or it is said why not."""

from __future__ import annotations

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.publishing.publish import publish
from caravan.store.permissions import Right
from caravan.store.publications import PublishedElsewhere
from caravan.ui.choices import choose
from caravan.ui.opened import open_schedule
from caravan.ui.publishing.rights import acting, present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import tell, trying

LONGEST_NOTE = 300
"""Characters of a word of the organizers to themselves."""
_CHANGED = msg(
    "The plan has changed meanwhile. Nothing was published; look at the differences again."
)


def note_key(schedule: str) -> str:
    """Of the field for the note: it outlives a publication of somebody else."""
    return f"publish-note-{schedule}"


def publish_now(seen: Standing) -> None:
    """Publish the plan that the visitor saw. Meant for a widget's callback.

    Nothing is published when the plan, or the last publication, is another one by now: the page
    then shows the differences anew, and the note is still there.
    """
    trying(lambda: _publish(seen))


def _publish(seen: Standing) -> Message | None:
    visit, schedule = seen.visit, seen.visit.schedule
    desk = visit.allowed(Right.PUBLISH, seen.schedule)
    now = None if schedule is None else open_schedule(visit.desk, schedule).shelved
    if now is None or now.mark != seen.shelved.mark:
        raise CaravanError(_CHANGED)
    note = str(st.session_state.get(note_key(seen.schedule)) or "").strip()[:LONGEST_NOTE]
    try:
        made = publish(
            desk,
            seen.schedule,
            seen.shelved.plan,
            base=seen.base,
            at=present(),
            who=acting(visit),
            note=note,
        )
    except PublishedElsewhere as error:
        tell(error.message, is_fault=True)
        return None
    st.session_state.pop(note_key(seen.schedule), None)
    if seen.writable:
        choose("step", "mails")
        return msg(
            "Published as number {number}. Calendars that are subscribed to are right now; read "
            "the mails before they are sent.",
            number=made.number,
        )
    return msg(
        "Published as number {number}. Calendars that are subscribed to are right now.",
        number=made.number,
    )
