"""Own road links: kilometres and minutes between two places that override the estimate."""

from __future__ import annotations

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.roads import remove_road, set_road
from caravan.tour.names import Names
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Grade, Road, TravelEstimate
from caravan.travel.great_circle import estimated_route
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def show_road_links(bench: Workbench) -> None:
    """The links, and a form for a new one or for another figure of one."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show(element("h2", _("Roads that you know")), speech)
    show(element("p", explained(Term.ROAD_LINK, speech), class_="cv-quiet"), speech)
    names = {place.id: place_name(place, speech) for place in draft.places}
    if len(names) < 2:
        show_notice(Tone.QUIET, _("Add two towns first."), speech)
        return
    _show_form(bench, names)
    show_faults(bench, "roads")
    if draft.roads:
        with st.expander(
            speech.count("{number} road", "{number} roads", len(draft.roads)),
            key=bench.key("road-list"),
            expanded=len(draft.roads) <= 6,
        ):
            for road in draft.roads:
                _show_road(bench, road, names)


def _show_road(bench: Workbench, road: Road, names: dict[str, str]) -> None:
    speech = bench.language
    with st.container(horizontal=True, vertical_alignment="center"):
        ends = [element("bdi", names.get(id_, id_)) for id_ in (road.a, road.b)]
        figures = f"{speech.km(road.km)} · {speech.duration(road.minutes)}"
        sure = grade_text(road.grade, bench)
        show(
            element(
                "p",
                ends[0],
                " – ",
                ends[1],
                element("span", f" · {figures} · {sure}", class_="cv-quiet cv-figures"),
            ),
            speech,
        )
        st.button(
            speech.text("Remove"),
            key=bench.key(f"remove-road-{road.a}-{road.b}"),
            on_click=_remove,
            args=(bench, road),
        )


def grade_text(grade: Grade, bench: Workbench) -> str:
    """How sure a figure is, in words."""
    _ = bench.language.text
    return {
        Grade.A: _("published or measured"),
        Grade.B: _("derived from published figures"),
        Grade.C: _("an estimate"),
    }[grade]


def _show_form(bench: Workbench, names: dict[str, str]) -> None:
    speech = bench.language
    _ = speech.text
    ids = list(names)
    left, right = st.columns(2)
    shown = {id_: plain(name) for id_, name in names.items()}
    a = left.selectbox(
        _("Between"), ids, format_func=shown.__getitem__, key=bench.key("road-a"), index=None
    )
    b = right.selectbox(
        _("and"), ids, format_func=shown.__getitem__, key=bench.key("road-b"), index=None
    )
    guess = _guess(bench, a, b)
    known = next((r for r in bench.draft.roads if {r.a, r.b} == {a, b}), None)
    base = f"road-{a}-{b}-{hash(known)}"
    if guess is not None:
        km, minutes = guess
        text = _(
            "The estimate says {km} and {duration}.",
            km=speech.km(km),
            duration=speech.duration(minutes),
        )
        show(element("p", text, class_="cv-quiet cv-figures"), speech)
    first, second, third = st.columns(3)
    length = first.number_input(
        _("Kilometres"),
        min_value=0.1,
        max_value=5000.0,
        value=known.km if known else None,
        key=bench.key(f"{base}-km"),
    )
    duration = second.number_input(
        _("Minutes"),
        min_value=1,
        max_value=1440,
        value=known.minutes if known else None,
        key=bench.key(f"{base}-minutes"),
    )
    grade = third.selectbox(
        _("How sure is it?"),
        list(Grade),
        index=list(Grade).index(known.grade if known else Grade.C),
        format_func=lambda grade: grade_text(grade, bench),
        key=bench.key(f"{base}-grade"),
    )
    source = st.text_input(
        _("Where does it come from?"),
        value=known.source if known else "",
        placeholder=_("For example: driven last spring"),
        max_chars=300,
        key=bench.key(f"{base}-source"),
    )
    st.button(
        _("Use these figures"),
        key=bench.key("add-road"),
        disabled=a is None or b is None or a == b or length is None or duration is None,
        on_click=_set,
        args=(bench, known, (a or "", b or ""), (length, duration), grade, source.strip()),
    )
    if a is not None and a == b:
        show(element("p", _("Choose two different places."), class_="cv-field-fault"), speech)


def _guess(bench: Workbench, a: str | None, b: str | None) -> tuple[float, int] | None:
    """Kilometres and minutes of the estimate between two places that have points."""
    one, other = _point(bench, a), _point(bench, b)
    if one is None or other is None or a == b:
        return None
    route = estimated_route(one, other, bench.draft.estimate or TravelEstimate())
    return route.km, route.minutes


def _point(bench: Workbench, id_: str | None) -> Place | None:
    """A place as the estimate wants it: its names and the rest don't matter."""
    place = bench.draft.place(id_ or "")
    if place is None or place.point is None:
        return None
    try:
        return Place(place.id, Names.of(en=place.id), PlaceKind.TOWN, *place.point)
    except ImpossibleValue:
        return None


def _set(
    bench: Workbench,
    known: Road | None,
    ends: tuple[str, str],
    figures: tuple[float | None, int | None],
    grade: Grade,
    source: str,
) -> None:
    km, minutes = figures
    if km is None or minutes is None:
        return

    def road() -> Road:
        a, b = (known.a, known.b) if known else ends
        name, via = (known.name, known.via) if known else ("", ())
        return Road(a, b, km, minutes, grade, name=name, source=source, via=via)

    bench.change(lambda files: set_road(files, road()), msg("a road"), "roads")


def _remove(bench: Workbench, road: Road) -> None:
    bench.change(lambda files: remove_road(files, road.a, road.b), msg("road removed"), "roads")
