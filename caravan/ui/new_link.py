"""A link is made, and its address shown this one time: to copy, to click, to photograph."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from caravan.errors import CaravanError, Message
from caravan.language.language import LANGUAGES, Language
from caravan.plan.publication import Publication
from caravan.store.link import LinkKind, NewLink
from caravan.ui.html import element, show
from caravan.ui.link_words import (
    Opened,
    file_of,
    openable,
    opened_text,
    own_language,
    searchable,
)
from caravan.ui.links import Addresses
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.rows import language_name
from caravan.ui.qr import qr_code
from caravan.ui.visit import Visit

_LONGEST_LABEL = 80
_REFUSED = "link-refused"


def show_new_link(visit: Visit, schedule: str, publication: Publication, there: Addresses) -> None:
    """The form for a link, and the address of the one that was just made."""
    speech = visit.language
    refused = st.session_state.pop(_REFUSED, None)
    if isinstance(refused, Message):
        show_notice(Tone.FAULT, speech.message(refused), speech)
    made = st.session_state.get(_made_key(schedule))
    if isinstance(made, NewLink):
        _show_once(made, schedule, publication, there, speech)
    with st.container(key="cv-new-link", border=True):
        _show_form(visit, schedule, publication, speech)


def keep_shown(schedule: str, made: NewLink) -> None:
    """Show the address of a link until the visitor has copied it. Meant for callbacks."""
    st.session_state[_made_key(schedule)] = made


def refuse(message: Message) -> None:
    """Tell on the next run why a link couldn't be made or ended. Meant for callbacks."""
    st.session_state[_REFUSED] = message


def _show_form(visit: Visit, schedule: str, publication: Publication, speech: Language) -> None:
    _ = speech.text
    names = openable(publication, speech)
    key = f"new-link-{schedule}"

    def follow() -> None:
        # A proposal, made anew for whatever is chosen; any other can be chosen after that.
        opened = st.session_state[f"{key}-opens"]
        st.session_state[f"{key}-language"] = own_language(opened, publication, speech)

    st.session_state.setdefault(f"{key}-language", speech.code)
    # Not in the form: what is chosen here is heard at once.
    st.selectbox(
        _("A link to"),
        list(names),
        format_func=lambda opened: searchable(names[opened]),
        key=f"{key}-opens",
        on_change=follow,
    )
    with st.form(key, clear_on_submit=False, border=False):
        st.selectbox(
            _("In which language"),
            LANGUAGES,
            format_func=lambda code: language_name(code, speech),
            key=f"{key}-language",
        )
        st.text_input(
            _("For whom (only you see this)"),
            key=f"{key}-label",
            max_chars=_LONGEST_LABEL,
            placeholder=_("The drivers"),
        )
        st.form_submit_button(
            _("Make the link"),
            key=f"{key}-make",
            on_click=_make,
            args=(visit, schedule, names),
        )


def _make(visit: Visit, schedule: str, names: dict[Opened, str]) -> None:
    key = f"new-link-{schedule}"
    opened, code = st.session_state[f"{key}-opens"], st.session_state[f"{key}-language"]
    kind, subject = opened
    label = str(st.session_state.get(f"{key}-label") or "").strip()[:_LONGEST_LABEL]
    try:
        made = visit.desk.links.make(
            kind,
            schedule,
            subject,
            label=label or names[opened],
            language=code,
            at=datetime.now(UTC),
        )
    except CaravanError as error:
        refuse(error.message)
        return
    keep_shown(schedule, made)


def _show_once(
    made: NewLink, schedule: str, publication: Publication, there: Addresses, speech: Language
) -> None:
    _ = speech.text
    link = made.link
    name = opened_text((link.kind, link.subject), publication, speech)

    def copied() -> None:
        st.session_state.pop(_made_key(schedule), None)

    with st.container(key="cv-subscription", horizontal=True):
        with st.container(key="cv-subscription-text"):
            # The label of a link to answer is made of ids.
            label = "" if link.kind is LinkKind.ANSWER else link.label
            show(_once(name, label, speech), speech)
            if link.kind is LinkKind.DAY:
                address = _show_days(made, publication, there, speech)
            elif link.kind is LinkKind.ANSWER:
                address = _show_answer(made, there, speech)
            else:
                address = there.feed(made.secret, file_of(link))
                st.code(address, language=None, wrap_lines=True)
            with st.container(key="cv-subscription-actions", horizontal=True):
                if link.kind is LinkKind.DAY:
                    st.link_button(_("Open the first day"), address)
                elif link.kind is not LinkKind.ANSWER:
                    webcal = there.webcal(made.secret, file_of(link))
                    st.link_button(_("Subscribe on this device"), webcal)
                st.button(_("I have copied it"), key="link-copied", on_click=copied, type="primary")
            if link.kind is LinkKind.PARTNER:
                text = _("With the same secret the partner answers its invitations here:")
                show(element("p", text, class_="cv-quiet"), speech)
                st.code(there.answer(made.secret), language=None, wrap_lines=True)
            if link.kind not in {LinkKind.DAY, LinkKind.ANSWER}:
                text = _("In Google Calendar: “Other calendars”, “From URL”, then this address.")
                show(element("p", text, class_="cv-quiet"), speech)
        label = _("QR code of the address: {name}", name=name)
        show(qr_code(address, label), speech)


def _once(name: str, label: str, speech: Language) -> Markup:
    title = name if label in {"", name} else f"{name} · {label}"
    text = speech.text("The address is shown this one time: copy it now. Nobody can look it up.")
    return element(
        "div", element("h3", element("bdi", title)), element("p", text, class_="cv-quiet")
    )


def _show_answer(made: NewLink, there: Addresses, speech: Language) -> str:
    """The address of the page with which an invitation is answered."""
    address = there.answer(made.secret)
    st.code(address, language=None, wrap_lines=True)
    text = speech.text(
        "Hand it to the partner yourself: the address in the mail is over, and no other mail is "
        "sent."
    )
    show(element("p", text, class_="cv-quiet"), speech)
    return address


def _show_days(made: NewLink, publication: Publication, there: Addresses, speech: Language) -> str:
    """The address of each day; that of the first one."""
    dates = sorted({day.date for day in publication.plan.days})
    pages = [there.day(made.secret, date) for date in dates]
    st.code("\n".join(pages), language=None, wrap_lines=True)
    text = speech.text("Each page leads to the days before and after it: one address is enough.")
    show(element("p", text, class_="cv-quiet"), speech)
    return pages[0]


def _made_key(schedule: str) -> str:
    return f"new-link-made-{schedule}"
