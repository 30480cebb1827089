"""Fixing the rest around what was moved by hand: the planner proposes, the person decides."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import streamlit as st

from caravan.errors import CaravanError, ImpossibleValue, msg
from caravan.language.language import Language
from caravan.plan.comparison import compare
from caravan.plan.outline import outline_of
from caravan.plan.plan import Plan
from caravan.plan.sketch import TakeOver, left_out
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import Adjustment, LeaveOut, PinEvent
from caravan.ui.by_hand.price import price_line
from caravan.ui.by_hand.programme import Programme
from caravan.ui.by_hand.sketch_bench import SketchBench
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, notice, show_notice
from caravan.ui.task_progress import show_task_progress
from caravan.ui.tasks import Task
from caravan.views.comparison_text import comparison_text
from caravan.views.event_name import event_name

_PLAN, _PROPOSAL = "plan.json", "proposal.json"


def rest_key(bench: SketchBench) -> str:
    """Of the question: this programme of this tour."""
    parts = (bench.tour, bench.outline, bench.sketch.moved, bench.shelved.mark)
    return f"rest-{bench.key}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"


def held_fast(bench: SketchBench) -> tuple[Adjustment, ...]:
    """What was moved by hand, as wishes for this one search.

    Events stay on their days; optional ones that were taken out stay out.
    """
    moved = [PinEvent(move.event, move.date) for move in bench.sketch.moved]
    out = left_out(bench.outline, bench.tour)
    kept_before = {stop.event for _, stop in bench.shelved.plan.kept}
    dropped = [
        LeaveOut(event.id)
        for event in bench.tour.events
        if event.id in out and event.id in kept_before and not event.must_be_kept
    ]
    return (*moved, *dropped)


def start_fixing(bench: SketchBench) -> None:
    """Search for the programme with the fewest changes around the moves. Meant for a callback."""
    from caravan.files.plan_json import plan_to_json

    files = bench.opened.reading.files
    if files is None:
        return
    try:
        question = adjusted(bench.tour, *held_fast(bench))
    except ImpossibleValue as error:
        bench.tell(error.message)
        return
    before = replace(bench.shelved.plan, tour=question, precedent=None)
    # Before the first day nothing has happened yet: all can still be changed.
    instant = question.instant(question.first_day - timedelta(days=1), 0)
    if bench.shelved.plan.precedent is not None:
        instant = bench.shelved.plan.precedent.frozen_until

    def command(folder: Path, _schedule: Path) -> list[str]:
        where = [str(folder / _PLAN), "--from", instant.isoformat(), "--out"]
        return ["replan", *where, str(folder / _PROPOSAL), "--progress", "json"]

    bench.visit.tasks.start(
        rest_key(bench), command, files, {_PLAN: plan_to_json(before)}, wanted=(_PROPOSAL,)
    )


def show_rest(bench: SketchBench, programme: Programme) -> None:
    """The search or its proposal, when there is one for this programme."""
    task = bench.visit.tasks.last(rest_key(bench))
    if task is None:
        return
    speech = bench.visit.language
    _ = speech.text
    if not task.has_ended:
        show_task_progress(task, speech, _("Fixing the rest around your moves"))
        return
    proposal = _proposal_of(task)
    if proposal is None:
        _show_none(bench, task, speech)
    else:
        _show_proposal(bench, programme, proposal, speech)


def _show_none(bench: SketchBench, task: Task, speech: Language) -> None:
    _ = speech.text
    result = (task.result or {}).get("result")
    if result == "infeasible" and (task.result or {}).get("proved"):
        headline = _("The rest can't be fixed with your moves as they are: that is proved.")
    elif task.is_cancelled:
        headline = _("Stopped before a proposal was found.")
    else:
        headline = _("No proposal was found for your moves as they are.")
    more = speech.message(task.failure) if task.failure else ""
    show_notice(Tone.OPEN, headline, speech, more, _("Your programme stays as it is."))
    key = rest_key(bench)
    st.button(_("Close"), key="rest-close", on_click=bench.visit.tasks.forget, args=(key,))


def _show_proposal(
    bench: SketchBench, programme: Programme, proposal: Plan, speech: Language
) -> None:
    _ = speech.text
    compared = compare((programme.plan, proposal))
    names = (_("your programme"), _("the proposal"))
    difference = comparison_text(compared, names, speech).differences[1]
    lines = [element("li", element("bdi", line.text)) for line in difference.events]
    lines += [element("li", element("bdi", line)) for line in difference.nights]
    show(
        notice(
            Tone.GOOD,
            _headline(bench, proposal, speech),
            difference.summary,
            price_line(bench.shelved.plan, proposal, speech),
            more=element("ul", *lines, class_="cv-proposal") if lines else "",
        ),
        speech,
    )
    key = rest_key(bench)

    def accept() -> None:
        bench.visit.tasks.forget(key)
        bench.move(TakeOver(outline_of(proposal)), bench.version)

    with st.container(horizontal=True, key="cv-proposal"):
        st.button(_("Take this programme"), type="primary", key="rest-accept", on_click=accept)
        st.button(
            _("Leave mine as it is"),
            key="rest-reject",
            on_click=bench.visit.tasks.forget,
            args=(key,),
        )


def _headline(bench: SketchBench, proposal: Plan, speech: Language) -> str:
    """The planner gives up events that must be kept rather than proposing nothing."""
    held = {stop.event for _, stop in proposal.kept}
    given_up = [
        event_name(event.id, bench.tour, speech)
        for event in bench.tour.events
        if event.must_be_kept and event.id not in held
    ]
    if given_up:
        towns = speech.listing(given_up)
        return speech.text("With your moves, {towns} can't be kept:", towns=towns)
    return speech.text("A programme with your moves that keeps the rules")


def _proposal_of(task: Task) -> Plan | None:
    from caravan.files.plan_json import plan_from_json

    text = task.written.get(_PROPOSAL)
    if text is None or task.failure is not None:
        return None
    try:
        return plan_from_json(text)
    except CaravanError:
        task.failure = msg("The proposal can't be read.")
        return None


def is_fixing(bench: SketchBench) -> bool:
    """Whether a search for this programme runs or a proposal waits."""
    return bench.visit.tasks.last(rest_key(bench)) is not None
