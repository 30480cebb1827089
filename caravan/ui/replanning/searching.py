"""The search for the plan that breaks the fewest promises: in the background, its answer kept."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from caravan.errors import CaravanError, Fault, ImpossibleValue, InputFaults, Message
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.tour_files import TourFiles
from caravan.plan.check import Violation
from caravan.plan.plan import Plan
from caravan.plan.promise import BrokenPromise
from caravan.plan.replanned import Touched
from caravan.store.answers import answer_key
from caravan.tour.adjustment import Adjustment
from caravan.ui.opened import reading_of
from caravan.ui.replanning.telling import Telling
from caravan.ui.tasks import Task

_PLAN, _NEW = "plan.json", "new.json"


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan that follows, and what it means for people.

    Attributes:
        plan: None when there is none.
        proved: whether that there is none is proved.
        given_up: what the tour gives up beyond what was told.
        touched: who has to be told.
        as_it_is: the promises and the rules that the plan so far breaks when it is kept; None when
            that wasn't weighed.
        is_whole: whether the search ended by itself.
        mark: changes with the answer; views may be cached by it.
    """

    plan: Plan | None
    proved: bool
    given_up: tuple[Adjustment, ...]
    touched: tuple[Touched, ...]
    as_it_is: tuple[tuple[BrokenPromise, ...], tuple[Violation, ...]] | None
    is_whole: bool
    mark: str


def question_key(telling: Telling) -> str:
    """Of what is told about this plan of this tour."""
    opened, before = telling.opened, telling.before
    return answer_key("replan", opened.key, before.mark, telling.happened.to_text())


def search_task(telling: Telling) -> Task | None:
    """The search for what is told, if there was one lately."""
    return telling.visit.tasks.last(question_key(telling))


def start_search(telling: Telling) -> tuple[Fault, ...]:
    """Begin to search, unless that is under way. Faults of the changed tour stand in its way.

    Raises ImpossibleValue for a change that can't be made.
    """
    from caravan.files.plan_json import plan_to_json

    happened = telling.happened
    try:
        files = changed_files(telling.files, happened.changes)
    except InputFaults as error:
        return error.faults
    instant = telling.instant.isoformat()

    def command(folder: Path, schedule: Path) -> list[str]:
        asked = [str(folder / _PLAN), "--tour", str(schedule), "--from", instant]
        late = ["--late", str(happened.late_minutes)] if happened.late_minutes else []
        if late and happened.late_team:
            late += ["--late-team", happened.late_team]
        return ["replan", *asked, *late, "--out", str(folder / _NEW), "--progress", "json"]

    beside = {_PLAN: plan_to_json(telling.plan)}
    telling.visit.tasks.start(question_key(telling), command, files, beside, wanted=(_NEW,))
    return ()


def changed_files(files: TourFiles, changes: tuple[Adjustment, ...]) -> TourFiles:
    """The files with changes. Raises InputFaults when they are no tour then, ImpossibleValue."""
    changed = with_adjustments(files, *changes)
    reading = reading_of(changed)
    if reading.tour is None:
        raise InputFaults(reading.faults)
    return changed


def known_answer(telling: Telling) -> Answer | None:
    """What is known: kept earlier, or just worked out. Raises StateUnusable.

    A whole answer is kept; one that a visitor has cut short lasts as long as the server.
    """
    key, visit = question_key(telling), telling.visit
    task = search_task(telling)
    if task is not None and not task.has_ended:
        return None
    if task is not None and task.result is not None:
        whole = not task.is_cancelled
        text = json.dumps(
            {"facts": task.result, "plan": task.written.get(_NEW), "whole": whole},
            ensure_ascii=False,
        )
        answer = _read(_digest(text), text)
        if answer is not None and whole:
            # Found out is found out, also when it can't be kept.
            with suppress(CaravanError):
                visit.desk.answers.put(key, text)
            visit.tasks.forget(key)
        return answer
    kept = visit.desk.answers.get(key)
    return _read(_digest(kept), kept) if kept else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@st.cache_resource(show_spinner=False, max_entries=16)
def _read(digest: str, _text: str) -> Answer | None:
    """The answer in a text; None for a spoilt one, and for a plan that breaks a rule."""
    try:
        return _answer_of(json.loads(_text), digest)
    except (CaravanError, KeyError, TypeError, ValueError):
        return None


def _answer_of(data: dict[str, Any], digest: str) -> Answer:
    from caravan.files.plan_json import plan_from_json
    from caravan.files.replan_json import (
        all_broken_from_data,
        given_up_from_data,
        touched_from_data,
        violations_from_data,
    )
    from caravan.plan.check import check_plan

    facts = data["facts"]
    kept = facts.get("as_it_is")
    as_it_is = None
    if kept is not None:
        as_it_is = all_broken_from_data(kept["broken"]), violations_from_data(kept["violations"])
    plan = None
    if facts["result"] != "infeasible":
        plan = plan_from_json(data["plan"])
        if check_plan(plan):
            raise ImpossibleValue(Message("the plan breaks a rule"))
    return Answer(
        plan=plan,
        proved=facts.get("proved", True) is True,
        given_up=given_up_from_data(facts.get("given_up", [])),
        touched=touched_from_data(facts.get("touched", [])),
        as_it_is=as_it_is,
        is_whole=data.get("whole") is True,
        mark=digest[:32],
    )
