"""What may have happened on the way: ships that don't sail, closed roads."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.tour.adjustment import CancelSailings, CloseRoad
from caravan.ui.replanning.add_button import add_button
from caravan.ui.replanning.ahead import Ahead
from caravan.ui.replanning.telling import Telling
from caravan.views.event_name import place_name

_ALL = "all"


def show_sailing(telling: Telling, ahead: Ahead, speech: Language) -> None:
    """A ship doesn't sail: one, or all of a day, or of all days."""
    _ = speech.text
    ferries = {ferry.id: ferry for ferry in ahead.ferries}
    keys = {field: telling.key(f"sailing-{field}") for field in ("ferry", "date", "ship")}
    ferry_id = st.selectbox(
        _("Ferry"),
        list(ferries),
        format_func=lambda id_: speech.name(ferries[id_].names) if id_ in ferries else id_,
        key=keys["ferry"],
    )
    ferry = ferries[ferry_id]
    dates = {date.isoformat(): date for date in ahead.sailing_dates(ferry)}
    if st.session_state.get(keys["date"]) not in (_ALL, *dates):
        st.session_state.pop(keys["date"], None)
    iso = st.selectbox(
        _("Date"),
        [*dates, _ALL],
        format_func=lambda iso: (
            speech.date(dates[iso]) if iso in dates else _("All days that are left")
        ),
        key=keys["date"],
    )
    ships = {}
    if iso in dates:
        ships = {
            f"{port} {minute}": (port, minute)
            for port, minute in ahead.departures(ferry, dates[iso])
        }
    if st.session_state.get(keys["ship"]) not in (_ALL, *ships):
        st.session_state.pop(keys["ship"], None)

    def ship(value: str) -> str:
        if value not in ships:
            return _("All ships")
        port, minute = ships[value]
        town = place_name(port, ahead.tour, speech)
        return _("{hour} from {port}", hour=speech.clock(minute), port=town)

    one = st.selectbox(_("Ship"), [_ALL, *ships], format_func=ship, key=keys["ship"])

    def add() -> None:
        if iso not in dates:
            telling.add(*(CancelSailings(ferry.id, date) for date in dates.values()))
        else:
            telling.add(CancelSailings(ferry.id, dates[iso], *ships.get(one, ())))

    add_button(telling, add, speech)


def show_road(telling: Telling, ahead: Ahead, speech: Language) -> None:
    """A road is closed."""
    _ = speech.text
    roads = {f"{road.a} {road.b}": road for road in ahead.roads}

    def name(value: str) -> str:
        road = roads.get(value)
        if road is None:
            return value
        ends = [place_name(end, ahead.tour, speech) for end in (road.a, road.b)]
        text = " – ".join(ends)
        return f"{text} ({road.name})" if road.name else text

    key = telling.key("road")
    if st.session_state.get(key) not in roads:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        _("Road"),
        sorted(roads, key=name),
        format_func=name,
        key=key,
        index=None,
        placeholder=_("Type the name of a place"),
    )

    def add() -> None:
        road = roads.get(chosen or "")
        if road is not None:
            telling.add(CloseRoad(road.a, road.b))
        st.session_state[key] = None

    add_button(telling, add, speech, disabled=chosen is None)
