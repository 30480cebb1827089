"""Plans of a tour and its scenarios side by side: figures, programme, map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.language.language import Language
from caravan.plan.comparison import compare
from caravan.plan.plan import Plan
from caravan.store.kept_tour import KeptTour
from caravan.ui.choices import choose
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.scenarios.actions import queue_of
from caravan.ui.scenarios.alternatives import Alternative, isolated
from caravan.ui.scenarios.compare_table import compare_table, programme_of
from caravan.ui.scenarios.planning_panel import show_planning
from caravan.ui.visit import Visit
from caravan.views.comparison_text import comparison_text

_MAP_HEIGHT = 620
_BESIDE = "with"


def show_compare(visit: Visit, base: KeptTour, every: tuple[Alternative, ...]) -> None:
    """Choose two or more, and see them side by side; what is chosen is kept in the address."""
    speech = visit.language
    show_planning(every, queue_of(visit, base), speech)
    planned = {one.id: one for one in every if one.plan is not None}
    _show_unplanned(visit, base, [one for one in every if one.plan is None])
    if len(planned) < 2:
        _show_too_few(visit, every)
        return
    chosen_ones = _choose(planned, speech)
    names = [one.title(speech) for one in chosen_ones]
    plans = [one.plan.plan for one in chosen_ones if one.plan is not None]
    # A name that stands within a sentence is told from its words.
    quoted = [speech.text("“{name}”", name=isolated(name, speech)) for name in names]
    text = replace(comparison_text(compare(plans), quoted, speech), names=tuple(names))
    show(compare_table(text, speech), speech)
    show(programme_of(text, speech), speech)
    _show_map(visit, chosen_ones[0], chosen_ones[1])


def _show_unplanned(visit: Visit, base: KeptTour, left: list[Alternative]) -> None:
    """Those that can't be compared yet, and a way to change that."""
    if not left:
        return
    speech = visit.language
    _ = speech.text
    queue = queue_of(visit, base)
    waiting = queue.waiting
    asked = [one.id for one in left if one.can_be_planned and one.id not in waiting]
    names = speech.listing(isolated(one.title(speech), speech) for one in left)
    with st.container(horizontal=True, key="cv-unplanned", vertical_alignment="center"):
        text = _("Without a plan of its own yet: {names}", names=names)
        show(element("p", element("bdi", text), class_="cv-quiet"), speech)
        if asked:
            st.button(
                speech.count("Plan it", "Plan them, one after the other", len(asked)),
                key="plan-unplanned",
                on_click=queue.add,
                args=tuple(asked),
            )


def _show_too_few(visit: Visit, every: tuple[Alternative, ...]) -> None:
    speech = visit.language
    _ = speech.text
    if len(every) < 2:
        lines = (_("There is no scenario yet."), _("Make one, and plan it; then compare."))
    else:
        lines = (
            _("There is nothing to compare yet."),
            _("Two plans are needed: of the tour and of a scenario, or of two scenarios."),
        )
    show_notice(Tone.QUIET, lines[0], speech, lines[1])
    if len(every) < 2:
        st.button(_("Make a scenario"), key="to-list", on_click=choose, args=("part", "list"))


def _choose(planned: dict[str, Alternative], speech: Language) -> list[Alternative]:
    """The two that are compared, then those beside them."""
    _ = speech.text
    names = {id_: one.title(speech) for id_, one in planned.items()}
    first = _asked("a", planned) or next(iter(planned))
    second = _asked("b", planned)
    if second is None or second == first:
        second = next(id_ for id_ in planned if id_ != first)
    beside = [
        id_
        for id_ in (st.query_params.get(_BESIDE) or st.session_state.get(_KEPT, "")).split(".")
        if id_ in planned and id_ not in (first, second)
    ]
    with st.container(horizontal=True, key="cv-compared", vertical_alignment="bottom"):
        _select("a", _("A"), names, first)
        _select("b", _("B"), {id_: n for id_, n in names.items() if id_ != first}, second)
        others = {id_: name for id_, name in names.items() if id_ not in (first, second)}
        if others:
            _select_beside(others, beside, speech)
    for name, value in (("a", first), ("b", second)):
        choose(name, value)  # in the address: a reload and a link find it
    return [planned[id_] for id_ in (first, second, *beside)]


_KEPT = f"chosen-{_BESIDE}"


def _asked(name: str, planned: dict[str, Alternative]) -> str | None:
    for value in (st.query_params.get(name), st.session_state.get(f"chosen-{name}")):
        if isinstance(value, str) and value in planned:
            return value
    return None


def _select(name: str, label: str, options: dict[str, str], now: str) -> None:
    key = f"compare-{name}"

    def change() -> None:
        choose(name, st.session_state[key])

    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.selectbox(
        label,
        list(options),
        format_func=lambda id_: options.get(id_, id_),
        key=key,
        on_change=change,
    )


def _select_beside(options: dict[str, str], now: list[str], speech: Language) -> None:
    key = "compare-beside"

    def change() -> None:
        choose(_BESIDE, ".".join(st.session_state[key]) or None)

    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.multiselect(
        speech.text("Beside them"),
        list(options),
        format_func=lambda id_: options.get(id_, id_),
        key=key,
        on_change=change,
        placeholder=speech.text("No other"),
    )


def _show_map(visit: Visit, one: Alternative, other: Alternative) -> None:
    speech = visit.language
    _ = speech.text
    if one.plan is None or other.plan is None:
        return
    show(element("h2", _("On the map"), class_="cv-section"), speech)
    names = (one.title(speech), other.title(speech))
    tiles = visit.desk.settings.tiles
    marks = (one.plan.mark, other.plan.mark)
    page = _map_page(marks, names, speech.code, tiles, (one.plan.plan, other.plan.plan))
    with st.container(key="cv-differences-map"):
        st.iframe(page, height=_MAP_HEIGHT, alt=_("Map of the differences"))


@st.cache_data(show_spinner=False, max_entries=32)
def _map_page(
    marks: tuple[str, str],  # noqa: ARG001 a key of the cache
    names: tuple[str, str],
    code: str,
    tiles: bool,  # noqa: FBT001 the same
    _plans: tuple[Plan, Plan],
) -> str:
    from caravan.language.language import language
    from caravan.views.map import differences_html

    return differences_html(_plans, names, language(code), tiles=tiles)
