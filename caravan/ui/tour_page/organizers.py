"""Who runs the tour."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.draft import draft_of
from caravan.files.editing.partners import set_organizers
from caravan.files.tour_files import TourFiles
from caravan.tour.names import Names
from caravan.tour.partner import Organizer
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.renaming import renamed
from caravan.ui.workbench import Operation, Workbench

Organizers = tuple[Organizer, ...]


def show_organizers(bench: Workbench) -> None:
    """The organizers, and a form for another one."""
    speech, organizers = bench.language, bench.draft.organizers
    _ = speech.text
    show(element("h2", _("Organizers")), speech)
    show(element("p", explained(Term.ORGANIZER, speech), class_="cv-quiet"), speech)
    show_faults(bench, "organizers", "organizers")
    for number, organizer in enumerate(organizers):
        _show_organizer(bench, number, organizer)
    base = f"new-organizer-{len(organizers)}"
    with st.form(bench.key(base), border=True):
        name = st.text_input(_("Add an organizer"), max_chars=300, key=bench.key(f"{base}-name"))
        added = st.form_submit_button(_("Add"))
    show_faults(bench, base)
    if added:
        _change(bench, base, lambda now: (*now, Organizer(Names.of(**{speech.code: name.strip()}))))


def _show_organizer(bench: Workbench, number: int, organizer: Organizer) -> None:
    speech = bench.language
    _ = speech.text
    base = f"organizer-{number}-{hash(organizer)}"
    with st.form(bench.key(base), border=True):
        fields = {
            name: st.text_input(
                label, value, max_chars=limit, help=help_, key=bench.key(f"{base}-{name}")
            )
            for name, label, value, limit, help_ in (
                ("name", _("Organization"), speech.name(organizer.names), 300, None),
                (
                    "email",
                    _("Mail address"),
                    organizer.email,
                    254,
                    _("Answers to invitations go to the first organizer with an address."),
                ),
                ("phone", _("Telephone"), organizer.phone, 60, None),
                ("url", _("Web address"), organizer.url, 300, None),
            )
        }
        with st.container(horizontal=True):
            saved = st.form_submit_button(_("Save this organizer"))
            removed = st.form_submit_button(_("Remove this organizer"))
    show_faults(bench, base)

    def written(now: Organizers) -> Organizers:
        at = _place(now, organizer)
        names = renamed(organizer.names, speech.code, fields["name"])
        rest = (fields[name].strip() for name in ("email", "phone", "url"))
        return (*now[:at], Organizer(names, *rest), *now[at + 1 :])

    def without(now: Organizers) -> Organizers:
        at = _place(now, organizer)
        return (*now[:at], *now[at + 1 :])

    if removed:
        _change(bench, base, without)
    if saved:
        _change(bench, base, written)


def _place(now: Organizers, organizer: Organizer) -> int:
    if organizer not in now:
        raise ImpossibleValue(msg("this organizer was changed or removed meanwhile"))
    return now.index(organizer)


def _change(bench: Workbench, field: str, change: Callable[[Organizers], Organizers]) -> None:
    bench.change(_operation(change), msg("organizers"), field)
    st.rerun()


def _operation(change: Callable[[Organizers], Organizers]) -> Operation:
    def operation(files: TourFiles) -> TourFiles:
        draft = draft_of(files)
        if draft.fault_of("organizers"):
            # Wrong entries aren't among those that are read: they would be lost.
            raise ImpossibleValue(
                msg("correct what is wrong with the organizers in the file first")
            )
        return set_organizers(files, change(draft.organizers))

    return operation
