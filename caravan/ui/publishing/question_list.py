"""Refusals and proposals: accepted with one click, which leads to the new plan and its differences."""

from __future__ import annotations

import streamlit as st

from caravan.errors import Message, msg
from caravan.language.language import Language
from caravan.publishing.replies.questions import Question, confirmations, open_questions, settle
from caravan.tour.tour import Tour
from caravan.ui.choices import choose
from caravan.ui.html import element, show
from caravan.ui.navigation import go_to, page_link
from caravan.ui.opened import open_schedule
from caravan.ui.publishing.mail_facts import event_and_partner
from caravan.ui.publishing.rights import acting, may_publish, present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import trying
from caravan.ui.replanning.telling import Telling
from caravan.views.invitation_text import proposal_text

_GONE = msg("The plan or the tour has changed meanwhile: look at the answers again.")


def questions_of(seen: Standing) -> tuple[Question, ...]:
    """The answers that somebody has to act on. Raises StateUnusable."""
    tour = _tour(seen)
    return open_questions(seen.visit.desk, seen.schedule, tour or seen.shelved.plan.tour)


def show_questions(seen: Standing) -> None:
    """Draw them; nothing when nobody asks anything."""
    speech = seen.visit.language
    found = questions_of(seen)
    if not found:
        return
    title = speech.count(
        "1 answer asks something of you", "{number} answers ask something of you", len(found)
    )
    show(element("h2", title), speech)
    for question in found:
        with st.container(key=f"cv-question-{question.invitation.id}", border=True):
            _show_question(seen, question, speech)


def _show_question(seen: Standing, question: Question, speech: Language) -> None:
    _ = speech.text
    invitation = question.invitation
    town, partner = event_and_partner(seen, invitation.partner, invitation.event, speech)
    show(element("b", element("bdi", f"{town} · {partner}")), speech)
    show(element("p", element("bdi", _asked(seen, question, speech))), speech)
    if invitation.comment:
        show(element("blockquote", element("bdi", invitation.comment), class_="cv-comment"), speech)
    if question.obstacle is not None:
        show(element("p", speech.message(question.obstacle), class_="cv-why"), speech)
    _show_what_is_left(seen, question, speech)
    if may_publish(seen.visit):
        with st.container(horizontal=True, key=f"cv-question-do-{invitation.id}"):
            _show_ways(seen, question, speech)


def _show_what_is_left(seen: Standing, question: Question, speech: Language) -> None:
    """Of an answer that the tour has taken over: what has still to be done; nothing of another."""
    _ = speech.text
    about, schedule = question.invitation, seen.visit.schedule
    if schedule is None:
        return
    opened = open_schedule(seen.visit.desk, schedule)
    tour = opened.reading.tour
    is_gone = tour is not None and all(event.id != about.event for event in tour.events)
    if not (question.is_taken_over or is_gone):
        return
    planned = seen.candidate.revision(about.event)
    if not opened.is_current:
        text = _("The tour says so already. What is left: plan it anew, and publish the plan.")
        show(element("p", text, class_="cv-quiet"), speech)
        page_link("plan", _("To the plan"), speech, about=str(about.id))
    elif planned is not None and planned.sequence == question.revision.sequence:
        text = _("The plan agrees already, and the hours that were told stay: settle the answer.")
        show(element("p", text, class_="cv-quiet"), speech)
    else:
        text = _("The plan says so already. What is left: publish it; then the partner is told.")
        show(element("p", text, class_="cv-quiet"), speech)
        if may_publish(seen.visit):
            key = f"to-news-{about.id}"
            st.button(_("See what is new, and publish"), key=key, on_click=_to_news)


def _to_news() -> None:
    choose("step", "news")


def _show_ways(seen: Standing, question: Question, speech: Language) -> None:
    _ = speech.text
    invitation = question.invitation
    key = f"{invitation.id}-{invitation.version}"
    if question.obstacle is None and not question.is_taken_over:
        label = _("Accept these hours") if question.is_proposal else _("Accept the refusal")
        st.button(
            label, type="primary", key=f"accept-{key}", on_click=_accept, args=(seen, question)
        )
    st.button(
        _("Settled in another way"), key=f"settle-{key}", on_click=_settle, args=(seen, question)
    )


def _asked(seen: Standing, question: Question, speech: Language) -> str:
    _ = speech.text
    invitation, revision = question.invitation, question.revision
    zone = seen.candidate.plan.tour.zone
    told = proposal_text(revision.begins, revision.ends, zone, speech)
    begins, ends = invitation.proposal_begins, invitation.proposal_ends
    if question.is_proposal and begins is not None and ends is not None:
        wished = proposal_text(begins, ends, zone, speech)
        return _("proposes {wished} instead of {told}", wished=wished, told=told)
    return _("declines {told}", told=told)


def _accept(seen: Standing, question: Question) -> None:
    """Tell the page "Something has changed" of it, where the new plan is found and reviewed."""

    def act() -> Message | None:
        telling = _telling(seen)
        if telling is None:
            return _GONE
        visit = seen.visit
        known = confirmations(visit.desk, seen.schedule, telling.tour)
        telling.add(*known, *question.adjustments)
        go_to("change")
        return None

    trying(act)


def _settle(seen: Standing, question: Question) -> None:
    def act() -> Message | None:
        visit = seen.visit
        settle(visit.desk, question.invitation, at=present(), who=acting(visit))
        return msg("The answer is settled; nothing in the tour was changed.")

    trying(act)


def _telling(seen: Standing) -> Telling | None:
    """What is told of the plan so far, as the page "Something has changed" knows it."""
    schedule = seen.visit.schedule
    if schedule is None:
        return None
    opened = open_schedule(seen.visit.desk, schedule)
    tour, files, before = opened.reading.tour, opened.reading.files, opened.shelved
    if tour is None or files is None or before is None:
        return None
    return Telling(seen.visit, opened, tour, files, before)


def _tour(seen: Standing) -> Tour | None:
    schedule = seen.visit.schedule
    return None if schedule is None else open_schedule(seen.visit.desk, schedule).reading.tour
