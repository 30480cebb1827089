"""The page on which a person edits the programme by hand: it follows, and tells the price."""

from __future__ import annotations

import streamlit as st

from caravan.errors import CaravanError, msg
from caravan.language.language import Language
from caravan.store.tours import NoSuchTour
from caravan.ui.board import board, keep_awake
from caravan.ui.by_hand.acts import FIELD, Acts
from caravan.ui.by_hand.board_scene import board_scene
from caravan.ui.by_hand.copying import copy_with_programme, has_copied
from caravan.ui.by_hand.faults import Fault, faults_of
from caravan.ui.by_hand.price import broken_line, price_line
from caravan.ui.by_hand.programme import Programme, programme, travel_times
from caravan.ui.by_hand.rest import is_fixing, show_rest, start_fixing
from caravan.ui.by_hand.sketch_bench import SketchBench, sketch_bench
from caravan.ui.by_hand.wishes import show_wishes
from caravan.ui.heading import show_title
from caravan.ui.html import element, show
from caravan.ui.lasting import set_lasting_aside
from caravan.ui.missing_plan import plan_or_notice
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, icon, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.tour_page.conflict import show_conflict
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.saved import show_unsaved
from caravan.ui.unfinished import show_unfinished
from caravan.ui.visit import Visit
from caravan.ui.workbench import Workbench, workbench


def show_by_hand(visit: Visit) -> None:
    """Draw the page."""
    if visit.schedule is None or plan_or_notice(visit) is None:
        return
    _programme(visit)
    with st.container(key="cv-awake"):
        keep_awake("by-hand")


@st.fragment
def _programme(visit: Visit) -> None:
    # A fragment: a move draws the programme anew, not the frame of the page.
    speech = visit.language
    if has_copied():
        st.rerun()
    if visit.schedule is None:
        return
    opened = open_schedule(visit.desk, visit.schedule)
    tour, shelved = opened.reading.tour, opened.shelved
    if tour is None or shelved is None:
        show_unfinished(visit, opened.reading)
        return
    try:
        tour_bench = workbench(visit, opened.schedule.name) if opened.schedule.is_kept else None
    except NoSuchTour as error:
        show_notice(Tone.FAULT, speech.message(error.message), speech)
        return
    if tour_bench is not None and tour_bench.pending is not None:
        if tour_bench.pending.failure is None:
            show_conflict(tour_bench)
            return
        show_unsaved(tour_bench)
    _show_sketch(sketch_bench(visit, opened, tour, shelved), tour_bench)


def _show_sketch(bench: SketchBench, tour_bench: Workbench | None) -> None:
    speech = bench.visit.language
    found = _followed(bench)
    faults = faults_of(found, speech)
    above, middle, below = st.container(), st.container(key="cv-board"), st.container()
    # What somebody has in hand answers first.
    with middle:
        _show_board(bench, found, faults, tour_bench)
    with above:
        _show_head(bench, found, len(faults))
        _show_news(bench)
        if tour_bench is not None:
            show_faults(tour_bench, FIELD)
        show_rest(bench, found)
    with below, st.container(key="cv-by-hand", horizontal=True):
        with st.container(key="cv-broken"):
            _show_broken(faults, speech)
        with st.container(key="cv-wishes"):
            _show_wishes(bench, tour_bench)
    set_lasting_aside()


def _show_board(
    bench: SketchBench, found: Programme, faults: tuple[Fault, ...], tour_bench: Workbench | None
) -> None:
    speech = bench.visit.language
    acts = Acts(bench, lambda: _followed(bench), tour_bench)
    scene = board_scene(
        found,
        bench.outline,
        faults,
        speech,
        version=bench.version,
        no_wishes="" if tour_bench is not None else _why_no_wishes(speech),
        verdict=broken_line(len(faults), speech),
    )
    board(scene, speech, key=f"programme-{bench.key}", on_event=acts.do)


def _followed(bench: SketchBench) -> Programme:
    """The programme that follows from the sketch."""
    travel = travel_times(bench.opened.key, bench.tour, bench.visit.desk.settings.engine)
    return programme(bench.tour, bench.outline, travel, bench.shelved.plan)


def _show_head(bench: SketchBench, found: Programme, faults: int) -> None:
    speech = bench.visit.language
    show_title(speech.name(bench.tour.names), speech)
    # Below the name, not beside it: so many buttons leave a long one no room.
    with st.container(horizontal=True, key="cv-sketch-do", vertical_alignment="center"):
        _actions(bench, found, faults)
    tone = Tone.FAULT if faults else Tone.GOOD
    lines = element(
        "div",
        element("p", broken_line(faults, speech), class_="cv-notice-headline"),
        element("p", _price(bench, found, speech), class_="cv-figures"),
    )
    # Not an alert: it would be read out before where the card was put.
    show(element("div", icon(tone), lines, class_=f"cv-notice cv-{tone} cv-price"), speech)


def _price(bench: SketchBench, found: Programme, speech: Language) -> str:
    if not bench.is_touched:
        return speech.text("This is the plan: nothing was moved.")
    return price_line(bench.shelved.plan, found.plan, speech)


def _actions(bench: SketchBench, found: Programme, faults: int) -> None:
    """The buttons of the page, and why what is wanted most can't be had now."""
    speech = bench.visit.language
    _ = speech.text
    sketch = bench.sketch
    st.button(_("Undo"), key="sketch-undo", on_click=bench.undo, disabled=not sketch.can_undo)
    st.button(_("Redo"), key="sketch-redo", on_click=bench.redo, disabled=not sketch.can_redo)
    st.button(
        _("Begin anew"),
        key="sketch-anew",
        on_click=bench.begin_anew,
        disabled=not bench.is_touched,
        help=_("Go back to the plan. Undo brings your programme back."),
    )
    st.button(
        _("Fix the rest around my moves"),
        key="sketch-fix",
        on_click=start_fixing,
        args=(bench,),
        disabled=not sketch.moved or is_fixing(bench),
        help=_("What you moved stays on its day; the planner changes as little as it can."),
    )
    st.button(
        _("Keep this programme"),
        key="sketch-keep",
        type="primary",
        on_click=bench.keep,
        args=(found.plan,),
        disabled=bool(faults) or not _is_news(bench),
    )
    if faults:
        # Said, not in a tooltip: a button that rests takes no focus, and a phone has no mouse.
        text = _("A programme that breaks a rule can't be kept.")
        show(element("p", text, class_="cv-quiet"), speech)


def _is_news(bench: SketchBench) -> bool:
    """Whether keeping the programme would change anything."""
    return bench.is_touched or not bench.opened.is_current


def _show_news(bench: SketchBench) -> None:
    """What the last press led to, and what has changed underneath."""
    speech = bench.visit.language
    _ = speech.text
    told = bench.told()
    if told is not None:
        message, is_good = told
        show_notice(Tone.GOOD if is_good else Tone.OPEN, speech.message(message), speech)
        if is_good:
            page_link("plan", _("Look at the plan"), speech)
    if not bench.opened.is_current:
        if bench.opened.schedule.is_kept:
            headline = _("The tour has changed since this plan was made.")
        else:
            headline = _("The files have changed since this plan was made.")
        show_notice(Tone.QUIET, headline, speech)
    if bench.is_of_another_plan and bench.is_touched:
        show_notice(
            Tone.OPEN,
            _("The plan has changed since you began to move cards."),
            speech,
            _("Below is your programme, compared with the plan as it is now."),
        )
        with st.container(horizontal=True, key="cv-other-plan"):
            st.button(_("Go on with mine"), key="sketch-go-on", on_click=bench.go_on)
            st.button(_("Begin with the new plan"), key="sketch-new", on_click=bench.begin_anew)


def _show_broken(faults: tuple[Fault, ...], speech: Language) -> None:
    _ = speech.text
    show(element("h2", _("Broken rules")), speech)
    if not faults:
        show(element("p", _("None."), class_="cv-quiet"), speech)
        return
    entries = [
        element(
            "li",
            element("strong", element("bdi", fault.where)) if fault.where else "",
            element("p", element("bdi", fault.text)),
        )
        for fault in faults
    ]
    show(element("ol", *entries, class_="cv-broken-rules"), speech)


def _show_wishes(bench: SketchBench, tour_bench: Workbench | None) -> None:
    speech = bench.visit.language
    show_wishes(bench.tour, tour_bench, speech)
    if tour_bench is not None:
        return
    show(element("p", _why_no_wishes(speech), class_="cv-quiet"), speech)

    def copy() -> None:
        try:
            copy_with_programme(bench)
        except CaravanError as error:
            bench.tell(msg("The copy could not be kept: {reason}", reason=str(error)))

    st.button(speech.text("Make a copy and change it"), key="sketch-copy", on_click=copy)


def _why_no_wishes(speech: Language) -> str:
    return speech.text(
        "This tour lies in files, which the app only reads: pins, orders and pairs need a copy."
    )
