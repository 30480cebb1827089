"""A page with nothing but the map that is edited, for tests: what it is told is in its address.

`lang`, `points` (a case below), `tiles`, `accept` ("no" refuses every move). The page says what
events came, each on a line of its own.
"""

from __future__ import annotations

import streamlit as st

from caravan.language.language import language
from caravan.ui.edit_map import MapEvent, MapPoint, edit_map

HOSTILE = "<img src=x onerror=globalThis.caught=1>${globalThis.caught=1}`{{7*7}}"
CASES = {
    "tour": (
        MapPoint("sfax", "Sfax", 34.7406, 10.7603, "town", 1, draggable=True),
        MapPoint("gabes", "قابس", 33.8815, 10.0982, "town", 2, draggable=True, detail="Gabès"),
        MapPoint("gafsa", "Gafsa", 34.425, 8.7842, "optional", 3, draggable=True),
        MapPoint("tozeur", "Tozeur", 33.9197, 8.1335, "unsure", draggable=True),
        MapPoint("sidi-youssef", "Sidi Youssef", 34.6553, 10.9733, "port"),
        MapPoint("bouchemma", "Bouchemma", 33.9, 9.55, "junction"),
    ),
    "same": (
        MapPoint("one", "El Hamma", 33.8915, 9.7963, "candidate", 1),
        MapPoint("two", "El Hamma", 33.8915, 9.7963, "candidate", 2),
        MapPoint("three", "El Hamma", 33.9, 9.8, "candidate", 3),
    ),
    "hostile": (
        MapPoint("bad", HOSTILE, 34.0, 9.0, "town", 1, draggable=True, detail=HOSTILE),
        MapPoint("worse", HOSTILE + "</script>", 35.0, 10.0, "unsure", draggable=True),
    ),
    "many": tuple(
        MapPoint(f"t{n}", f"Ville {n}", 33 + n // 25 * 0.2, 8 + n % 25 * 0.12, "town", n + 1, True)
        for n in range(500)
    ),
    "fiji": (
        MapPoint("suva", "Suva", -18.1416, 178.4415, "town", 1, draggable=True),
        MapPoint("taveuni", "Taveuni", -16.85, -179.97, "town", 2, draggable=True),
    ),
    "none": (),
}

asked = st.query_params
case = asked.get("points", "tour")
towns = st.session_state.setdefault("towns", {point.id: point for point in CASES[case]})
events = st.session_state.setdefault("events", [])


def listen(event: MapEvent) -> None:
    """Note the event, and do what it says."""
    events.append(event)
    at = {"latitude": event.latitude, "longitude": event.longitude}
    if event.kind == "added":
        id_ = f"new-{len(towns)}"
        towns[id_] = MapPoint(id_, "Nouveau", **at, kind="town", draggable=True)
    elif event.kind == "chosen":
        st.session_state["selected"] = event.id
    elif asked.get("accept") != "no":
        old = towns[event.id]
        towns[event.id] = MapPoint(
            old.id, old.label, **at, kind=old.kind, number=old.number, draggable=True
        )


adding = st.checkbox("adding")
if st.button("rerun"):
    st.session_state["count"] = st.session_state.get("count", 0) + 1
if st.button("others"):
    towns.clear()
    towns.update({point.id: point for point in CASES["fiji"]})
if st.button("relabel"):
    towns["sfax"] = MapPoint("sfax", "Sfax la belle", 34.7406, 10.7603, "town", 1, draggable=True)
edit_map(
    list(towns.values()),
    language(asked.get("lang", "fr")),
    key="towns-map",
    tiles=asked.get("tiles") == "on",
    adding=adding,
    selected=st.session_state.get("selected", ""),
    lines=[[(34.7406, 10.7603), (33.8815, 10.0982)]] if case == "tour" else (),
    on_event=listen,
)
st.text(f"{len(events)} events")
st.text("\n".join(f"{e.kind} {e.id} {e.latitude} {e.longitude}" for e in events))
st.text(f"pressed {st.session_state.get('count', 0)}")
st.html("<p style='height: 1200px'>Suite</p>")
