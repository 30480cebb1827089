"""The answer: who has to be told and why, what it costs, the new days, and the map of it all."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.figures import figures_of
from caravan.plan.plan import Plan
from caravan.plan.promise import promises_of
from caravan.plan.replanned import Touched
from caravan.store.shelf import ShelvedPlan
from caravan.tour.adjustment import Adjustment
from caravan.tour.event import Event
from caravan.tour.tour import Tour
from caravan.ui.html import element, show
from caravan.ui.itinerary_pane import show_itinerary
from caravan.ui.notice import Tone, notice, show_notice
from caravan.ui.replanning.as_it_is_view import show_as_it_is
from caravan.ui.replanning.searching import Answer
from caravan.ui.replanning.telling import Telling
from caravan.ui.replanning.whom import whom_to_tell
from caravan.views.replan_text import ReplanText, TouchedLine, replan_text
from caravan.views.unkept_hours import unkept_hours

_MAP_HEIGHT = 640


def show_answer_head(telling: Telling, answer: Answer) -> None:
    """How many have to be told, what is given up, who and why; beside it what being late breaks."""
    speech = telling.visit.language
    if answer.plan is None:
        _show_none(answer, speech)
        show_as_it_is(telling, answer)
        return
    text = replan_text(answer.plan, answer.given_up, answer.touched, telling.plan.tour, speech)
    if answer.as_it_is is None:
        _show_text(telling, answer, answer.plan, text)
        return
    new, old = st.columns(2, gap="medium")
    with new:
        _show_text(telling, answer, answer.plan, text)
    with old:
        show_as_it_is(telling, answer)


def show_answer_days(telling: Telling, answer: Answer) -> None:
    """The days of the new plan with what changes marked, and the map of the differences."""
    if answer.plan is None:
        return
    speech = telling.visit.language
    shelved = ShelvedPlan(answer.plan, telling.opened.key, answer.mark)
    days, picture = st.columns(2, gap="medium")
    with days, st.container(key="cv-days"):
        show_itinerary(shelved, speech, telling.before)
    with picture, st.container(key="cv-map"):
        names = (speech.text("the plan so far"), speech.text("the new plan"))
        page = _map_page(
            (telling.before.mark, answer.mark),
            names,
            speech.code,
            telling.visit.desk.settings.tiles,
            (telling.plan, answer.plan),
        )
        st.iframe(page, height=_MAP_HEIGHT, alt=speech.text("Map of the differences"))


def touched_list(
    plan: Plan,
    given_up: tuple[Adjustment, ...],
    touched: tuple[Touched, ...],
    tour: Tour,
    speech: Language,
) -> Markup:
    """Who has to be told, as a list; empty when nobody has.

    Args:
        tour: of the plan before.
    """
    lines = replan_text(plan, given_up, touched, tour, speech).touched
    if not lines:
        return Markup()
    known = {event.id: event for event in (*plan.tour.events, *tour.events)}
    told = (_touched(line, known[line.event], speech) for line in lines)
    return element("ol", *told, class_="cv-touched")


def _show_text(telling: Telling, answer: Answer, plan: Plan, text: ReplanText) -> None:
    speech = telling.visit.language
    _ = speech.text
    is_best = plan.bound.broken == plan.objective.broken
    lines = list(text.given_up)
    if not answer.is_whole:
        lines.append(_("The search was stopped: this is the best plan that it had found."))
    show(notice(Tone.GOOD if is_best else Tone.OPEN, text.headline, *lines), speech)
    _show_unkept_hours(telling, plan, speech)
    if text.touched:
        show(element("h2", _("Who has to be told"), class_="cv-section"), speech)
        tour = telling.plan.tour
        show(touched_list(plan, answer.given_up, answer.touched, tour, speech), speech)
    show(element("p", _kept_line(telling, answer, speech), class_="cv-quiet"), speech)
    show(_figures(telling.plan, plan, speech), speech)


def _show_unkept_hours(telling: Telling, plan: Plan, speech: Language) -> None:
    """Say it when the plan doesn't keep what a partner proposed and an organizer accepted."""
    _ = speech.text
    unkept = unkept_hours(plan, telling.happened.changes, telling.tour, speech)
    if unkept:
        hint = _(
            "Better not adopt it: take that change back, and answer the partner in another way, "
            "with other hours."
        )
        headline = _("This plan doesn't keep hours that you accepted.")
        show_notice(Tone.FAULT, headline, speech, *unkept, hint)


def _touched(line: TouchedLine, event: Event, speech: Language) -> Markup:
    _ = speech.text
    head: list[Markup | str] = [element("strong", element("bdi", line.town))]
    if line.was_confirmed:
        head += (" ", element("span", _("had confirmed"), class_="cv-broken"))
    arrow = " ← " if speech.direction == "rtl" else " → "
    was = (element("del", line.before), arrow) if line.before else ()
    when = (*was, line.after or _("left out"))
    return element(
        "li",
        element("p", *head),
        element("p", *when, class_="cv-figures"),
        element("p", element("bdi", line.why), class_="cv-quiet"),
        whom_to_tell(event, speech),
    )


def _kept_line(telling: Telling, answer: Answer, speech: Language) -> str:
    """How many promises that are still ahead stay as they are."""
    plan = telling.plan
    moment = telling.instant
    touched = {entry.broken.promise.event for entry in answer.touched}
    events = {event.id: event for event in plan.tour.events}
    ahead = [
        promise
        for promise in promises_of(plan.days, events)
        if plan.tour.instant(promise.date, promise.begins) >= moment
    ]
    kept = sum(promise.event not in touched for promise in ahead)
    return speech.count(
        "{kept} of {number} promise that is still ahead stays as it is.",
        "{kept} of {number} promises that are still ahead stay as they are.",
        len(ahead),
        kept=kept,
    )


def _figures(before: Plan, after: Plan, speech: Language) -> Markup:
    """The totals of both plans."""
    _ = speech.text
    old, new = figures_of(before), figures_of(after)
    rows = (
        (_("Events"), speech.number(old.events_kept), speech.number(new.events_kept)),
        (
            _("On the way"),
            speech.duration(old.travel_minutes),
            speech.duration(new.travel_minutes),
        ),
        (
            _("Distance"),
            speech.km(old.road_km + old.sea_km),
            speech.km(new.road_km + new.sea_km),
        ),
    )
    head = element(
        "tr",
        element("td"),
        element("th", _("So far"), scope="col"),
        element("th", _("New plan"), scope="col"),
    )
    body = [
        element("tr", element("th", label, scope="row"), element("td", a), element("td", b))
        for label, a, b in rows
    ]
    return element(
        "table",
        element("thead", head),
        element("tbody", *body),
        class_="cv-table cv-figures cv-old-and-new",
    )


def _show_none(answer: Answer, speech: Language) -> None:
    _ = speech.text
    if answer.proved:
        headline = _("No plan leads the convoy to a bed each night and to an end: that is proved.")
    else:
        headline = _("No new plan was found in time; it is not proved that there is none.")
    help_ = _("Let the tour end elsewhere or later, add a bed, or take something back.")
    show_notice(Tone.FAULT if answer.proved else Tone.OPEN, headline, speech, help_)


@st.cache_data(show_spinner=False, max_entries=16)
def _map_page(
    marks: tuple[str, str],  # noqa: ARG001 a key of the cache
    names: tuple[str, str],
    code: str,
    tiles: bool,  # noqa: FBT001 the same
    _plans: tuple[Plan, Plan],
) -> str:
    from caravan.language.language import language
    from caravan.views.map import differences_html

    return differences_html(_plans, names, language(code), tiles=tiles)
