"""The Calendars page: the links that were given away, new ones, what subscribers see, files."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.ui.calendar_preview import preview
from caravan.ui.glossary import Term, question
from caravan.ui.heading import show_heading
from caravan.ui.html import element, show
from caravan.ui.invitation_list import show_invitations
from caravan.ui.link_list import show_links
from caravan.ui.links import Addresses, addresses
from caravan.ui.missing_plan import plan_or_notice
from caravan.ui.navigation import page_link
from caravan.ui.new_link import show_new_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.visit import Visit


def show_calendars(visit: Visit) -> None:
    """Draw the page."""
    shelved = plan_or_notice(visit)
    if shelved is None or visit.schedule is None:
        return
    speech = visit.language
    show_heading(visit, shelved.plan.tour, shelved.plan)
    publication = visit.desk.publications.latest(visit.schedule.name)
    with st.container(key="cv-calendars"):
        if publication is None:
            _say_publish_first(speech)
        if visit.may.publish:
            _show_given(visit, visit.schedule.name, publication, speech)
        if publication is not None:
            _show_content(publication, speech)


def _say_publish_first(speech: Language) -> None:
    _ = speech.text
    show_notice(
        Tone.OPEN,
        _("Nothing is published yet, so there is nothing to subscribe to."),
        speech,
        _("Calendars and day pages show what was published last, never a plan in the making."),
    )
    page_link("publish", _("Publish first"), speech)


def _show_given(
    visit: Visit, schedule: str, publication: Publication | None, speech: Language
) -> None:
    _ = speech.text
    there = addresses(visit.desk)
    _section(
        _("Links"),
        speech,
        _("Each link is one secret address. Give each one to those concerned, and no other."),
        question(_("What does subscribing mean?"), Term.SUBSCRIBE, speech),
        question(_("What is a day page?"), Term.DAY_PAGE, speech),
    )
    _show_reach(there, speech)
    if publication is not None:
        show_new_link(visit, schedule, publication, there)
    show_links(visit, schedule, publication)


def _show_content(publication: Publication, speech: Language) -> None:
    _ = speech.text
    with st.expander(_("How soon a change is seen")):
        show(_refresh(speech), speech)
    _section(
        _("Events"),
        speech,
        _(
            "What the calendar of the whole tour holds since publication {number}.",
            number=publication.number,
        ),
    )
    show(preview(publication, speech), speech)
    _show_files(publication, speech)
    _section(
        _("Invitations"),
        speech,
        _("One file for each partner, in the partner's language. The page Publish sends them."),
    )
    show_invitations(publication, speech)


def _section(title: str, speech: Language, text: str, *more: Markup) -> None:
    about = element("p", text, class_="cv-quiet")
    show(element("div", element("h2", title), about, *more, class_="cv-section"), speech)


def _show_reach(there: Addresses, speech: Language) -> None:
    """Say who can use the addresses, before somebody sends them around in vain."""
    _ = speech.text
    if there.is_loopback:
        show_notice(
            Tone.QUIET,
            _("These addresses work on this computer only."),
            speech,
            _("Phones and partners can use them once the app runs on a server that they reach."),
        )
    elif not there.is_encrypted:
        show_notice(
            Tone.OPEN,
            _("This server is reached without encryption."),
            speech,
            _("Anyone on the way can read these addresses: put the app behind HTTPS first."),
        )


def _show_files(publication: Publication, speech: Language) -> None:
    from caravan.views.calendar import calendar_zip

    st.download_button(
        speech.text("All calendars and invitations (.zip)"),
        lambda: calendar_zip(publication, speech, publication.made),
        file_name=f"{publication.plan.tour.id}-calendars.zip",
        mime="application/zip",
        key="download-zip",
        on_click="ignore",
    )


def _refresh(speech: Language) -> Markup:
    from caravan.views.calendar import refresh_notes

    entries = [
        element("div", element("dt", program), element("dd", note))
        for program, note in refresh_notes(speech)
    ]
    return element("dl", *entries, class_="cv-refresh")
