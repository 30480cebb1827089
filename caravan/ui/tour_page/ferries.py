"""Ferries: ports, crossing, and the timetable of each direction."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.draft import Draft, draft_of
from caravan.files.editing.ferries import remove_ferry, set_ferry
from caravan.files.tour_files import TourFiles
from caravan.tour.ferry import Ferry
from caravan.tour.names import Names
from caravan.tour.place import PlaceKind
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.ferry_form import FerryForm, show_crossing, show_timetable, timetables
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_labels import place_labels
from caravan.ui.workbench import Workbench

_MOST_DAYS = 62


def show_ferries(bench: Workbench) -> None:
    """The ferries, and a form for another one."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("h2", _("Ferries")), speech)
    show(element("p", explained(Term.FERRY, speech), class_="cv-quiet"), speech)
    places = place_labels(draft.places, speech)
    for ferry in draft.ferries:
        silent = [places.get(port, port) for port in silent_ports(ferry, draft)]
        if silent:
            text = _(
                "{ferry}: no sailing from {port} on the days of this tour. Check until when its "
                "timetable is valid.",
                ferry=speech.name(ferry.names),
                port=speech.listing(silent),
            )
            fault = element("p", element("bdi", text))
            show(element("div", fault, class_="cv-field-fault"), speech)
        with st.expander(plain(speech.name(ferry.names)), key=bench.key(f"ferry-box-{ferry.id}")):
            _show_ferry(bench, ferry, places)
    show_faults(bench, "ferries")
    ports = {p.id: places[p.id] for p in draft.places if p.kind is PlaceKind.PORT}
    if len(ports) < 2:
        text = _("A ferry needs two ports: add them below.")
        show(element("p", text, class_="cv-quiet"), speech)
        return
    added = st.session_state.setdefault(bench.key("ferries-added"), 0)
    with st.expander(_("Add a ferry"), key=bench.key(f"new-ferry-{added}")):
        _show_new(bench, ports, added)


def silent_ports(ferry: Ferry, draft: Draft) -> list[str]:
    """The ports that no sailing leaves on any day of the tour: its dates may have moved."""
    first, last = draft.head.first_day, draft.head.last_day
    if first is None or last is None or last < first:
        return []
    number = min((last - first).days + 1, _MOST_DAYS)
    days = [first + timedelta(days=shift) for shift in range(number)]
    return [port for port in ferry.ports if not any(ferry.departures(port, day) for day in days)]


def _show_ferry(bench: Workbench, ferry: Ferry, places: dict[str, str]) -> None:
    speech = bench.language
    _ = speech.text
    # Of these values: a change from elsewhere shows, typing in another form stays.
    base = f"ferry-{ferry.id}-{hash(ferry)}"
    ends = {id_: places.get(id_, id_) for id_ in ferry.ports}
    with st.form(bench.key(base), border=False):
        name = st.text_input(
            _("Name"), speech.name(ferry.names), max_chars=300, key=bench.key(f"{base}-name")
        )
        crossing = show_crossing(bench, base, ferry)
        given = [
            show_timetable(bench, f"{base}-{number}", table, ends)
            for number, table in enumerate(ferry.timetables)
        ]
        show(element("h3", _("Another timetable")), speech)
        given.append(show_timetable(bench, f"{base}-new", _empty(bench, ferry.ports[0]), ends))
        with st.container(horizontal=True):
            saved = st.form_submit_button(_("Save this ferry"), type="primary")
            removed = st.form_submit_button(_("Remove this ferry"))
    form = FerryForm(speech.code, name, crossing, given)
    if removed:
        bench.change(lambda files: remove_ferry(files, ferry.id), msg("ferry removed"), "ferries")
        st.rerun()
    if saved:
        bench.change(lambda files: _saved(files, ferry, form), msg("ferry"), "ferries")
        st.rerun()


def _saved(files: TourFiles, shown: Ferry, form: FerryForm) -> TourFiles:
    """The files with what the form says of a ferry; what else they know of it stays."""
    now = next((f for f in draft_of(files).ferries if f.id == shown.id), shown)
    return set_ferry(files, form.filled_in(now))


def _show_new(bench: Workbench, ports: dict[str, str], added: int) -> None:
    speech = bench.language
    _ = speech.text
    base = f"new-ferry-form-{added}"
    ids = list(ports)
    with st.form(bench.key(base), border=False):
        name = st.text_input(_("Name"), max_chars=300, key=bench.key(f"{base}-name"))
        left, right = st.columns(2)
        labels = ((left, _("Port")), (right, _("Other port")))
        one, other = (
            column.selectbox(
                label,
                ids,
                index=number,
                format_func=ports.__getitem__,
                key=bench.key(f"{base}-port-{number}"),
            )
            for number, (column, label) in enumerate(labels)
        )
        crossing = show_crossing(bench, base, None)
        titles = (_("From the first port"), _("From the other port"))
        given = [
            show_timetable(bench, f"{base}-{number}", _empty(bench, port), {}, title=title)
            for number, (port, title) in enumerate(zip((one, other), titles, strict=True))
        ]
        if not st.form_submit_button(_("Add this ferry"), type="primary"):
            return

    def operation(files: TourFiles) -> TourFiles:
        minutes, boarding, km, grade = crossing
        if not name.strip():
            raise ImpossibleValue(msg("a name is missing"))
        if one == other:
            raise ImpossibleValue(msg("a ferry needs two different ports"))
        tables = timetables(given)
        if not tables:
            raise ImpossibleValue(msg("give departures from at least one port"))
        names = Names.of(**{speech.code: name.strip()})
        ferry = Ferry(_new_id(files), names, (one, other), minutes, boarding, km, grade, tables)
        return set_ferry(files, ferry)

    if bench.change(operation, msg("ferry added"), "ferries"):
        st.session_state[bench.key("ferries-added")] = added + 1
    st.rerun()


def _new_id(files: TourFiles) -> str:
    taken = {ferry.id for ferry in draft_of(files).ferries}
    number = len(taken) + 1
    while f"ferry-{number}" in taken:
        number += 1
    return f"ferry-{number}"


def _empty(bench: Workbench, port: str) -> tuple[str, Date | None, Date | None]:
    """What the fields of a further timetable begin with: the days of the tour."""
    head = bench.draft.head
    first, last = head.first_day, head.last_day
    return (port, first, last if first is None or last is None else max(first, last))
