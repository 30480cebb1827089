"""The links to answer, which mails carry: long lists, folded; each replaced or revoked by itself."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.store.invitation import Invitation
from caravan.store.link import Link
from caravan.ui.html import element, show
from caravan.ui.link_ends import show_ends
from caravan.ui.link_words import about_text, partner_name, searchable
from caravan.ui.visit import Visit

_Named = tuple[Link, str, str]
"""A link, its partner and its event, in words."""


def show_answer_links(
    visit: Visit, links: tuple[Link, ...], publication: Publication | None, today: date
) -> None:
    """Draw the folded part, for links of one schedule."""
    speech = visit.language
    _ = speech.text
    asked = {one.id: one for one in visit.desk.invitations.listed(links[0].schedule)}
    named = sorted((_named(link, asked, publication, speech) for link in links), key=_order)
    live = {one[0].id: one for one in named if one[0].opens_on(today)}
    ended = [one for one in named if one[0].id not in live]
    title = _("Links to answer ({number})", number=len(live))
    with st.expander(title), st.container(key="cv-answer-links"):
        text = _(
            "Each mail that invites carries one: with it a partner answers one invitation, without "
            "an account. A mail that is sent again carries another one."
        )
        show(element("p", text, class_="cv-quiet"), speech)
        if live:
            _show_chosen(visit, live, speech)
            show(_table(tuple(live.values()), title, speech), speech)
        if ended:
            over = speech.count(
                "1 link to answer that is over",
                "{number} links to answer that are over",
                len(ended),
            )
            table = _table(tuple(ended), over, speech, are_over=True)
            show(element("details", element("summary", over), table, class_="cv-term"), speech)


def _show_chosen(visit: Visit, live: dict[int, _Named], speech: Language) -> None:
    _ = speech.text

    def words(id_: int) -> str:
        link, partner, event = live[id_]
        made = speech.date(link.made.date())
        return searchable(f"{partner} · {event} · {made}")

    with st.container(key="cv-answer-link", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("A link to replace or to revoke"),
            list(live),
            format_func=words,
            index=None,
            key="answer-link",
            placeholder=_("Choose a partner"),
        )
        if chosen in live:
            show_ends(visit, live[chosen][0], speech)


def _table(
    named: tuple[_Named, ...], name: str, speech: Language, *, are_over: bool = False
) -> Markup:
    _ = speech.text
    titles = [_("Partner"), _("Event"), _("Made"), _("Last opened")]
    if are_over:
        titles.append(_("Revoked"))
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = (_row(one, speech, are_over=are_over) for one in named)
    table = element("table", element("thead", head), element("tbody", *rows), class_="cv-table")
    return element("div", table, class_="cv-scroll", tabindex="0", role="region", aria_label=name)


def _row(named: _Named, speech: Language, *, are_over: bool) -> Markup:
    _ = speech.text
    link, partner, event = named
    used = _("never opened yet") if link.used is None else speech.date(link.used)
    facts = [speech.date(link.made.date()), used]
    if are_over and link.revoked is not None:
        facts.append(speech.date(link.revoked.date()))
    elif are_over and link.expires is not None:
        facts.append(_("over since {date}", date=speech.date(link.expires.date())))
    return element(
        "tr",
        element("th", element("bdi", partner), scope="row"),
        element("td", element("bdi", event)),
        *(element("td", fact) for fact in facts),
    )


def _order(named: _Named) -> tuple[str, ...]:
    """By partner and event as people look for them: É among the E."""
    return tuple(normalize("NFKD", words).casefold() for words in named[1:])


def _named(
    link: Link,
    asked: dict[int, Invitation],
    publication: Publication | None,
    speech: Language,
) -> _Named:
    invitation = asked.get(link.invitation or 0)
    event = "" if invitation is None else about_text(invitation.event, publication, speech)
    return link, partner_name(link.subject, publication, speech), event or link.label
