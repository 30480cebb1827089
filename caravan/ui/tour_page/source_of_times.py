"""Where travel times of a tour come from, how rough estimates are, and how to get better ones."""

from __future__ import annotations

import streamlit as st

from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace
from caravan.language.language import Language
from caravan.tour.place import PlaceKind
from caravan.tour.road import TravelEstimate
from caravan.ui.html import element, show
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Workbench

# Of the estimate's minutes against known roads; docs/routing.md says of which, and how measured.
HALF_WITHIN = 0.076
NINE_IN_TEN_WITHIN = 0.209
WORST = 0.67

_NAMED = 6
_ENGINE = "CARAVAN_VALHALLA_URL=http://127.0.0.1:8002 make run"


def show_source_of_times(bench: Workbench) -> None:
    """Say it, with what to do about it one click away."""
    speech, draft = bench.language, bench.draft
    has_engine = bench.visit.desk.settings.engine is not None
    for text in source_texts(draft, speech, has_engine=has_engine):
        show(element("p", text, class_="cv-quiet"), speech)
    if not has_engine:
        with st.expander(speech.text("How rough is an estimate, and what is better?")):
            _show_better(draft, speech)


def source_texts(draft: Draft, speech: Language, *, has_engine: bool) -> list[str]:
    """Where the times of this tour come from, in plain sentences."""
    _ = speech.text
    if has_engine:
        return [
            _(
                "Times come from the routing engine of this server. Roads written here are used "
                "only where it knows no way."
            )
        ]
    if not draft.roads:
        return [_("All travel times of this tour are estimates, marked ≈.")]
    texts = [
        _(
            "Times come from the roads of this tour; between places that they do not join, they "
            "are estimates, marked ≈."
        )
    ]
    apart = [place_name(place, speech) for place in off_the_roads(draft)]
    if apart:
        names = apart[:_NAMED]
        more = len(apart) - len(names)
        if more:
            names.append(speech.count("{number} more", "{number} more", more))
        texts.append(_("No road leads to {towns}.", towns=speech.listing(names)))
    return texts


def off_the_roads(draft: Draft) -> list[DraftPlace]:
    """The towns that no road of the tour touches."""
    joined = {end for road in draft.roads for end in (road.a, road.b)}
    return [p for p in draft.places if p.kind is PlaceKind.TOWN and p.id not in joined]


def _show_better(draft: Draft, speech: Language) -> None:
    _ = speech.text
    estimate = draft.estimate or TravelEstimate()
    lines = [
        _(
            "An estimate is the straight distance times {factor}, driven at {speed} km/h.",
            factor=speech.number(estimate.detour_factor),
            speed=speech.number(estimate.speed_kmh),
        ),
        _(
            "Where 1.2 and 65 km/h were compared with known roads, half of the minutes were less "
            "than {half} off, nine in ten less than {most}, the worst {worst}. Elsewhere nobody "
            "has measured them.",
            half=speech.percent(HALF_WITHIN),
            most=speech.percent(NINE_IN_TEN_WITHIN),
            worst=speech.percent(WORST),
        ),
        _(
            "Do not trust one within a city, round a bay or a lake, or over mountains: write what "
            "you know under Roads and ferries."
        ),
        _(
            "A routing engine knows every road of a country. Whoever runs this server installs "
            "Valhalla or OSRM (both are free), gives it the roads of the country from Geofabrik, "
            "and starts the app with its address, for example:"
        ),
    ]
    show(element("div", *(element("p", line) for line in lines), class_="cv-text"), speech)
    st.code(_ENGINE, language=None, wrap_lines=True)
    text = _("All commands, one by one, are in docs/routing.md.")
    show(element("p", text, class_="cv-quiet"), speech)
