"""The last part of the page Publish: all publications, any two compared, one as the working plan."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.plan.change import Changes, changes
from caravan.plan.publication import Publication
from caravan.plan.revised_events import revised_events
from caravan.store.publications import Imprint
from caravan.ui.choices import choose, chosen
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.instants import moment_text
from caravan.ui.publishing.restoring import restore, show_undo, undoable
from caravan.ui.publishing.rows import event_rows, organization
from caravan.ui.publishing.standing import Standing
from caravan.views.change_text import partner_text


def show_history(seen: Standing) -> None:
    """Draw it."""
    speech = seen.visit.language
    _ = speech.text
    show_undo(seen, undoable(seen))
    imprints = seen.visit.desk.publications.listed(seen.schedule)
    if not imprints:
        show_notice(Tone.QUIET, _("Nothing is published yet."), speech)
        return
    for imprint in imprints:
        key = f"cv-imprint-{imprint.number}"
        with st.container(key=key, horizontal=True, vertical_alignment="center"):
            _show_imprint(seen, imprint, speech)
            is_that = seen.latest is not None and seen.latest.plan == seen.shelved.plan
            if seen.visit.may.edit and not (is_that and imprint.number == seen.base):
                _show_restore(seen, imprint, speech)
    if len(imprints) > 1:
        _show_comparison(seen, imprints, speech)


def _show_imprint(seen: Standing, imprint: Imprint, speech: Language) -> None:
    zone = seen.candidate.plan.tour.zone
    facts = [moment_text(imprint.made, zone, speech)]
    if imprint.who:
        facts.append(imprint.who)
    if imprint.notified is not None:
        facts.append(speech.text("mails released"))
    rows = [element("b", _name(imprint.number, speech))]
    if imprint.note:
        rows.append(element("span", " · ", element("bdi", imprint.note)))
    about = element("p", element("bdi", " · ".join(facts)), class_="cv-quiet cv-figures")
    show(element("div", element("p", *rows), about, class_="cv-imprint"), speech)


def _show_restore(seen: Standing, imprint: Imprint, speech: Language) -> None:
    _ = speech.text
    with st.popover(_("Take up again")):
        text = _(
            "The tour and its plan become again what they were in publication {number}. Nobody is "
            "told before you publish; what is there now stays in the history of the tour.",
            number=imprint.number,
        )
        show(element("p", text), speech)
        st.button(
            _("Make it the working plan"),
            key=f"restore-{imprint.number}",
            on_click=restore,
            args=(seen, imprint.number),
        )


def _show_comparison(seen: Standing, imprints: tuple[Imprint, ...], speech: Language) -> None:
    _ = speech.text
    show(element("h2", _("Compare two publications")), speech)
    numbers = [str(imprint.number) for imprint in imprints]
    with st.container(key="cv-compared", horizontal=True):
        earlier = _choose(_("From"), "from", numbers, numbers[1], speech)
        later = _choose(_("To"), "to", numbers, numbers[0], speech)
    before = seen.visit.desk.publications.numbered(seen.schedule, int(earlier))
    after = seen.visit.desk.publications.numbered(seen.schedule, int(later))
    if before is None or after is None:
        return
    _show_differences(before, after, speech)


def _choose(label: str, name: str, numbers: list[str], default: str, speech: Language) -> str:
    def change() -> None:
        choose(name, st.session_state[f"publication-{name}"])

    st.session_state[f"publication-{name}"] = chosen(name, numbers) or default
    found: str = st.selectbox(
        label,
        numbers,
        format_func=lambda number: _name(int(number), speech),
        key=f"publication-{name}",
        on_change=change,
    )
    return found


def _show_differences(before: Publication, after: Publication, speech: Language) -> None:
    _ = speech.text
    revised = revised_events(before, after)
    told = changes(before, after)
    if not revised and not told.told:
        text = _("Both tell the same hours and places to the same partners.")
        show(element("p", text, class_="cv-quiet"), speech)
        return
    if revised:
        show(event_rows(revised, after, speech), speech)
    _show_partners(told, after, speech)


def _show_partners(told: Changes, after: Publication, speech: Language) -> None:
    if not told.told:
        return
    rows = [
        element(
            "li",
            element("b", element("bdi", organization(change.partner, speech))),
            element("p", element("bdi", partner_text(change, after, speech))),
        )
        for change in told.told
    ]
    title = speech.count(
        "What that is for 1 partner", "What that is for {number} partners", len(rows)
    )
    listed = element("ul", *rows, class_="cv-telling")
    show(element("details", element("summary", title), listed, class_="cv-term"), speech)


def _name(number: int, speech: Language) -> str:
    return speech.text("Publication {number}", number=number)
