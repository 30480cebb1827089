"""The page "What now": what has happened, and the plan that breaks the fewest promises."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from caravan.errors import CaravanError, Fault, msg
from caravan.language.language import Language
from caravan.tour.adjusting import adjusted
from caravan.ui.heading import show_title
from caravan.ui.html import element, show
from caravan.ui.missing_plan import plan_or_notice
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.repaired import shows_conflict
from caravan.ui.replanning.adopting import FIELD, adopt, told_now
from caravan.ui.replanning.ahead import Ahead, ahead_of
from caravan.ui.replanning.answer_view import show_answer_days, show_answer_head
from caravan.ui.replanning.form import sentence_of, show_form
from caravan.ui.replanning.problems import problem_of_all, problems_of
from caravan.ui.replanning.searching import Answer, known_answer, search_task, start_search
from caravan.ui.replanning.since import changed_since
from caravan.ui.replanning.telling import Telling
from caravan.ui.situation import fault_list, sentence
from caravan.ui.task_progress import show_task_progress
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.saved import show_unsaved
from caravan.ui.unfinished import show_unfinished
from caravan.ui.visit import Visit
from caravan.ui.workbench import workbench

_FAULTS = "replan-faults"


def show_change(visit: Visit) -> None:
    """Draw the page."""
    if visit.schedule is None or plan_or_notice(visit) is None:
        return
    if shows_conflict(visit, visit.schedule):
        return
    opened = open_schedule(visit.desk, visit.schedule)
    tour, files, before = opened.reading.tour, opened.reading.files, opened.shelved
    if before is None:
        return
    speech = visit.language
    shown = tour or before.plan.tour
    facts = [speech.name(shown.names), speech.dates(shown.first_day, shown.last_day)]

    def back() -> None:
        page_link("plan", speech.text("Back to the plan"), speech)

    show_title(speech.text("Something has changed"), speech, facts, back)
    if tour is None or files is None:
        show_unfinished(visit, opened.reading)
        return
    telling = Telling(visit, opened, tour, files, before)
    _show_news(telling)
    _show_question(telling)
    telling.keep_in_address()


def _show_news(telling: Telling) -> None:
    """What became of the last click, and what changed since the plan was made."""
    visit = telling.visit
    speech = visit.language
    _ = speech.text
    told = told_now()
    if told is not None:
        show_notice(Tone.FAULT, _("Nothing was adopted."), speech, sentence(speech.message(told)))
    if telling.opened.schedule.is_kept:
        bench = workbench(visit, telling.name)
        show_unsaved(bench)
        show_faults(bench, FIELD)
    since = changed_since(telling)
    if since:
        show_notice(
            Tone.QUIET,
            _("The tour has changed since its plan was made. The new plan takes that along:"),
            speech,
            more=since,
        )


def _show_question(telling: Telling) -> None:
    happened, tour = telling.happened, telling.tour
    moment = telling.instant.astimezone(ZoneInfo(tour.zone))
    ahead = ahead_of(tour, telling.plan, moment)
    problems = problems_of(happened.changes, ahead)
    with st.container(key="cv-happened"):
        show_form(telling, ahead, problems)
        may_ask = not problems and _show_obstacle(telling, ahead)
        answer = known_answer(telling) if may_ask else None
        if answer is None:
            _show_search(telling, may_ask=may_ask)
    if answer is not None:
        _show_answer(telling, answer)


def _show_obstacle(telling: Telling, ahead: Ahead) -> bool:
    """Tell why the plan can't be taken over at this moment; whether nothing stands in the way."""
    speech, happened = telling.visit.language, telling.happened
    changed = adjusted(ahead.tour, *happened.changes)
    late = (happened.late_minutes, happened.late_team)
    obstacle = problem_of_all(changed, telling.plan, telling.instant, *late)
    if obstacle is not None:
        text = element("p", element("bdi", sentence_of(obstacle, speech)))
        show(element("div", text, class_="cv-field-fault", role="alert"), speech)
    return obstacle is None


def _show_search(telling: Telling, *, may_ask: bool) -> None:
    speech = telling.visit.language
    _ = speech.text
    task = search_task(telling)
    if may_ask and task is not None and not task.has_ended:
        headline = _("Looking for the plan that breaks the fewest promises")
        stop = _("Stop and take the best plan so far")
        show_task_progress(task, speech, headline, stop, _phases(speech))
        return
    if may_ask and task is not None:
        if task.failure is not None:
            headline = _("No new plan was found.")
            show_notice(Tone.FAULT, headline, speech, sentence(speech.message(task.failure)))
        else:
            show_notice(Tone.OPEN, _("Stopped before a first plan was found."), speech)
    faults = st.session_state.pop(_FAULTS, ())
    if faults:
        show_notice(
            Tone.FAULT,
            _("With these changes the tour can't be planned:"),
            speech,
            more=fault_list(faults, speech),
        )

    def search() -> None:
        st.session_state[_FAULTS] = _started(telling)

    is_told = not telling.happened.is_nothing or not telling.opened.is_current
    st.button(
        _("Find the plan that breaks the fewest promises"),
        type="primary",
        key="replan",
        on_click=search,
        disabled=not (may_ask and is_told),
    )
    if may_ask and not is_told:
        text = _("Tell first what has happened, or how late the convoy is.")
        show(element("p", text, class_="cv-quiet"), speech)


def _phases(speech: Language) -> dict[str, str]:
    """What the search does, in words, as on the Plan page."""
    _ = speech.text
    return {
        "days": _("Finding every possible day"),
        "bound": _("Working out what no plan can undercut"),
        "search": _("Searching for the best plan"),
        "improve": _("Making the plan better"),
    }


def _started(telling: Telling) -> tuple[Fault, ...]:
    """Begin to search; what stands in the way, if anything does."""
    try:
        return start_search(telling)
    except CaravanError as error:
        name = telling.files.schedule.name
        return (Fault(name, "", error.message, msg("Take back what was told last")),)


def _show_answer(telling: Telling, answer: Answer) -> None:
    speech = telling.visit.language
    _ = speech.text

    def search_on() -> None:
        st.session_state[_FAULTS] = _started(telling)

    with st.container(key="cv-replanned"):
        show_answer_head(telling, answer)
        if not telling.opened.schedule.is_kept and answer.plan is not None:
            text = _(
                "This tour is in files, which are only read here: the new plan is adopted in a "
                "copy of your own."
            )
            show(element("p", text, class_="cv-quiet"), speech)
        with st.container(horizontal=True, key="cv-adopt"):
            if answer.plan is not None:
                st.button(
                    _("Adopt this plan"),
                    type="primary",
                    key="adopt-plan",
                    on_click=adopt,
                    args=(telling, answer),
                )
            if not answer.is_whole:
                st.button(
                    _("Search for a better plan") if answer.plan else _("Try again"),
                    key="search-on",
                    on_click=search_on,
                )
            st.button(_("Discard"), key="discard-plan", on_click=telling.forget)
    show_answer_days(telling, answer)
