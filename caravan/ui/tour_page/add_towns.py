"""More towns from a pasted list; those that the tour has already are said, and not doubled."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.draft import Draft
from caravan.files.editing.head import set_zone
from caravan.files.tour_files import TourFiles
from caravan.geocoding.pasted_names import PastedName
from caravan.geocoding.spelling import spelling_key
from caravan.ui.html import element, show
from caravan.ui.lookup import look_up_list
from caravan.ui.new_tour_files import add_pasted, asked, common_zone
from caravan.ui.notice import Tone, show_notice
from caravan.ui.pasted import read_paste, show_paste
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.town_edits import wants_zone
from caravan.ui.tour_page.town_rows import numbered_towns
from caravan.ui.workbench import Workbench
from caravan.ui.world_index_state import show_index_state

_NAMED = 8
"""Known towns that are named; more are counted."""


def show_add_towns(bench: Workbench) -> None:
    """A field for names, what was understood, and the button that adds them."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    count = len(draft.places)
    key, again = bench.key(f"more-towns-{count}"), bench.key(f"again-{count}")
    with st.expander(
        _("Add towns from a list"), expanded=not numbered_towns(draft), key=bench.key("more-towns")
    ):
        text = st.text_area(
            _("Names of the towns, one on each line"),
            key=key,
            height=140,
            placeholder=_("Paste them from a mail or a table. “El Hamma, Gabès” says which one."),
        )
        pasted = read_paste(text)
        show_paste(pasted, speech)
        known = [name for name in pasted.names if _is_known(name, draft)]
        if known:
            names = [name.text for name in known[:_NAMED]]
            rest = len(known) - len(names)
            if rest:
                names.append(speech.count("and {number} more", "and {number} more", rest))
            show_notice(
                Tone.QUIET, _("The tour has already: {towns}", towns=speech.listing(names)), speech
            )
            st.checkbox(_("Add these a second time"), key=again)

        def add() -> None:
            # The text as it is now: the button may be pressed before the page has read it.
            names = read_paste(str(st.session_state.get(key, ""))).names
            if not st.session_state.get(again):
                names = tuple(name for name in names if not _is_known(name, draft))
            if names:
                _add(bench, names)

        waiting = bool(pasted.names) and show_index_state(bench.visit.desk.settings.cache, speech)
        st.button(
            _("Add these towns"),
            key=bench.key("add-pasted"),
            on_click=add,
            type="primary",
            # Without the list of places each would have to be looked for by hand.
            disabled=waiting,
        )
        _show_result(bench)
        if pasted.names and len(known) == len(pasted.names):
            show(element("p", _("None of these is new."), class_="cv-quiet"), speech)
        show_faults(bench, "add-pasted")


def _show_result(bench: Workbench) -> None:
    """How many were added, while that is the last thing that was done."""
    speech = bench.language
    added: tuple[TourFiles, int, int] | None = st.session_state.get(bench.key("added-towns"))
    if added is None or added[0] != bench.files:
        return
    _files, number, without = added
    texts = [speech.count("One town was added.", "{number} towns were added.", number)]
    if without:
        texts.append(
            speech.count(
                "One has no point yet: above you are asked where it is.",
                "{number} have no point yet: above you are asked where they are.",
                without,
            )
        )
    show(element("p", " ".join(texts), class_="cv-quiet", role="status"), speech)


def _add(bench: Workbench, names: tuple[PastedName, ...]) -> None:
    speech = bench.language
    countries = [place.country for place in bench.draft.places if place.country]
    country = max(sorted(set(countries)), key=countries.count, default="")
    answers = look_up_list(bench.visit, [asked(name) for name in names], country)

    # As with a town that is found by itself, the first ones say the tour's time zone.
    zone = common_zone(answers) if wants_zone(bench.draft) else ""

    def operation(files: TourFiles) -> TourFiles:
        result = add_pasted(files, names, answers, speech.code)[0]
        if zone:
            result = set_zone(result, zone)
        without = sum(not answer.is_found for answer in answers)
        st.session_state[bench.key("added-towns")] = (result, len(names), without)
        return result

    if len(names) == 1:
        what = msg("{town} added", town=names[0].text)
    else:
        what = msg("{number} towns added", number=len(names))
    bench.change(operation, what, "add-pasted")


def _is_known(name: PastedName, draft: Draft) -> bool:
    """Whether a town of the tour has this name; a hint says that another one may be meant."""
    keys = {spelling_key(text) for _script, text in name.scripts} - {""}
    for _number, place in numbered_towns(draft):
        names = (*dict(place.names).values(), *place.variants)
        if not keys.isdisjoint(spelling_key(text) for text in names):
            regions = {spelling_key(text) for text in dict(place.region).values()}
            if not name.hint or not regions or spelling_key(name.hint) in regions:
                return True
    return False
