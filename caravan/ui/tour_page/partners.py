"""The section *Partners*: who receives the convoy in each town, and who runs the tour."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.errors import msg
from caravan.files.draft_events import DraftEvent
from caravan.files.editing.partners import (
    new_partner_id,
    remove_partner,
    set_organizers,
    set_partner,
)
from caravan.language.language import LANGUAGES, Language
from caravan.tour.names import Names
from caravan.tour.partner import Organizer, Partner
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.words import AUTONYMS, event_name
from caravan.ui.workbench import Workbench


def show_partners(bench: Workbench) -> None:
    """Draw the section."""
    left, right = st.columns(2, gap="large")
    with left:
        _show_hosts(bench)
    with right:
        _show_organizers(bench)


def _show_hosts(bench: Workbench) -> None:
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("h2", _("Partners in the towns")), speech)
    show(element("p", explained(Term.PARTNER, speech), class_="cv-quiet"), speech)
    if not draft.events:
        show_notice(Tone.QUIET, _("Add towns first; each can then have its partners."), speech)
        return
    for event in draft.events:
        name = event_name(event, draft, speech)
        number = len(event.partners)
        label = f"{plain(name)} ({number})" if number else plain(name)
        with st.expander(label, key=bench.key(f"host-{event.index}")):
            for _place, partner in event.partners:
                _show_partner(bench, event, partner)
            show_faults(bench, f"partners-{event.index}", f"events[{event.index}].partners")
            _show_new_partner(bench, event, name)


def _show_partner(bench: Workbench, event: DraftEvent, partner: Partner) -> None:
    speech = bench.language
    _ = speech.text
    # Of these values: a change from elsewhere shows, typing elsewhere stays.
    base = f"partner-{partner.id}-{hash(partner)}"
    with st.form(bench.key(base), border=True):
        fields = _partner_fields(bench, base, partner)
        left, right = st.columns(2)
        saved = left.form_submit_button(_("Save this partner"))
        removed = right.form_submit_button(_("Remove this partner"))
    show_faults(bench, base)
    if removed:
        bench.change(lambda files: remove_partner(files, partner.id), msg("partner removed"), base)
        st.rerun()
    if saved:
        bench.change(
            lambda files: set_partner(files, event.index, _partner(partner, fields)),
            msg("partner changed"),
            base,
        )
        st.rerun()


def _show_new_partner(bench: Workbench, event: DraftEvent, town: str) -> None:
    speech = bench.language
    _ = speech.text
    base = f"new-partner-{event.index}-{len(event.partners)}"
    with st.form(bench.key(base), border=False):
        name = st.text_input(
            _("Add a partner"),
            placeholder=_("For example: Town hall of {town}", town=town),
            max_chars=300,
            key=bench.key(f"{base}-name"),
        )
        added = st.form_submit_button(_("Add"))
    if added and name.strip():
        names = {speech.code: name.strip()}
        bench.change(
            lambda files: set_partner(
                files,
                event.index,
                Partner(new_partner_id(files, names), Names.of(**names), language=speech.code),
            ),
            msg("partner added"),
            f"partners-{event.index}",
        )
        st.rerun()


def _partner_fields(bench: Workbench, base: str, partner: Partner) -> dict[str, str]:
    speech = bench.language
    _ = speech.text
    given = {
        "organization": (_("Organization"), speech.name(partner.organization), 300),
        "contact": (_("Person to talk to"), partner.contact, 300),
        "email": (_("Mail address"), partner.email, 254),
        "phone": (_("Telephone"), partner.phone, 60),
    }
    fields = {
        name: st.text_input(label, value, max_chars=limit, key=bench.key(f"{base}-{name}"))
        for name, (label, value, limit) in given.items()
    }
    codes = list(dict.fromkeys((*LANGUAGES, partner.language)))
    fields["language"] = st.selectbox(
        _("Write to them in"),
        codes,
        index=codes.index(partner.language),
        format_func=lambda code: AUTONYMS.get(code, code),
        key=bench.key(f"{base}-language"),
    )
    roles = _roles(speech)
    known = list(dict.fromkeys((*roles, partner.role)))
    fields["role"] = st.selectbox(
        _("What they do"),
        known,
        index=known.index(partner.role),
        format_func=lambda role: roles.get(role, plain(role)),
        key=bench.key(f"{base}-role"),
    )
    fields["code"] = speech.code
    return fields


def _roles(speech: Language) -> dict[str, str]:
    _ = speech.text
    return {"host": _("receives the convoy"), "speaker": _("speaks"), "support": _("helps")}


def _partner(partner: Partner, fields: dict[str, str]) -> Partner:
    """The partner with the fields; the organization's name changes in the visitor's language."""
    return replace(
        partner,
        organization=_renamed(partner.organization, fields["code"], fields["organization"]),
        contact=fields["contact"].strip(),
        email=fields["email"].strip(),
        phone=fields["phone"].strip(),
        language=fields["language"],
        role=fields["role"],
    )


def _renamed(names: Names, code: str, text: str) -> Names:
    """The names with another text where `code` was shown: it may stand in for another language."""
    texts = dict(names.texts)
    shown = names.in_language(code)
    if text.strip() == shown:
        return names
    texts[code] = text.strip()
    return Names.of(**texts)


def _show_organizers(bench: Workbench) -> None:
    speech, organizers = bench.language, bench.draft.organizers
    _ = speech.text
    show(element("h2", _("Organizers")), speech)
    show(element("p", explained(Term.ORGANIZER, speech), class_="cv-quiet"), speech)
    for number, organizer in enumerate(organizers):
        _show_organizer(bench, number, organizer)
    with st.form(bench.key(f"new-organizer-{len(organizers)}"), border=False):
        name = st.text_input(
            _("Add an organizer"), max_chars=300, key=bench.key(f"organizer-name-{len(organizers)}")
        )
        added = st.form_submit_button(_("Add"))
    show_faults(bench, "organizers", "organizers")
    if added and name.strip():
        new = Organizer(Names.of(**{speech.code: name.strip()}))
        _set_organizers(bench, (*organizers, new))


def _show_organizer(bench: Workbench, number: int, organizer: Organizer) -> None:
    speech = bench.language
    _ = speech.text
    base = f"organizer-{number}-{hash(organizer)}"
    with st.form(bench.key(base), border=True):
        fields = {
            name: st.text_input(label, value, max_chars=limit, key=bench.key(f"{base}-{name}"))
            for name, label, value, limit in (
                ("name", _("Organization"), speech.name(organizer.names), 300),
                ("email", _("Mail address"), organizer.email, 254),
                ("phone", _("Telephone"), organizer.phone, 60),
                ("url", _("Web address"), organizer.url, 300),
            )
        }
        left, right = st.columns(2)
        saved = left.form_submit_button(_("Save this organizer"))
        removed = right.form_submit_button(_("Remove this organizer"))
    others = bench.draft.organizers
    if removed:
        _set_organizers(bench, (*others[:number], *others[number + 1 :]))
    if saved:
        names = _renamed(organizer.names, speech.code, fields["name"])
        rest = (fields[name].strip() for name in ("email", "phone", "url"))
        _set_organizers(bench, (*others[:number], Organizer(names, *rest), *others[number + 1 :]))


def _set_organizers(bench: Workbench, organizers: tuple[Organizer, ...]) -> None:
    bench.change(lambda files: set_organizers(files, organizers), msg("organizers"), "organizers")
    st.rerun()
