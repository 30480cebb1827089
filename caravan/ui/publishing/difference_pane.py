"""The first part of the page Publish: who will be told what, before anything leaves."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.navigation import page_link, section_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.counts import open_things
from caravan.ui.publishing.instants import moment_text
from caravan.ui.publishing.left_out import show_left_out
from caravan.ui.publishing.over import show_over
from caravan.ui.publishing.publish_acts import LONGEST_NOTE, note_key, publish_now
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.rows import due_rows, event_rows, untold_rows
from caravan.ui.publishing.standing import Standing


def show_difference(seen: Standing, *, is_current: bool) -> None:
    """Draw it.

    Args:
        is_current: whether the plan answers the tour as it is now.
    """
    speech = seen.visit.language
    _ = speech.text
    if not is_current:
        show_notice(
            Tone.OPEN,
            _("The tour has changed since this plan was made."),
            speech,
            _("What you publish here is the plan as it was. Plan again first to take it along."),
        )
        page_link("plan", _("To the plan"), speech)
    show_left_out(seen, speech)
    with st.container(key="cv-difference"):
        _show_news(seen, speech)
        if may_publish(seen.visit):
            _show_button(seen, speech)
        else:
            text = _("You may look at this tour, but not publish it.")
            show(element("p", text, class_="cv-quiet"), speech)


def _show_news(seen: Standing, speech: Language) -> None:
    _ = speech.text
    told = seen.candidate
    latest = seen.latest
    if latest is not None and not seen.is_new:
        waiting = open_things(seen).get("mails", 0)
        show_notice(
            Tone.OPEN if waiting else Tone.GOOD,
            _(
                "Nothing has changed since publication {number} of {when}.",
                number=latest.number,
                when=moment_text(latest.made, latest.plan.tour.zone, speech),
            ),
            speech,
            _more(seen, waiting, speech),
        )
        return
    if latest is not None and seen.only_texts and not seen.changes.told:
        show_notice(
            Tone.QUIET,
            _("No hour and no place has changed since publication {number}.", number=latest.number),
            speech,
            _("Only the texts in calendars change. No partner is told by mail."),
        )
    if seen.writable:
        rows = due_rows(seen.writable, told, speech, with_addresses=may_publish(seen.visit))
        show_over((one.change.after for one in seen.writable if not one.change.is_off), speech)
        show(_part(_mails_title(seen, speech), rows), speech)
    elif not seen.unreachable and seen.revised:
        text = _("Nobody gets a mail: no partner of these events is known.")
        show(element("p", text, class_="cv-quiet"), speech)
        if seen.latest is None:
            section_link("partners", _("Enter partners"), seen.schedule, speech)
    if seen.unreachable:
        title = speech.count(
            "1 partner can't be written to",
            "{number} partners can't be written to",
            len({one.change.partner.id for one in seen.unreachable}),
        )
        rows = due_rows(seen.unreachable, told, speech, with_addresses=may_publish(seen.visit))
        show(_part(title, rows), speech)
        if seen.visit.may.edit and seen.visit.schedule is not None and seen.visit.schedule.is_kept:
            section_link("partners", _("Enter their addresses"), seen.schedule, speech)
    if seen.only_calendars:
        title = _("Seen in calendars only")
        show(_part(title, event_rows(seen.only_calendars, told, speech)), speech)
    if seen.untold:
        title = speech.count(
            "1 partner is not told, because nothing has changed for it",
            "{number} partners are not told, because nothing has changed for them",
            len({partner.id for partner, _revision in seen.untold}),
        )
        rows = untold_rows(seen.untold, told, speech)
        show(element("details", element("summary", title), rows, class_="cv-term"), speech)


def _more(seen: Standing, waiting: int, speech: Language) -> str:
    """Who knows of a plan in which nothing is new."""
    if waiting:
        return speech.count(
            "1 mail of it has still to be looked at, under Mails.",
            "{number} mails of it have still to be looked at, under Mails.",
            waiting,
        )
    if seen.due or not may_publish(seen.visit):
        return ""  # Who was never told, or can't be, doesn't; and viewers see no mails.
    return speech.text(
        "Everybody knows the plan as it is. To publish it again would tell nobody anything."
    )


def _mails_title(seen: Standing, speech: Language) -> str:
    return speech.count("1 mail is drafted", "{number} mails are drafted", len(seen.writable))


def _part(title: str, rows: Markup) -> Markup:
    return element("section", element("h2", title), rows, class_="cv-part")


def _show_button(seen: Standing, speech: Language) -> None:
    _ = speech.text
    number = seen.base + 1
    with st.container(key="cv-publish"):
        if not seen.is_new:
            with st.popover(_("Publish again all the same")):
                text = _("It becomes number {number}, and says the same as before.", number=number)
                show(element("p", text), speech)
                _note(seen, speech)
                _button(seen, _("Publish as number {number}", number=number))
            return
        _note(seen, speech)
        _button(seen, _("Publish as number {number}", number=number))
        text = _(
            "Calendars that are subscribed to are right at once. Mails are drafted only: you read "
            "them before they are sent."
        )
        show(element("p", text, class_="cv-quiet"), speech)


def _note(seen: Standing, speech: Language) -> None:
    # Also where nothing is to be told: what was typed before somebody else published stays.
    st.text_input(
        speech.text("Note to yourselves (partners don't see it)"),
        key=note_key(seen.schedule),
        max_chars=LONGEST_NOTE,
        placeholder=speech.text("Why this publication"),
    )


def _button(seen: Standing, label: str) -> None:
    # A second click on it finds no button of this number any more.
    st.button(
        label,
        type="primary",
        key=f"publish-{seen.base + 1}",
        on_click=publish_now,
        args=(seen,),
    )
