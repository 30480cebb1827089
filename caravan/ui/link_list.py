"""The links that were given away: what each opens, since when, last opened; replaced or revoked."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.store.link import Link, LinkKind
from caravan.ui.answer_links import show_answer_links
from caravan.ui.html import element, show
from caravan.ui.link_ends import show_ends
from caravan.ui.link_words import opened_text
from caravan.ui.publishing.rows import language_name
from caravan.ui.visit import Visit


def show_links(visit: Visit, schedule: str, publication: Publication | None) -> None:
    """Draw the list; links to answer, of which there are many, are folded."""
    speech = visit.language
    _ = speech.text
    today = datetime.now(UTC).date()
    listed = visit.desk.links.listed(schedule)
    given = [link for link in listed if link.kind is not LinkKind.ANSWER]
    live = [link for link in given if link.opens_on(today)]
    ended = [link for link in given if not link.opens_on(today)]
    if not live:
        show(element("p", _("No link is in use."), class_="cv-quiet"), speech)
    for link in live:
        key = f"cv-link-{link.id}"
        with st.container(key=key, horizontal=True, vertical_alignment="center"):
            show(_facts(link, publication, speech), speech)
            show_ends(visit, link, speech)
    if ended:
        title = speech.count(
            "1 link that was revoked", "{number} links that were revoked", len(ended)
        )
        rows = [element("li", _facts(link, publication, speech)) for link in ended]
        folded = element("ul", *rows, class_="cv-ended-links")
        show(element("details", element("summary", title), folded, class_="cv-term"), speech)
    answers = tuple(link for link in listed if link.kind is LinkKind.ANSWER)
    if answers:
        show_answer_links(visit, answers, publication, today)


def _facts(link: Link, publication: Publication | None, speech: Language) -> Markup:
    _ = speech.text
    name = opened_text((link.kind, link.subject), publication, speech)
    facts = [element("span", language_name(link.language, speech))]
    facts.append(element("span", _("made on {date}", date=speech.long_date(link.made.date()))))
    if link.revoked is not None:
        ended = speech.long_date(link.revoked.date())
        facts.append(element("span", _("revoked on {date}", date=ended)))
    if link.used is not None:
        used = speech.long_date(link.used)
        facts.append(element("span", _("last opened on {date}", date=used)))
    else:
        facts.append(element("span", _("never opened yet")))
    title = [element("b", element("bdi", link.label or name))]
    if link.label and link.label != name:
        title.append(element("span", element("bdi", name)))
    return element(
        "div",
        element("p", Markup(" · ").join(title)),
        element("p", Markup(" · ").join(facts), class_="cv-quiet"),
        class_="cv-link",
    )
