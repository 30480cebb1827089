"""The page Publish: who is told what, the mails, the answers, and all that was published before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from caravan.language.language import Language
from caravan.ui.choices import choose, chosen
from caravan.ui.heading import show_heading
from caravan.ui.missing_plan import plan_or_notice
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.standing import Standing, standing_of
from caravan.ui.publishing.told import forget_told, show_told
from caravan.ui.scenarios.banner import scenario_of
from caravan.ui.visit import Visit


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the page.

    Attributes:
        id: in the address.
        show: draws it; its module is imported then.
    """

    id: str
    title: str
    show: Callable[[Standing], None]


def show_publish(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    if visit.schedule is not None and scenario_of(visit) is not None:
        _refuse_scenario(speech)
        return
    shelved = plan_or_notice(visit)
    if shelved is None or visit.schedule is None:
        return
    show_heading(visit, shelved.plan.tour, shelved.plan)
    show_told(visit)
    seen = standing_of(visit, visit.schedule.name, shelved)
    with st.container(key="cv-publishing"):
        _choose_step(seen, speech).show(seen)
    forget_told()


def _refuse_scenario(speech: Language) -> None:
    _ = speech.text
    show_notice(
        Tone.QUIET,
        _("A scenario can't be published."),
        speech,
        _("Partners are told of the tour. Make this scenario the tour when it shall hold."),
    )
    page_link("scenarios", _("All scenarios"), speech)


def _choose_step(seen: Standing, speech: Language) -> Step:
    from caravan.ui.publishing.counts import open_things

    steps = {step.id: step for step in _steps(speech)}
    if not may_publish(seen.visit):
        del steps["mails"]  # they are the organizers' own

    def change() -> None:
        choose("step", st.session_state["step"] or now)

    waiting = open_things(seen)
    found = chosen("step", steps)
    if found is not None:
        choose("step", found)  # a second press may have lost it from the address
    now = found or "news"
    st.session_state["step"] = now
    st.segmented_control(
        speech.text("Part of publishing"),
        list(steps),
        format_func=lambda id_: _title(steps[id_], waiting.get(id_, 0), speech),
        key="step",
        on_change=change,
        label_visibility="collapsed",
    )
    return steps[now]


def _title(step: Step, number: int, speech: Language) -> str:
    """What a part is called, with how much waits in it."""
    if not number:
        return step.title
    return speech.text("{title} ({number})", title=step.title, number=speech.number(number))


def _steps(speech: Language) -> list[Step]:
    _ = speech.text
    return [
        Step("news", _("What is new"), _news),
        Step("mails", _("Mails"), _mails),
        Step("answers", _("Answers"), _answers),
        Step("history", _("History"), _history),
    ]


def _news(seen: Standing) -> None:
    from caravan.ui.publishing.difference_pane import show_difference
    from caravan.ui.publishing.taking_over import show_taking_over

    assert seen.visit.schedule is not None  # noqa: S101 there is a plan of it
    opened = open_schedule(seen.visit.desk, seen.visit.schedule)
    show_taking_over(seen)
    show_difference(seen, is_current=opened.is_current)


def _mails(seen: Standing) -> None:
    from caravan.ui.publishing.mails_pane import show_mails

    show_mails(seen)


def _answers(seen: Standing) -> None:
    from caravan.ui.publishing.answers_pane import show_answers

    show_answers(seen)


def _history(seen: Standing) -> None:
    from caravan.ui.publishing.history_pane import show_history

    show_history(seen)
