"""The Tour page: towns, rules, hours, roads, partners; what is missing; saved at once, undone at will."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from caravan.language.language import Language
from caravan.store.settings import Schedule
from caravan.store.tours import NoSuchTour
from caravan.ui.choices import choose, chosen
from caravan.ui.heading import show_heading
from caravan.ui.late_input import end_of_run, late_input
from caravan.ui.notice import Tone, show_notice
from caravan.ui.situation import show_no_schedule
from caravan.ui.tour_in_files import show_tour_in_files
from caravan.ui.tour_page.conflict import show_conflict
from caravan.ui.tour_page.needs import show_needs
from caravan.ui.tour_page.saved import show_saved
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit
from caravan.ui.workbench import Workbench, workbench

_SECTIONS = ("towns", "rules", "hours", "roads", "partners", "files")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.

    Attributes:
        id: in the address.
        show: draws it; its module is imported then.
    """

    id: str
    title: str
    show: Callable[[Workbench], None]


def show_tour(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    if visit.schedule is None:
        show_no_schedule(visit.desk.settings, speech)
        return
    if not visit.schedule.is_kept:
        _show_in_files(visit, visit.schedule)
        return
    late = late_input(visit.schedule.name)
    try:
        bench = workbench(visit, visit.schedule.name)
    except NoSuchTour as error:
        show_notice(Tone.FAULT, speech.message(error.message), speech)
        return
    if bench.pending is not None and bench.pending.failure is None:
        show_conflict(bench)
        return
    fits = late is None or late.version == str(bench.opened.kept.version)
    show_heading(visit, bench.draft.tour, None, lambda: show_saved(bench), _title(bench))
    if not fits:
        _say_interrupted(speech)
    show_needs(bench)
    section = _choose_section(speech)
    with st.container(key=f"cv-section-{section.id}"):
        section.show(bench)
    end_of_run(bench.id, bench.opened.kept.version)
    if late is not None and fits:
        late.hand_in()


def _say_interrupted(speech: Language) -> None:
    """What was done in a forgotten tab can't be told from what somebody else has changed since."""
    _ = speech.text
    show_notice(
        Tone.OPEN,
        _("The connection was interrupted, and the tour has changed meanwhile."),
        speech,
        _("If your last change is not here, make it again."),
    )


def _title(bench: Workbench) -> str:
    speech = bench.language
    return best_name(bench.draft.head.names, speech, speech.text("Tour without a name"))


def _choose_section(speech: Language) -> Section:
    sections = {section.id: section for section in _sections(speech)}

    def change() -> None:
        choose("section", st.session_state["section"] or now)

    now = chosen("section", sections) or _SECTIONS[0]
    st.session_state["section"] = now
    st.segmented_control(
        speech.text("Part of the tour"),
        list(sections),
        format_func=lambda id_: sections[id_].title,
        key="section",
        on_change=change,
        label_visibility="collapsed",
    )
    return sections[now]


def _sections(speech: Language) -> list[Section]:
    _ = speech.text
    return [
        Section("towns", _("Towns"), _towns),
        Section("rules", _("Dates and rules"), _rules),
        Section("hours", _("Opening hours"), _hours),
        Section("roads", _("Roads and ferries"), _roads),
        Section("partners", _("Partners"), _partners),
        Section("files", _("Files"), _files),
    ]


def _towns(bench: Workbench) -> None:
    from caravan.ui.tour_page.towns import show_towns

    show_towns(bench)


def _rules(bench: Workbench) -> None:
    from caravan.ui.tour_page.rules import show_rules

    show_rules(bench)


def _hours(bench: Workbench) -> None:
    from caravan.ui.tour_page.hours import show_hours

    show_hours(bench)


def _roads(bench: Workbench) -> None:
    from caravan.ui.tour_page.roads import show_roads

    show_roads(bench)


def _partners(bench: Workbench) -> None:
    from caravan.ui.tour_page.partners import show_partners

    show_partners(bench)


def _files(bench: Workbench) -> None:
    from caravan.ui.tour_page.files import show_files

    show_files(bench)


def _show_in_files(visit: Visit, schedule: Schedule) -> None:
    _ = visit.language.text
    show_tour_in_files(
        visit,
        schedule,
        why=_("Make a copy to change it here; the files stay as they are."),
        offer=_("Make a copy and change it"),
    )
