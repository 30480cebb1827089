"""What a visitor sees while something is worked out in the background, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.tasks import Task

_SECONDS = 0.7
"""Between two looks at the task: live to the eye, light for the server."""


def show_task_progress(
    task: Task,
    language: Language,
    headline: str,
    stop: str = "",
    phases: Mapping[str, str] = MappingProxyType({}),
    stopped: Callable[[], None] = lambda: None,
) -> None:
    """Show a task until it ends; then the whole page is drawn anew.

    Args:
        task: one that hasn't ended. A line of its progress with "done" and "wanted" fills a bar.
        language: the visitor's.
        headline: what is worked out: "Looking for what would help".
        stop: what the button to stop it says; "Stop" by default.
        phases: what it does now, by the "phase" of its progress.
        stopped: called when somebody has pressed the button.
    """

    def cancel() -> None:
        task.cancel()
        stopped()

    @st.fragment(run_every=_SECONDS)
    def panel() -> None:
        if task.has_ended:
            st.rerun()
        _ = language.text
        with st.container(key=f"cv-task-{abs(hash(task.key))}"):
            show(task_report(task, language, headline, phases), language)
            st.button(
                _("Stopping…") if task.is_cancelled else stop or _("Stop"),
                key=f"stop-{task.key}",
                disabled=task.is_cancelled,
                on_click=cancel,
            )

    panel()


def task_report(
    task: Task,
    language: Language,
    headline: str,
    phases: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """How far a task is, as markup; see `show_task_progress`."""
    _ = language.text
    facts = [_("{seconds} s", seconds=int(task.seconds))]
    if task.is_waiting:
        facts.append(_("Waiting for another computation on this server to end."))
    phase = phases.get(str(task.progress.get("phase")))
    if phase:
        facts.append(phase)
    share = _share(task.progress)
    if share is not None:
        done, wanted = share
        facts.append(_("{done} of {all}", done=done, all=wanted))
    part = 0.0 if share is None else share[0] / share[1]
    bar = element("div", class_="cv-bar-fill", style=f"inline-size:{part:.0%}")
    return element(
        "div",
        element("p", headline, class_="cv-notice-headline"),
        element("p", " · ".join(facts), class_="cv-quiet cv-figures"),
        element("div", bar, class_="cv-bar" if part else "cv-bar cv-bar-waiting"),
        class_="cv-report",
        role="status",
    )


def _share(progress: dict[str, object]) -> tuple[int, int] | None:
    """How many parts are done, of how many; None when the command doesn't say."""
    done, wanted = progress.get("done"), progress.get("wanted")
    if isinstance(done, int) and isinstance(wanted, int) and 0 <= done <= wanted and wanted > 0:
        return done, wanted
    return None
