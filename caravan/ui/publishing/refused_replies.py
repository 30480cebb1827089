"""Answers that don't count: whose, why, and a way to let them count all the same."""

from __future__ import annotations

import streamlit as st

from caravan.errors import Message, msg
from caravan.language.language import Language
from caravan.plan.invitation_state import Answer
from caravan.store.reply import Reply
from caravan.ui.html import element, show
from caravan.ui.publishing.instants import moment_text
from caravan.ui.publishing.mail_facts import event_and_partner
from caravan.ui.publishing.rights import acting, present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import trying
from caravan.views.invitation_text import state_text

_MOST = 50


def show_refused(seen: Standing) -> None:
    """Draw them; nothing when all count."""
    speech = seen.visit.language
    found = _found(seen)
    if not found:
        return
    title = speech.count("1 answer doesn't count", "{number} answers don't count", len(found))
    show(element("h2", title), speech)
    for reply in found:
        with st.container(key=f"cv-reply-{reply.id}", horizontal=True):
            _show_reply(seen, reply, speech)


def _found(seen: Standing) -> tuple[Reply, ...]:
    """Those of this schedule; for who may see every schedule, also those that belong to none."""
    replies = seen.visit.desk.replies
    found = replies.refused(seen.schedule, last=_MOST)
    if seen.visit.may.manage:
        found += replies.unplaced(last=_MOST)
        found = tuple(sorted(found, key=lambda one: (one.received, one.id), reverse=True))
    return found[:_MOST]


def _show_reply(seen: Standing, reply: Reply, speech: Language) -> None:
    _ = speech.text
    zone = seen.candidate.plan.tour.zone
    sender = reply.sender or _("sender unknown")
    facts = [moment_text(reply.received, zone, speech)]
    facts += _about(seen, reply, speech)
    lines = [
        element("b", element("bdi", sender, dir="auto")),
        element("p", element("bdi", " · ".join(facts)), class_="cv-quiet cv-figures"),
    ]
    if reply.refusal is not None:
        lines.append(element("p", element("bdi", speech.message(reply.refusal)), class_="cv-why"))
    if reply.comment:
        lines.append(element("blockquote", element("bdi", reply.comment), class_="cv-comment"))
    show(element("div", *lines), speech)
    if reply.may_count:
        with st.popover(_("Let it count")):
            text = _("Only if you know that it is really from the partner, and meant so.")
            show(element("p", text), speech)
            st.button(
                _("Let this answer count"),
                key=f"count-{reply.id}",
                on_click=_count,
                args=(seen, reply),
            )


def _about(seen: Standing, reply: Reply, speech: Language) -> list[str]:
    found = []
    if reply.answer is not None:
        found.append(state_text(Answer(reply.answer).state, speech))
    if reply.invitation is not None:
        asked = seen.visit.desk.invitations.numbered(reply.invitation, seen.schedule)
        if asked is not None:
            town, partner = event_and_partner(seen, asked.partner, asked.event, speech)
            found.append(f"{town} · {partner}")
    return found


def _count(seen: Standing, reply: Reply) -> None:
    def act() -> Message | None:
        seen.visit.desk.replies.count_anyway(
            reply.id, seen.schedule, at=present(), who=acting(seen.visit)
        )
        return msg("The answer counts now.")

    trying(act)
