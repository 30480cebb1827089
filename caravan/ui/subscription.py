"""Addresses to hand out: to click, to copy, to photograph."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.ui.choices import choose, chosen
from caravan.ui.html import element, show
from caravan.ui.links import Links
from caravan.ui.qr import qr_code


def show_subscription(plan: Plan, addresses: Links, speech: Language) -> None:
    """A calendar to choose, with its address to copy, to click and to photograph."""
    from caravan.views.calendar import TOUR_FILE

    _ = speech.text
    names = {TOUR_FILE: _("Whole tour"), **_towns(plan, speech)}
    with st.container(key="cv-subscription", horizontal=True):
        with st.container(key="cv-subscription-text"):
            file = _choose_calendar(names, speech)
            st.code(addresses.feed(file), language=None, wrap_lines=True)
            with st.container(key="cv-subscription-actions", horizontal=True):
                webcal = addresses.webcal(file)
                st.link_button(_("Subscribe on this device"), webcal, type="primary")
                st.download_button(
                    _("Download"),
                    lambda: _calendar(plan, file, speech),
                    file_name=f"{plan.tour.id}-{file}",
                    mime="text/calendar",
                    key="download-calendar",
                    on_click="ignore",
                )
        label = _("QR code of the address: {name}", name=names[file])
        show(qr_code(addresses.feed(file), label), speech)


def _calendar(plan: Plan, file: str, speech: Language) -> bytes:
    from caravan.plan.publication import unpublished
    from caravan.views.calendar import TOUR_FILE, tour_feed, town_feed, town_files

    publication = unpublished(plan)
    at = publication.made
    if file == TOUR_FILE:
        return tour_feed(publication, speech, at=at).content
    return town_feed(publication, town_files(publication)[file], speech, at=at).content


def _towns(plan: Plan, speech: Language) -> dict[str, str]:
    """File names of the towns' feeds with the towns' names, in the order of the names."""
    from caravan.plan.publication import unpublished
    from caravan.views.calendar import town_files

    names = {
        file: speech.name(plan.tour.place(town).names)
        for file, town in town_files(unpublished(plan)).items()
    }
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def _choose_calendar(names: dict[str, str], speech: Language) -> str:
    def change() -> None:
        choose("calendar", st.session_state["calendar"])

    first = next(iter(names))
    st.session_state["calendar"] = chosen("calendar", names) or first
    file: str = st.selectbox(
        speech.text("Calendar"),
        list(names),
        format_func=lambda file: names[file],
        key="calendar",
        on_change=change,
    )
    return file


def day_links(plan: Plan, addresses: Links, speech: Language) -> Markup:
    """One card a date, with the link to its page and a code for the team's phones."""
    _ = speech.text
    cards = []
    for day in {day.date: day for day in plan.days}.values():
        date = speech.date(day.date)
        address = addresses.day(day.date)
        link = element("a", date, href=address, target="_blank", rel="noopener noreferrer")
        code = qr_code(address, _("QR code of the address: {name}", name=date))
        folded = element("details", element("summary", _("QR code")), code, class_="cv-code")
        cards.append(element("article", element("h3", link), folded, class_="cv-day-link"))
    return element("div", *cards, class_="cv-day-links")
