"""The invitations of a publication, one to download for each partner, and those that can't be written."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.tour.event import Event
from caravan.tour.partner import Partner
from caravan.ui.html import element, show


def show_invitations(publication: Publication, speech: Language) -> None:
    """A partner to choose with the download, and below whoever can't be invited, with the reason."""
    from caravan.views.calendar import invited, uninvited

    _ = speech.text
    guests = {partner.id: (event, partner) for event, partner in invited(publication)}
    if guests:
        with st.container(key="cv-invitations", horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                _("Partner"),
                list(guests),
                format_func=lambda id_: _title(publication, *guests[id_], speech),
                key="partner",
            )
            event, partner = guests[chosen]
            _download(publication, event, partner, speech)
    elif not uninvited(publication):
        show(element("p", _("The schedule names no partners."), class_="cv-quiet"), speech)
    obstacles = [
        element(
            "li",
            element("bdi", speech.name(one.partner.organization)),
            ": ",
            element("bdi", speech.message(one.reason)),
        )
        for one in uninvited(publication)
    ]
    if obstacles:
        lead = element("p", _("These partners can't be invited yet:"))
        show(element("div", lead, element("ul", *obstacles), class_="cv-uninvited"), speech)


def _title(publication: Publication, event: Event, partner: Partner, speech: Language) -> str:
    town = speech.name(publication.plan.tour.place(event.place).names)
    return f"{town} · {speech.name(partner.organization)}"


def _download(publication: Publication, event: Event, partner: Partner, speech: Language) -> None:
    from caravan.views.calendar import invitation

    st.download_button(
        speech.text("Download the invitation"),
        lambda: invitation(publication, event.id, partner.id),
        file_name=f"{publication.plan.tour.id}-{partner.id}.ics",
        mime="text/calendar",
        key=f"invitation-{partner.id}",
        on_click="ignore",
    )
