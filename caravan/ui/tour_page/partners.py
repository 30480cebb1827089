"""The section *Partners*: who receives the convoy in each town, and who runs the tour."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.errors import msg
from caravan.files.draft_events import DraftEvent
from caravan.files.editing.partners import new_partner_id, remove_partner, set_partner
from caravan.files.tour_files import TourFiles
from caravan.language.language import LANGUAGES, Language
from caravan.tour.names import Names
from caravan.tour.partner import Partner
from caravan.ui.choices import choose, chosen
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.organizers import show_organizers
from caravan.ui.tour_page.renaming import renamed
from caravan.ui.tour_page.words import AUTONYMS, event_name
from caravan.ui.workbench import Workbench


def show_partners(bench: Workbench) -> None:
    """Draw the section."""
    left, right = st.columns(2, gap="large")
    with left:
        _show_hosts(bench)
    with right:
        show_organizers(bench)


def _show_hosts(bench: Workbench) -> None:
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("h2", _("Partners in the towns")), speech)
    show(element("p", explained(Term.PARTNER, speech), class_="cv-quiet"), speech)
    if not draft.events:
        show_notice(Tone.QUIET, _("Add towns first; each can then have its partners."), speech)
        return
    event = _choose_event(bench)
    name = event_name(event, draft, speech)
    for _place, partner in event.partners:
        _show_partner(bench, event, partner)
    show_faults(bench, f"partners-{event.index}", f"events[{event.index}].partners")
    _show_new_partner(bench, event, name)
    alone = [event_name(e, draft, speech) for e in draft.events if not e.partners]
    if alone:
        text = _("Without a partner yet: {towns}.", towns=speech.listing(alone))
        show(element("p", element("bdi", text), class_="cv-quiet"), speech)


def _choose_event(bench: Workbench) -> DraftEvent:
    speech, draft = bench.language, bench.draft
    events = {str(event.index): event for event in draft.events}
    labels: dict[str, str] = {}
    for id_, event in events.items():
        name = event_name(event, draft, speech)
        number = len(event.partners)
        label = f"{name} · {speech.count('1 partner', '{number} partners', number)}"
        # Streamlit knows an option by its text.
        labels[id_] = label if label not in labels.values() else f"{label} ({event.id})"
    now = chosen("host", events) or next(iter(events))
    key = bench.key("host")
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.selectbox(
        speech.text("Town"),
        list(events),
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: choose("host", st.session_state[key]),
    )
    return events[now]


def _show_partner(bench: Workbench, event: DraftEvent, partner: Partner) -> None:
    speech = bench.language
    _ = speech.text
    # Of these values: a change from elsewhere shows, typing elsewhere stays.
    base = f"partner-{partner.id}-{hash(partner)}"
    with st.form(bench.key(base), border=True):
        fields = _partner_fields(bench, base, partner)
        with st.container(horizontal=True):
            saved = st.form_submit_button(_("Save this partner"))
            removed = st.form_submit_button(_("Remove this partner"))
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
    with st.form(bench.key(base), border=True):
        name = st.text_input(
            _("Add a partner"),
            placeholder=_("For example: Town hall of {town}", town=town),
            max_chars=300,
            key=bench.key(f"{base}-name"),
        )
        added = st.form_submit_button(_("Add"))
    show_faults(bench, base)
    if not added:
        return

    def operation(files: TourFiles) -> TourFiles:
        names = Names.of(**{speech.code: name.strip()})
        id_ = new_partner_id(files, dict(names.texts))
        return set_partner(files, event.index, Partner(id_, names, language=speech.code))

    bench.change(operation, msg("partner added"), base)
    st.rerun()


def _partner_fields(bench: Workbench, base: str, partner: Partner) -> dict[str, str]:
    speech = bench.language
    _ = speech.text
    invited = _(
        "Invitations go to this address. Without one, this partner can't be invited by mail."
    )
    given = {
        "organization": (_("Organization"), speech.name(partner.organization), 300, None),
        "contact": (_("Person to talk to"), partner.contact, 300, None),
        "email": (_("Mail address"), partner.email, 254, invited),
        "phone": (_("Telephone"), partner.phone, 60, None),
    }
    fields = {
        name: st.text_input(
            label, value, max_chars=limit, help=help_, key=bench.key(f"{base}-{name}")
        )
        for name, (label, value, limit, help_) in given.items()
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
        format_func=lambda role: roles.get(role, role),
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
        organization=renamed(partner.organization, fields["code"], fields["organization"]),
        contact=fields["contact"].strip(),
        email=fields["email"].strip(),
        phone=fields["phone"].strip(),
        language=fields["language"],
        role=fields["role"],
    )
