"""The Scenarios page: what if? Alternatives of a tour, side by side, and what each wish costs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.language.language import Language
from caravan.store.kept_tour import KeptTour, NoSuchTour
from caravan.store.settings import Schedule
from caravan.ui.choices import choose, chosen
from caravan.ui.heading import show_heading
from caravan.ui.notice import Tone, show_notice
from caravan.ui.scenarios import actions
from caravan.ui.scenarios.alternatives import (
    Alternative,
    alternatives,
    base_of,
    isolated,
    tour_title,
)
from caravan.ui.situation import show_no_schedule
from caravan.ui.tour_in_files import show_tour_in_files
from caravan.ui.tour_page.conflict import show_conflict
from caravan.ui.tour_page.saved import show_unsaved
from caravan.ui.visit import Visit
from caravan.ui.workbench import Workbench, workbench

_PARTS = ("list", "compare", "prices")

Part = Callable[[Visit, KeptTour, tuple[Alternative, ...]], None]


def show_scenarios(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    if visit.schedule is None:
        show_no_schedule(visit.desk.settings, speech)
        return
    try:
        base = base_of(visit)
        if base is None:
            _show_in_files(visit, visit.schedule)
            return
        _show_kept(visit, base)
    except NoSuchTour as error:
        show_notice(Tone.FAULT, speech.message(error.message), speech)


def _show_kept(visit: Visit, base: KeptTour) -> None:
    speech = visit.language
    bench = workbench(visit, base.id)
    if _shows_conflict(visit, bench):
        return
    every = alternatives(visit, base)
    tour = every[0].opened.reading.tour
    plan = every[0].plan.plan if every[0].plan else None
    show_heading(visit, tour, plan, title=tour_title(base, speech))
    show_unsaved(bench)
    actions.show_told(speech)
    _show_adopted(visit, base)
    _show_deleted_now(visit, base)
    part = _choose_part(speech)
    with st.container(key=f"cv-part-{part}"):
        _part(part)(visit, base, every)


def _shows_conflict(visit: Visit, base: Workbench) -> bool:
    """Whether two have changed the tour or the open scenario at once; then the page shows that."""
    scenarios = visit.desk.scenarios.listed(base.id, archived=None)
    open_one = chosen("change", [one.id for one in scenarios])
    for bench in (base, *([workbench(visit, open_one)] if open_one else [])):
        if bench.pending is not None and bench.pending.failure is None:
            show_conflict(bench)
            return True
    return False


def _show_adopted(visit: Visit, base: KeptTour) -> None:
    """After a scenario became the tour: that it did, and the way back."""
    name = actions.adopted_now(base)
    if not name:
        return
    speech = visit.language
    _ = speech.text
    with st.container(horizontal=True, key="cv-adopted", vertical_alignment="center"):
        show_notice(
            Tone.GOOD,
            _("The tour is now as in “{name}”.", name=isolated(name, speech)),
            speech,
            _("The scenario stays too, to look at it or to try something further."),
        )
        st.button(_("Undo"), key="undo-adopt", on_click=workbench(visit, base.id).undo)


def _show_deleted_now(visit: Visit, base: KeptTour) -> None:
    """After a deletion: what was deleted, and the way back."""
    id_, name = actions.deleted_now()
    gone = next((one for one in visit.desk.scenarios.deleted(base.id) if one.id == id_), None)
    if gone is None:
        return
    speech = visit.language
    _ = speech.text
    with st.container(horizontal=True, key="cv-deleted", vertical_alignment="center"):
        text = _("The scenario “{name}” is deleted.", name=isolated(name, speech))
        show_notice(Tone.QUIET, text, speech)
        st.button(_("Bring it back"), key="restore", on_click=actions.restore, args=(visit, gone))


def _choose_part(speech: Language) -> str:
    _ = speech.text
    titles = {
        "list": _("Scenarios"),
        "compare": _("Compare"),
        "prices": _("What each wish costs"),
    }

    def change() -> None:
        choose("part", st.session_state["part"] or now)

    now = chosen("part", _PARTS) or _PARTS[0]
    st.session_state["part"] = now
    st.segmented_control(
        _("Part of the page"),
        list(titles),
        format_func=titles.__getitem__,
        key="part",
        on_change=change,
        label_visibility="collapsed",
    )
    return now


def _part(part: str) -> Part:
    if part == "compare":
        from caravan.ui.scenarios.compare_pane import show_compare

        return show_compare
    if part == "prices":
        from caravan.ui.scenarios.price_pane import show_prices

        return show_prices
    from caravan.ui.scenarios.list_pane import show_list

    return show_list


def _show_in_files(visit: Visit, schedule: Schedule) -> None:
    _ = visit.language.text
    show_tour_in_files(
        visit,
        schedule,
        why=_("Make a copy to try scenarios with it here; the files stay as they are."),
        offer=_("Make a copy and try scenarios"),
    )
