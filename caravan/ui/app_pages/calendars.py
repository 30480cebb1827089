"""The Calendars page: addresses to subscribe to, day pages, what partners see, files to take."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.store.shelf import ShelvedPlan
from caravan.ui.calendar_preview import preview
from caravan.ui.glossary import Term, question
from caravan.ui.heading import show_heading
from caravan.ui.html import element, show
from caravan.ui.invitation_list import show_invitations
from caravan.ui.links import Links, links
from caravan.ui.missing_plan import plan_or_notice
from caravan.ui.notice import Tone, show_notice
from caravan.ui.subscription import day_links, show_subscription
from caravan.ui.visit import Visit


def show_calendars(visit: Visit) -> None:
    """Draw the page."""
    shelved = plan_or_notice(visit)
    if shelved is None or visit.schedule is None:
        return
    speech, plan = visit.language, shelved.plan
    _ = speech.text
    show_heading(visit, plan.tour, plan)
    addresses = links(visit.desk, visit.schedule, speech)
    with st.container(key="cv-calendars"):
        _section(
            _("Subscribe"),
            speech,
            _("A calendar that is subscribed to follows every change of the plan by itself."),
            question(_("What does subscribing mean?"), Term.SUBSCRIBE, speech),
        )
        _show_reach(addresses, speech)
        show_subscription(plan, addresses, speech)
        with st.expander(_("How soon a change is seen")):
            show(_refresh(speech), speech)
        _section(
            _("Day pages"),
            speech,
            _(
                "One page a day for the team's phones: map, hours and contacts. Once opened, it "
                "stays readable without network."
            ),
            question(_("What is a day page?"), Term.DAY_PAGE, speech),
        )
        show(day_links(plan, addresses, speech), speech)
        _section(_("Events"), speech, _("What the calendar of the whole tour holds."))
        show(preview(plan, speech), speech)
        _show_files(shelved, speech)
        _section(
            _("Invitations"),
            speech,
            _("One file for each partner, in the partner's language, to send by mail."),
        )
        show_invitations(plan, speech)


def _section(title: str, speech: Language, text: str, more: Markup | str = "") -> None:
    about = element("p", text, class_="cv-quiet")
    show(element("div", element("h2", title), about, more, class_="cv-section"), speech)


def _show_reach(addresses: Links, speech: Language) -> None:
    """Say who can use the addresses, before somebody sends them around in vain."""
    _ = speech.text
    warning = _("Whoever has an address sees what is behind it: give it to those concerned only.")
    if addresses.is_loopback:
        show_notice(
            Tone.QUIET,
            _("These addresses work on this computer only."),
            speech,
            _("Phones and partners can use them once the app runs on a server that they reach."),
        )
    elif not addresses.is_encrypted:
        show_notice(
            Tone.OPEN,
            _("This server is reached without encryption."),
            speech,
            _("Anyone on the way can read these addresses: put the app behind HTTPS first."),
        )
    show(element("p", warning, class_="cv-quiet"), speech)


def _show_files(shelved: ShelvedPlan, speech: Language) -> None:
    from caravan.plan.publication import unpublished
    from caravan.views.calendar import calendar_zip

    plan, publication = shelved.plan, unpublished(shelved.plan)
    st.download_button(
        speech.text("All calendars and invitations (.zip)"),
        lambda: calendar_zip(publication, speech, publication.made),
        file_name=f"{plan.tour.id}-calendars.zip",
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
