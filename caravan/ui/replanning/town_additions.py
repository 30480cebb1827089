"""What may have happened to towns: dates refused, towns cancelled."""

from __future__ import annotations

from datetime import date as Date

import streamlit as st

from caravan.language.language import Language
from caravan.tour.adjustment import LeaveOut, RefuseDate
from caravan.ui.replanning.add_button import add_button
from caravan.ui.replanning.ahead import Ahead
from caravan.ui.replanning.telling import Telling
from caravan.views.event_name import event_name


def show_refusal(telling: Telling, ahead: Ahead, speech: Language) -> None:
    """A town refuses dates: that of the plan is chosen already."""
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
        add_button(telling, add, speech, disabled=not few)
        st.button(
            _("It refuses all dates left"),
            key=telling.key("refuse-all"),
            on_click=add_all,
            disabled=not dates,
        )


def show_cancelling(telling: Telling, ahead: Ahead, speech: Language) -> None:
    """Towns are cancelled."""
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
        add_button(telling, add, speech, disabled=not _chosen(key, names))
        st.button(
            _("All towns that are left"),
            key=telling.key("cancel-all"),
            on_click=add,
            args=(list(names),),
            disabled=not names,
        )


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
