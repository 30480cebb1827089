"""A page with nothing but the board, for tests: what it is told is in its address.

`lang`, `case` ("hostile", "locked", "teams", "many"), `accept` ("no" refuses every move). The page
says what events came, each on a line of its own.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.language.language import language
from caravan.ui.board import (
    Board,
    BoardCard,
    BoardDay,
    BoardEvent,
    BoardTeam,
    Choice,
    PinWay,
    board,
)

HOSTILE = "<img src=x onerror=globalThis.caught=1>${globalThis.caught=1}`{{7*7}}{name}$&"
NAMES = {"gafsa": "Gafsa", "tozeur": "Tozeur", "douz": "Douz", "sfax": "Sfax", "gabes": "قابس"}
DAYS = {"2020-03-09 t1": "Lundi", "2020-03-10 t1": "Mardi", "2020-03-11 t1": "Mercredi"}
BEDS = (Choice("gafsa", "Gafsa"), Choice("sfax", "Sfax"))

asked = st.query_params
case = asked.get("case", "small")
if case == "hostile":
    NAMES = dict.fromkeys(NAMES, HOSTILE)
if case == "teams":
    DAYS = {**DAYS, "2020-03-09 t2": "Lundi, équipe 2"}
if case == "many":
    DAYS = {f"2020-03-{n:02d} t1": f"Jour {n}" for n in range(1, 31)}
start = list(DAYS)
state = st.session_state.setdefault(
    "places",
    {"": ["gabes"], start[0]: ["gafsa", "tozeur"], start[1]: ["douz", "sfax"], start[2]: []},
)
beds = st.session_state.setdefault("beds", {})
events = st.session_state.setdefault("events", [])


def listen(event: BoardEvent) -> None:
    """Note the event, and do what it says."""
    events.append(event)
    if asked.get("accept") == "no" or event.kind not in {"put", "take-out", "sleep"}:
        return
    if event.kind == "sleep":
        beds[event.day] = event.other
        return
    for cards in state.values():
        if event.event in cards:
            cards.remove(event.event)
    day = event.day if event.kind == "put" else ""
    state.setdefault(day, []).insert(event.position, event.event)


def card(id_: str, number: int) -> BoardCard:
    """Each card begins later than the one before it."""
    bad = id_ == "sfax"
    return BoardCard(
        id_,
        NAMES[id_],
        f"{8 + number:02d}:00",
        "1 h · 80 km",
        faults=(f"Trop tard: {NAMES[id_]}",) if bad else (),
        pin=f"Épinglé: {NAMES[id_]}" if id_ == "douz" else "",
        pins=(PinWay("pin", f"Épingler {NAMES[id_]}"), PinWay("unpin", "Détacher")),
    )


def day(key: str, title: str) -> BoardDay:
    """A column."""
    cards = tuple(card(id_, number) for number, id_ in enumerate(state.get(key, [])))
    locked = case == "locked" and key == start[0]
    label = HOSTILE if case == "hostile" else title
    found = BoardDay(
        key, label, label, cards, key.partition(" ")[2], 1, "08:00", colour="#0072B2",
        is_locked=locked, empty="Rien",
    )  # fmt: skip
    if not key:
        return replace(found, number=None)
    bed = beds.get(key, "gafsa")
    return replace(found, bed=bed, bed_name=bed, beds=BEDS)


teams = sorted({key.partition(" ")[2] for key in DAYS})
shown = Board(
    len(events),
    tuple(BoardTeam(team, team if len(teams) > 1 else "") for team in teams),
    tuple(day(key, title) for key, title in DAYS.items()),
    day("", "Retirés"),
    tuple(Choice(id_, name) for id_, name in NAMES.items()),
    wishes=True,
    no_wishes="",
    verdict=f"Verdict {len(events)}",
)
board(shown, language(asked.get("lang", "fr")), key="b", on_event=listen)
st.text(f"{len(events)} events")
st.text("\n".join(f"{e.kind}|{e.event}|{e.day}|{e.position}|{e.other}|{e.version}" for e in events))


def begin_again() -> None:
    """Forget all that was done."""
    for part in ("places", "beds", "events"):
        del st.session_state[part]


st.button("begin again", on_click=begin_again)
st.html("<p style='height: 900px'>Suite</p>")
