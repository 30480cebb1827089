"""The offer to carry on what was published of a tour in files, of which the tour is a copy."""

from __future__ import annotations

import streamlit as st

from caravan.errors import Message, msg
from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.publishing.take_over import take_over
from caravan.store.permissions import Right
from caravan.ui.html import element, show
from caravan.ui.navigation import section_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.rights import acting, present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import trying
from caravan.views.calendar import words


def show_taking_over(seen: Standing) -> None:
    """Draw it, for a kept tour that was never published; else nothing."""
    visit, speech = seen.visit, seen.visit.language
    _ = speech.text
    if seen.latest is not None:
        _show_new_name(seen, seen.latest, speech)
        return
    if visit.schedule is None or not visit.schedule.is_kept or not visit.may.publish:
        return
    for other in visit.offered:
        if other.is_kept or not visit.may_with(other.name).publish:
            continue
        told = visit.desk.publications.latest(other.name)
        if told is None or not _is_of(told, seen):
            continue
        show_notice(
            Tone.OPEN,
            _("“{name}” was published before, as a tour in files.", name=_name(told, speech)),
            speech,
            _(
                "If this tour is that one, take it over: partners then learn only what changes, "
                "and their calendars and links go on. Otherwise everybody is invited anew."
            ),
        )
        with st.container(key=f"cv-take-over-{other.name}"):
            st.button(
                _("Take over what was published"),
                key=f"take-over-{other.name}",
                on_click=_take_over,
                args=(seen, other.name),
            )


def _is_of(told: Publication, seen: Standing) -> bool:
    """Whether most of the events that were told are in the tour."""
    events = {event.id for event in seen.candidate.plan.tour.events}
    known = sum(revision.event.id in events for revision in told.revisions)
    return 2 * known > len(told.revisions)


def _take_over(seen: Standing, source: str) -> None:
    trying(lambda: _moved(seen, source))


def _moved(seen: Standing, source: str) -> Message:
    desk = seen.visit.allowed(Right.PUBLISH, source)
    seen.visit.allowed(Right.PUBLISH, seen.schedule)
    take_over(desk, source, seen.schedule, at=present(), who=acting(seen.visit))
    return msg(
        "What was published is now of this tour. Look at what has changed since, and publish."
    )


def _show_new_name(seen: Standing, latest: Publication, speech: Language) -> None:
    """Partners read the name of the tour: "(copy)" is seldom meant for them."""
    _ = speech.text
    before, now = latest.plan.tour.names, seen.candidate.plan.tour.names
    if before == now:
        return
    text = _(
        "The tour is called “{now}” now; partners know it as “{before}”.",
        now=speech.name(now),
        before=speech.name(before),
    )
    show(element("p", element("bdi", text), class_="cv-quiet"), speech)
    if seen.visit.may.edit and seen.visit.schedule is not None and seen.visit.schedule.is_kept:
        section_link("rules", _("Change the name"), seen.schedule, speech)


def _name(told: Publication, speech: Language) -> str:
    return words.name(told.plan.tour, speech)
