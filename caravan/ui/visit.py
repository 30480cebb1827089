"""A visit: who looks (in which language) at which schedule, from which desk."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from caravan.language.language import LANGUAGES, Language, language
from caravan.store.desk import Desk, desk
from caravan.store.settings import Schedule, read_settings, schedules
from caravan.ui.choices import choose, chosen
from caravan.ui.jobs import Jobs
from caravan.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a page for one visitor.

    Attributes:
        offered: all schedules of the server, the one that opens by itself first.
        schedule: the one looked at, perhaps a scenario, which is not among those offered; None when
            the server has none.
        default_file: the first of those in files, which a first start shows planned.
    """

    language: Language
    desk: Desk
    jobs: Jobs
    tasks: Tasks
    offered: tuple[Schedule, ...]
    schedule: Schedule | None
    default_file: Schedule | None


def begin_visit() -> Visit:
    """The visit of this run. Raises CaravanError for wrong settings or an unusable state folder."""
    here = desk(read_settings())
    _ = here.master  # without a state folder no plan can be kept: said at once, on every page
    offered = here.schedules()
    in_files = schedules(here.settings)
    openable = (*offered, *(Schedule(id_, None) for id_ in here.scenarios.ids()))
    name = chosen("tour", [schedule.name for schedule in openable])
    schedule = next((s for s in openable if s.name == name), offered[0] if offered else None)
    if name is not None:
        choose("tour", name)
    default_file = in_files[0] if in_files else None
    return Visit(visitor_language(), here, jobs(), tasks(), offered, schedule, default_file)


def visitor_language() -> Language:
    """The language chosen, else the browser's when it is one of ours, else the default."""
    code = chosen("lang", LANGUAGES)
    if code is not None:
        choose("lang", code)
        return language(code)
    browser = (st.context.locale or "").split("-")[0].lower()
    return language(browser if browser in LANGUAGES else LANGUAGES[0])


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The jobs of this server: one registry for all visitors."""
    return Jobs()


@st.cache_resource(show_spinner=False)
def tasks() -> Tasks:
    """The tasks of this server: one registry for all visitors."""
    return Tasks()
