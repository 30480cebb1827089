"""What is known of a place: its names, its point, whether one can sleep there."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.almanac.countries import country_name
from caravan.errors import msg
from caravan.files.draft_places import DraftPlace
from caravan.files.editing.towns import rename_town, set_can_sleep
from caravan.language.language import LANGUAGES, Language
from caravan.tour.place import PlaceKind
from caravan.ui.glossary import Term, explained
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.bound import bound, changing
from caravan.ui.tour_page.candidates import isolated, people_text
from caravan.ui.tour_page.coordinates import coordinates_text
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.place_question import queue_of
from caravan.ui.tour_page.town_edits import BY_HAND, moved_to, named
from caravan.ui.tour_page.words import AUTONYMS, place_name
from caravan.ui.workbench import Operation, Workbench


def show_place(bench: Workbench, place: DraftPlace) -> None:
    """The fields of a place."""
    speech = bench.language
    _ = speech.text
    names = dict(place.names)
    codes = list(dict.fromkeys((speech.code, *LANGUAGES, *names)))
    columns = st.columns(3)
    for number, code in enumerate(codes):
        field = f"name-{place.id}-{code}"
        with columns[number % 3]:
            st.text_input(
                _("Name in {language}", language=AUTONYMS.get(code, code)),
                max_chars=300,
                **bound(
                    bench,
                    field,
                    names.get(code, ""),
                    _renaming(place.id, code),
                    msg("name of {town}", town=place_name(place, speech)),
                ),
            )
            show_faults(bench, field)
    left, right = st.columns(2)
    with left:
        _show_coordinates(bench, place)
    with right:
        if place.kind is PlaceKind.TOWN:
            field = f"sleep-{place.id}"
            st.checkbox(
                _("The convoy can sleep here"),
                help=explained(Term.OVERNIGHT_STAY, speech),
                **bound(
                    bench,
                    field,
                    place.can_sleep,
                    lambda value: lambda files: set_can_sleep(files, place.id, bool(value)),
                    msg("overnight stay in {town}", town=place_name(place, speech)),
                ),
            )
            show_faults(bench, field)
        show(element("p", element("bdi", _known(place, speech)), class_="cv-quiet"), speech)
    show_faults(
        bench,
        f"place-{place.id}",
        more=[
            f
            for f in bench.draft.faults_of_place(place.id)
            if place.is_located or not _is_point(f.where)
        ],
    )
    _show_fuller_name(bench, place)


def _show_fuller_name(bench: Workbench, place: DraftPlace) -> None:
    """Offer to add the region to a name that another place has, too."""
    speech = bench.language
    faults = bench.draft.faults_of_place(place.id)
    region = next((text for _code, text in place.region if text), "")
    if not region or not any(fault.where.startswith("name_") for fault in faults):
        return
    name = place_name(place, speech)
    fuller = f"{name} ({region})"
    st.button(
        plain(speech.text("Call it “{name}”", name=isolated(fuller))),
        **changing(
            bench,
            named(place, fuller, speech),
            msg("name of {town}", town=name),
            f"fuller-name-{place.id}",
        ),
    )
    show_faults(bench, f"fuller-name-{place.id}")


def _renaming(id_: str, code: str) -> Callable[[str], Operation]:
    return lambda text: lambda files: rename_town(files, id_, code, " ".join(text.split()))


def _is_point(column: str) -> bool:
    return column in {"latitude", "longitude"}


def _show_coordinates(bench: Workbench, place: DraftPlace) -> None:
    speech = bench.language
    _ = speech.text
    field = f"coordinates-{place.id}"
    st.text_input(
        _("Coordinates"),
        max_chars=100,
        placeholder="34.425, 8.784",
        help=_("Latitude and longitude, as other maps give them; or move the marker on the map."),
        **bound(
            bench,
            field,
            coordinates_text(*place.point) if place.point is not None else "",
            lambda text: moved_to(place, text),
            msg("point of {town}", town=place_name(place, speech)),
        ),
    )
    show_faults(bench, field)
    if not place.is_located:
        st.button(
            _("Find it"),
            key=bench.key(f"find-{place.id}"),
            on_click=_ask_now,
            args=(bench, place.id),
        )


def _ask_now(bench: Workbench, id_: str) -> None:
    queue = queue_of(bench)
    queue.later.discard(id_)
    queue.ids[:] = [id_, *(other for other in queue.ids if other != id_)]


def _known(place: DraftPlace, speech: Language) -> str:
    """Region, country, inhabitants and where the point comes from."""
    _ = speech.text
    region = dict(place.region).get(speech.code) or next((t for _c, t in place.region if t), "")
    parts = [
        region,
        country_name(place.country, speech) if place.country else "",
        people_text(place.population, speech),
    ]
    if place.coordinate_source:
        by_hand = place.coordinate_source == BY_HAND
        source = _("placed by hand") if by_hand else place.coordinate_source
        parts.append(_("Point: {source}", source=source))
    return " · ".join(part for part in parts if part)
