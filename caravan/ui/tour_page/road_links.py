"""Own road links: kilometres and minutes between two places that override the estimate."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.draft import draft_of
from caravan.files.editing.roads import remove_road, set_road
from caravan.files.tour_files import TourFiles
from caravan.tour.names import Names
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Grade, Road, TravelEstimate
from caravan.travel.great_circle import estimated_route
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_labels import place_labels
from caravan.ui.tour_page.road_table import grade_text, show_road_table
from caravan.ui.workbench import Workbench


def show_road_links(bench: Workbench) -> None:
    """The links, and a form for a new one or for other figures of one."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("h2", _("Roads that you know")), speech)
    show(element("p", explained(Term.ROAD_LINK, speech), class_="cv-quiet"), speech)
    names = place_labels(draft.places, speech)
    if len(names) < 2:
        show_notice(Tone.QUIET, _("Add two towns first."), speech)
        return
    a, b = _choose_ends(bench, names)
    if a is not None and a == b:
        show(element("p", _("Choose two different places."), class_="cv-field-fault"), speech)
    elif a is not None and b is not None:
        _show_form(bench, a, b)
    show_faults(bench, "roads")
    if draft.roads:
        title = speech.count("{number} road", "{number} roads", len(draft.roads))
        with st.expander(title, key=bench.key("road-list"), expanded=len(draft.roads) <= 6):
            show_road_table(bench, names)


def choose_end(bench: Workbench, id_: str) -> None:
    """Take a place that was chosen on the map as an end of the road, the first one first."""
    a, b = bench.key("road-a"), bench.key("road-b")
    if st.session_state.get(a) is None or st.session_state.get(b) is not None:
        st.session_state[a], st.session_state[b] = id_, None
    elif st.session_state[a] != id_:
        st.session_state[b] = id_


def _choose_ends(bench: Workbench, names: dict[str, str]) -> tuple[str | None, str | None]:
    _ = bench.language.text
    ends = []
    for column, label, field in zip(
        st.columns(2), (_("Between"), _("and")), ("road-a", "road-b"), strict=True
    ):
        key = bench.key(field)
        if st.session_state.get(key) is not None and st.session_state[key] not in names:
            st.session_state[key] = None  # the place has been removed since
        ends.append(
            column.selectbox(
                label,
                list(names),
                format_func=names.__getitem__,
                key=key,
                index=None,
                placeholder=_("Choose here or on the map"),
            )
        )
    return ends[0], ends[1]


def _show_form(bench: Workbench, a: str, b: str) -> None:
    speech = bench.language
    _ = speech.text
    known = road_between(bench.files, a, b)
    show(element("p", _compared(bench, a, b, known), class_="cv-quiet cv-figures"), speech)
    # Another form for other places or figures, so that each shows its own.
    base = f"road-{a}-{b}-{hash(known)}"
    with st.form(bench.key(base)):
        with st.container(horizontal=True):
            km = st.number_input(
                _("Kilometres"),
                min_value=0.1,
                max_value=5000.0,
                value=known.km if known else None,
                format="%.1f",
                key=bench.key(f"{base}-km"),
                width=150,
            )
            minutes = st.number_input(
                _("Minutes"),
                min_value=1,
                max_value=1440,
                value=known.minutes if known else None,
                key=bench.key(f"{base}-minutes"),
                help=_("Of a bus or van, without stops. 1 h 45 is 105 minutes."),
                width=150,
            )
            grades = list(Grade)
            grade = st.selectbox(
                _("How sure is it?"),
                grades,
                index=grades.index(known.grade if known else Grade.C),
                format_func=lambda grade: grade_text(grade, speech),
                key=bench.key(f"{base}-grade"),
                width=240,
            )
        source = st.text_input(
            _("Where does it come from?"),
            value=known.source if known else "",
            placeholder=_("For example: driven last spring"),
            max_chars=300,
            key=bench.key(f"{base}-source"),
        )
        with st.container(horizontal=True):
            saved = st.form_submit_button(_("Use these figures"), type="primary")
            removed = known is not None and st.form_submit_button(_("Remove this road"))
    if removed:
        bench.change(lambda files: remove_road(files, a, b), msg("road removed"), "roads")
        st.rerun()
    if saved:
        figures = (km, minutes, grade, source.strip())
        bench.change(lambda files: _with_road(files, (a, b), figures), msg("a road"), "roads")
        st.rerun()


def road_between(files: TourFiles, a: str, b: str) -> Road | None:
    """The link of two places, whichever way round it stands."""
    return next((road for road in draft_of(files).roads if {road.a, road.b} == {a, b}), None)


Figures = tuple[float | None, int | None, Grade, str]
"""Kilometres, minutes, grade and source, as they stand in the form."""


def _with_road(files: TourFiles, ends: tuple[str, str], figures: Figures) -> TourFiles:
    """The files with these figures of a road; what else they know of it stays."""
    km, minutes, grade, source = figures
    if km is None or minutes is None:
        raise ImpossibleValue(msg("give the kilometres and the minutes"))
    known = road_between(files, *ends)
    if known is None:
        return set_road(files, Road(*ends, km, minutes, grade, source=source))
    low, high = known.km_low, known.km_high
    road = replace(
        known,
        km=km,
        minutes=minutes,
        grade=grade,
        source=source,
        # A span of what sources say that the new figure leaves is nobody's any more.
        km_low=low if low is not None and low <= km else None,
        km_high=high if high is not None and high >= km else None,
    )
    return set_road(files, road)


def _compared(bench: Workbench, a: str, b: str, known: Road | None) -> str:
    """What the estimate says, and whether it is used."""
    speech = bench.language
    _ = speech.text
    guess = _guess(bench, a, b)
    if guess is None:
        return _("Without a point on the map for both there is no estimate.")
    km, minutes = guess
    values = {"km": speech.km(km), "duration": speech.duration(minutes)}
    if known is None:
        return _("The estimate says ≈ {km} and {duration}.", **values)
    return _("Your figures are used instead of the estimate, ≈ {km} and {duration}.", **values)


def _guess(bench: Workbench, a: str, b: str) -> tuple[float, int] | None:
    """Kilometres and minutes of the estimate between two places that have points."""
    one, other = _point(bench, a), _point(bench, b)
    if one is None or other is None:
        return None
    route = estimated_route(one, other, bench.draft.estimate or TravelEstimate())
    return route.km, route.minutes


def _point(bench: Workbench, id_: str) -> Place | None:
    """A place as the estimate wants it: its names and the rest don't matter."""
    place = bench.draft.place(id_)
    if place is None or place.point is None:
        return None
    try:
        return Place(place.id, Names.of(en=place.id), PlaceKind.TOWN, *place.point)
    except ImpossibleValue:
        return None
