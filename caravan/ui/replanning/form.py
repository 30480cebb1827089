"""The form on which an organizer tells what has happened: since when, and what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from datetime import datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from caravan.errors import Message
from caravan.language.language import Language
from caravan.tour.adjustment import Adjustment
from caravan.ui.html import element, show
from caravan.ui.replanning.additions import show_additions
from caravan.ui.replanning.ahead import Ahead
from caravan.ui.replanning.problems import Problem
from caravan.ui.replanning.telling import Telling
from caravan.views.adjustment_text import adjustment_text
from caravan.views.team_name import team_name

_BEFORE = "before"
_DELAYS = (15, 30, 60, 120)


def show_form(telling: Telling, ahead: Ahead, problems: dict[Adjustment, Problem]) -> None:
    """Show what is told so far, each thing with what is wrong with it, and ways to tell more."""
    speech = telling.visit.language
    _ = speech.text
    show(element("h2", _("Since when")), speech)
    _show_moment(telling, speech)
    show(element("h2", _("What has happened"), class_="cv-section"), speech)
    _show_told(telling, problems, speech)
    show_additions(telling, ahead)


def _show_moment(telling: Telling, speech: Language) -> None:
    _ = speech.text
    happened, tour = telling.happened, telling.tour
    days: dict[str, Date] = {day.isoformat(): day for day in tour.dates}
    key_day, key_time = telling.key("day"), telling.key("time")

    def name(value: str) -> str:
        return _("The tour hasn't begun") if value == _BEFORE else speech.long_date(days[value])

    def move() -> None:
        day, clock = st.session_state[key_day], st.session_state.get(key_time)
        now = telling.happened
        minute = now.minute if clock is None else clock.hour * 60 + clock.minute
        date = days.get(day)
        told = replace(now, date=date, minute=minute)
        telling.tell(told if date else replace(told, late_minutes=0, late_team=""))

    day = _BEFORE if happened.date is None else happened.date.isoformat()
    options = [_BEFORE, *days] if day in (_BEFORE, *days) else [_BEFORE, day, *days]
    days.setdefault(day, happened.date or tour.first_day)
    _shown(key_day, day)
    _shown(key_time, time(*divmod(happened.minute, 60)))
    with st.container(horizontal=True, key="cv-moment", vertical_alignment="bottom"):
        st.selectbox(_("Day"), options, format_func=name, key=key_day, on_change=move)
        if happened.date is not None:
            st.time_input(_("Time"), step=900, key=key_time, on_change=move)
            _show_late_team(telling, speech)
            _show_delay(telling, speech)
    show(element("p", _moment_line(telling, speech), class_="cv-quiet"), speech)


def _moment_line(telling: Telling, speech: Language) -> str:
    """What the moment means, and why this one is proposed."""
    _ = speech.text
    tour = telling.tour
    today = datetime.now(ZoneInfo(tour.zone)).date()
    if telling.happened.date is None:
        return _("Nothing has happened yet: the whole plan may change.")
    line = _("Local time of the tour. What had begun by then stays as it was.")
    if today > tour.last_day:
        over = _("The tour was over on {date}.", date=speech.date(tour.last_day))
        return f"{line} {over}"
    return line


def _show_late_team(telling: Telling, speech: Language) -> None:
    """Which of several teams is late; nothing where there is only one."""
    teams = [team.id for team in telling.plan.teams]
    key, late = telling.key("late-team"), telling.happened.late_team
    # One that the plan doesn't have any more can be taken back.
    if len({*teams, late} - {""}) < 2:
        return
    _ = speech.text

    def name(team: str) -> str:
        if team not in teams:
            return team or _("All teams")
        return team_name(teams.index(team) + 1, speech)

    def take() -> None:
        telling.tell(replace(telling.happened, late_team=st.session_state[key]))

    _shown(key, late)
    options = ["", *teams] if late in {"", *teams} else ["", *teams, late]
    st.selectbox(_("Who is late"), options, format_func=name, key=key, on_change=take)


def _show_delay(telling: Telling, speech: Language) -> None:
    _ = speech.text
    key, key_quick = telling.key("late"), telling.key("late-quick")
    late = telling.happened.late_minutes

    def type_in() -> None:
        telling.tell(replace(telling.happened, late_minutes=int(st.session_state[key] or 0)))

    def take() -> None:
        minutes = st.session_state[key_quick] or 0
        telling.tell(replace(telling.happened, late_minutes=minutes))

    _shown(key, late)
    st.number_input(_("Convoy late by (minutes)"), 0, 24 * 60, step=5, key=key, on_change=type_in)
    _shown(key_quick, late if late in _DELAYS else None)
    st.segmented_control(
        _("Usual delays"),
        _DELAYS,
        format_func=speech.duration,
        key=key_quick,
        on_change=take,
        label_visibility="collapsed",
    )


def _show_told(telling: Telling, problems: dict[Adjustment, Problem], speech: Language) -> None:
    _ = speech.text
    changes = telling.happened.changes
    for number, change in enumerate(changes):
        text = adjustment_text(change, telling.tour, speech)
        problem = problems.get(change)
        with st.container(horizontal=True, key=f"cv-told-{number}", vertical_alignment="center"):
            parts = [element("p", element("bdi", text), class_="cv-told")]
            if problem is not None:
                why = element("p", element("bdi", sentence_of(problem.message, speech)))
                parts.append(element("div", why, class_="cv-field-fault", role="alert"))
            show(element("div", *parts), speech)
            if problem is not None and problem.held:
                st.button(
                    _("Take the pin off") if problem.is_pin else _("Set it free"),
                    key=telling.key(f"free-{number}"),
                    on_click=telling.set_free,
                    args=(change, problem.held),
                )
            st.button(
                _("Take back"),
                key=telling.key(f"back-{number}"),
                on_click=telling.take_back,
                args=(change,),
                help=_("This hasn't happened: {change}", change=plain_of(text)),
            )
    if len(changes) > 1:
        st.button(
            _("Take all back"),
            key=telling.key("back"),
            on_click=telling.take_back,
            args=changes,
        )


def sentence_of(message: Message, speech: Language) -> str:
    """The message with a capital letter and a full stop."""
    text = speech.message(message)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def plain_of(text: str) -> str:
    """The text as Streamlit's tooltips show it, whatever is in it."""
    from caravan.ui.markdown import plain

    return plain(text)


def _shown(key: str, value: object) -> None:
    """What is told is what the widget shows."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
