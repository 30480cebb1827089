"""Removing a place: asked once, with all that goes with it."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.draft_places import DraftPlace
from caravan.files.editing.remove_town import remove_town
from caravan.language.language import Language
from caravan.store.state_folder import StateUnusable
from caravan.ui.choices import choose
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench


def show_removal(bench: Workbench, place: DraftPlace, where: str) -> None:
    """A button that asks once before the place is removed.

    `where`: tells several such buttons of a page apart.
    """
    speech = bench.language
    _ = speech.text
    name = place_name(place, speech)
    label = _("Remove {town}", town=name)
    field = f"remove-{where}-{place.id}"
    with st.popover(plain(_short(label)), key=bench.key(f"{field}-ask")):
        lines = [element("p", element("bdi", line)) for line in consequences(bench, place)]
        show(element("div", *lines, class_="cv-consequences"), speech)

        def remove() -> None:
            done = bench.change(
                lambda files: remove_town(files, place.id), msg("{town} removed", town=name), field
            )
            if done:
                choose("town", None)

        st.button(plain(_short(label)), key=bench.key(field), type="primary", on_click=remove)
    show_faults(bench, field)


def consequences(bench: Workbench, place: DraftPlace) -> list[str]:
    """What goes with a place, in sentences."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    events = draft.events_in(place.id)
    roads = [road for road in draft.roads if place.id in (road.a, road.b)]
    gone = [
        _counted_events(len(events), speech),
        _counted_partners(sum(len(event.partners) for event in events), speech),
        _counted_roads(len(roads), speech),
    ]
    listed = speech.listing(text for text in gone if text)
    lines = [_("What goes with it: {list}.", list=listed)] if listed else []
    if place.id in (draft.head.start, draft.head.end):
        lines.append(_("The tour starts or ends here: you will have to choose another town."))
    if _has_plan(bench):
        lines.append(_("The plan that you have still shows it until you plan anew."))
    lines.append(_("Undo brings everything back."))
    return lines


def _counted_events(number: int, speech: Language) -> str:
    return speech.count("its event", "its {number} events", number) if number else ""


def _counted_partners(number: int, speech: Language) -> str:
    return speech.count("one partner", "{number} partners", number) if number else ""


def _counted_roads(number: int, speech: Language) -> str:
    return speech.count("one road", "{number} roads", number) if number else ""


def _has_plan(bench: Workbench) -> bool:
    try:
        return bench.visit.desk.shelf.latest(bench.id) is not None
    except StateUnusable:
        return False


def _short(text: str) -> str:
    """Names of eighty characters don't fit on a button."""
    return text if len(text) <= 48 else f"{text[:47]}…"
