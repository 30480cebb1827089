"""How the tour may end otherwise; and where anything else is changed."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.tour.adjustment import AddDays, EndAt
from caravan.tour.place import PlaceKind
from caravan.ui.html import element, show
from caravan.ui.navigation import section_link
from caravan.ui.replanning.add_button import add_button
from caravan.ui.replanning.ahead import Ahead
from caravan.ui.replanning.telling import Telling


def show_end(telling: Telling, ahead: Ahead, speech: Language) -> None:
    """The tour ends in another town."""
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

    add_button(telling, add, speech, disabled=chosen is None)


def show_last_day(telling: Telling, ahead: Ahead, speech: Language) -> None:
    """The tour ends on another day."""
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

    add_button(telling, add, speech, disabled=chosen is None)


def show_other(telling: Telling, _ahead: Ahead, speech: Language) -> None:
    """Anything else is changed on the Tour page."""
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
