"""The ways to tell what has happened: for each kind of thing the few fields that it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date

import streamlit as st

from caravan.language.language import Language
from caravan.tour.adjustment import (
    AddDays,
    CancelSailings,
    CloseRoad,
    EndAt,
    LeaveOut,
    RefuseDate,
)
from caravan.tour.place import PlaceKind
from caravan.ui.html import element, show
from caravan.ui.navigation import section_link
from caravan.ui.replanning.ahead import Ahead
from caravan.ui.replanning.telling import Telling
from caravan.views.event_name import event_name, place_name

_ALL = "all"


def show_additions(telling: Telling, ahead: Ahead) -> None:
    """Let the visitor choose a kind, and fill it in."""
    speech = telling.visit.language
    kinds = _kinds(ahead, speech)
    key = telling.key("kind")
    if st.session_state.get(key) not in kinds:
        st.session_state[key] = next(iter(kinds))
    with st.container(key="cv-tell-more"):
        kind = st.selectbox(
            speech.text("Tell what has happened"),
            list(kinds),
            format_func=lambda kind: kinds.get(kind, kind),
            key=key,
        )
        _FIELDS[kind](telling, ahead, speech)


def _kinds(ahead: Ahead, speech: Language) -> dict[str, str]:
    """The kinds that can happen in this tour."""
    _ = speech.text
    kinds = {}
    if ahead.events:
        kinds["refuse"] = _("A town refuses a date")
        kinds["cancel"] = _("A town is cancelled")
    if ahead.ferries:
        kinds["sailing"] = _("A ship doesn't sail")
    if ahead.roads:
        kinds["road"] = _("A road is closed")
    kinds["end"] = _("The tour ends in another town")
    if ahead.last_days:
        kinds["last-day"] = _("The tour ends on another day")
    kinds["other"] = _("A town is added, or anything else")
    return kinds


def _show_refusal(telling: Telling, ahead: Ahead, speech: Language) -> None:
    _ = speech.text
    names = _names(ahead, speech)
    key = telling.key("refuse-town")
    town = st.selectbox(
        _("Town"), list(names), format_func=lambda id_: names.get(id_, id_), key=key
    )
    told = {(c.event, c.date) for c in telling.happened.changes if isinstance(c, RefuseDate)}
    left = [date for date in ahead.refusable(town) if (town, date) not in told] if town else []
    dates = {date.isoformat(): date for date in left}
    planned = ahead.planned.get(town) if town else None
    key_dates = telling.key(f"refuse-dates-{town}")
    if key_dates not in st.session_state and planned is not None:
        st.session_state[key_dates] = [iso for iso, date in dates.items() if date == planned]
    _only(key_dates, dates)

    def name(iso: str) -> str:
        date = dates.get(iso)
        if date is None:
            return iso
        text = speech.date(date)
        return _("{date} (planned)", date=text) if date == planned else text

    st.multiselect(
        _("Dates"),
        list(dates),
        format_func=name,
        key=key_dates,
        placeholder=_("Choose dates"),
    )
    few = _chosen(key_dates, dates)

    def add() -> None:
        picked = _chosen(key_dates, dates)
        telling.add(*ahead.refusals(town, tuple(dates[iso] for iso in picked)))
        st.session_state.pop(key_dates, None)

    def add_all() -> None:
        telling.add(*ahead.refusals(town, tuple(dates.values())))
        st.session_state.pop(key_dates, None)

    with st.container(horizontal=True, key="cv-tell-refuse"):
        _add_button(telling, add, speech, disabled=not few)
        st.button(
            _("It refuses all dates left"),
            key=telling.key("refuse-all"),
            on_click=add_all,
            disabled=not dates,
        )


def _show_cancelling(telling: Telling, ahead: Ahead, speech: Language) -> None:
    _ = speech.text
    names = _names(ahead, speech)
    told = {change.event for change in telling.happened.changes if isinstance(change, LeaveOut)}
    names = {id_: name for id_, name in names.items() if id_ not in told}
    key = telling.key("cancel-towns")
    _only(key, names)
    st.multiselect(
        _("Towns"),
        list(names),
        format_func=lambda id_: names.get(id_, id_),
        key=key,
        placeholder=_("Choose towns"),
    )

    def add(ids: list[str] | None = None) -> None:
        telling.add(*(LeaveOut(id_) for id_ in (_chosen(key, names) if ids is None else ids)))
        st.session_state[key] = []

    with st.container(horizontal=True, key="cv-tell-cancel"):
        _add_button(telling, add, speech, disabled=not _chosen(key, names))
        st.button(
            _("All towns that are left"),
            key=telling.key("cancel-all"),
            on_click=add,
            args=(list(names),),
            disabled=not names,
        )


def _show_sailing(telling: Telling, ahead: Ahead, speech: Language) -> None:
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

    _add_button(telling, add, speech)


def _show_road(telling: Telling, ahead: Ahead, speech: Language) -> None:
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

    _add_button(telling, add, speech, disabled=chosen is None)


def _show_end(telling: Telling, ahead: Ahead, speech: Language) -> None:
    _ = speech.text
    towns = {
        place.id: speech.name(place.names)
        for place in ahead.tour.places
        if place.kind is PlaceKind.TOWN and place.id != ahead.tour.end
    }
    key = telling.key("end")
    if st.session_state.get(key) not in towns:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        _("Town"), list(towns), format_func=lambda id_: towns.get(id_, id_), key=key
    )

    def add() -> None:
        if chosen in towns:
            telling.add(EndAt(chosen))

    _add_button(telling, add, speech, disabled=chosen is None)


def _show_last_day(telling: Telling, ahead: Ahead, speech: Language) -> None:
    _ = speech.text
    dates = {date.isoformat(): date for date in ahead.last_days}
    key = telling.key("last-day")
    if st.session_state.get(key) not in dates:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        _("Last day"),
        list(dates),
        format_func=lambda iso: speech.long_date(dates[iso]) if iso in dates else iso,
        key=key,
    )

    def add() -> None:
        if chosen in dates:
            telling.add(AddDays(0, (dates[chosen] - ahead.tour.last_day).days))

    _add_button(telling, add, speech, disabled=chosen is None)


def _show_other(telling: Telling, _ahead: Ahead, speech: Language) -> None:
    _ = speech.text
    if not telling.opened.schedule.is_kept:
        text = _(
            "This tour lies in files: change them, and come back. What is otherwise counts here."
        )
        show(element("p", text, class_="cv-quiet"), speech)
        return
    text = _("Change it on the Tour page, and come back: what is otherwise there counts here.")
    show(element("p", text, class_="cv-quiet"), speech)
    with st.container(horizontal=True, key="cv-tell-other"):
        tour = telling.opened.schedule.name
        section_link("towns", _("Towns"), tour, speech)
        section_link("rules", _("Dates and rules"), tour, speech)
        section_link("hours", _("Opening hours"), tour, speech)


def _add_button(
    telling: Telling, add: Callable[[], None], speech: Language, *, disabled: bool = False
) -> None:
    label = speech.text("Add to the list")
    st.button(label, key=telling.key("add"), on_click=add, disabled=disabled)


def _names(ahead: Ahead, speech: Language) -> dict[str, str]:
    """What people call the events that are ahead, by id, with the date on which they are planned."""

    def name(id_: str) -> str:
        town, date = event_name(id_, ahead.tour, speech), ahead.planned.get(id_)
        if date is None:
            return town
        return speech.text("{town} ({date})", town=town, date=speech.date(date))

    return {event.id: name(event.id) for event in ahead.events}


def _chosen(key: str, options: dict[str, str] | dict[str, Date]) -> list[str]:
    """What is chosen in a list of several."""
    return [value for value in st.session_state.get(key) or [] if value in options]


def _only(key: str, options: dict[str, str] | dict[str, Date]) -> None:
    """Choices that are no longer offered are dropped."""
    if key in st.session_state and _chosen(key, options) != st.session_state[key]:
        st.session_state[key] = _chosen(key, options)


_FIELDS: dict[str, Callable[[Telling, Ahead, Language], None]] = {
    "refuse": _show_refusal,
    "cancel": _show_cancelling,
    "sailing": _show_sailing,
    "road": _show_road,
    "end": _show_end,
    "last-day": _show_last_day,
    "other": _show_other,
}
