"""Why a tour can't be done, and what to do: worked out in the background, and kept."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import streamlit as st

from caravan.errors import CaravanError
from caravan.plan.check import check_plan
from caravan.plan.repair import Explanation
from caravan.store.answers import answer_key
from caravan.store.desk import Desk
from caravan.ui.opened import Opened
from caravan.ui.planner_report import json_object
from caravan.ui.tasks import Task
from caravan.ui.visit import Visit


def explain_command(_folder: Path, schedule: Path) -> list[str]:
    """The command that explains a schedule and tells how far it is."""
    return ["explain", str(schedule), "--progress", "json"]


def key_of(opened: Opened) -> str:
    """Of the question why this tour can't be done."""
    return answer_key("explanation", opened.key)


def explanation_task(visit: Visit, opened: Opened) -> Task | None:
    """The task last started for the tour as it is now."""
    return visit.tasks.last(key_of(opened))


def start_explaining(visit: Visit, opened: Opened) -> Task | None:
    """Begin to find out, unless that is under way; None when the files are no tour."""
    if opened.reading.files is None or not opened.key:
        return None
    return visit.tasks.start(key_of(opened), explain_command, opened.reading.files)


def known_explanation(visit: Visit, opened: Opened) -> Explanation | None:
    """What is known of the tour as it is now: kept earlier, or just worked out.

    A whole answer is kept, so that nobody has to wait for it twice; one that was cut short by a
    visitor is shown as long as the server remembers it. Raises StateUnusable.
    """
    if not opened.key:
        return None
    task = explanation_task(visit, opened)
    if task is not None and task.has_ended and task.result is not None:
        text = _text_of(task)
        if text and not task.is_cancelled and _read(_digest(text), text) is not None:
            # Found out is found out, also when it can't be kept.
            with suppress(CaravanError):
                visit.desk.answers.put(key_of(opened), text)
            visit.tasks.forget(task.key)
        elif text:
            return _read(_digest(text), text)
    text = _kept(visit.desk, key_of(opened))
    return _read(_digest(text), text) if text else None


def is_known_impossible(visit: Visit, opened: Opened) -> bool:
    """Whether the tour as it is now was found to be impossible, or no plan of it in time.

    Raises StateUnusable.
    """
    job = visit.jobs.last(opened.schedule)
    if job is not None and job.tour_key == opened.key and job.outcome is not None:
        return job.outcome.conflict is not None
    return bool(opened.key and _kept(visit.desk, key_of(opened)))


def _kept(desk: Desk, key: str) -> str:
    return desk.answers.get(key) or ""


def _text_of(task: Task) -> str:
    explanation = (task.result or {}).get("explanation")
    return json.dumps(explanation, ensure_ascii=False) if isinstance(explanation, dict) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@st.cache_resource(show_spinner=False, max_entries=8)
def _read(digest: str, _text: str) -> Explanation | None:  # noqa: ARG001 a key of the cache
    """The explanation of a text, with repairs whose plans pass the check; None for a spoilt one."""
    from caravan.files.explanation_json import explanation_from_data

    try:
        found = explanation_from_data(json_object(_text))
    except CaravanError:
        return None
    sound = tuple(repair for repair in found.repairs if not check_plan(repair.plan))
    return replace(found, repairs=sound)
