"""A visit: who looks (in which language) at which schedule, from which desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import streamlit as st

from caravan.language.language import LANGUAGES, Language, language
from caravan.store.desk import Desk, desk
from caravan.store.permissions import NotAllowed, Permissions, Right
from caravan.store.settings import Schedule, read_settings, schedules
from caravan.ui.access.guard import Guarded, GuardedDesk
from caravan.ui.access.visitor import Visitor, visitor
from caravan.ui.choices import choose, chosen
from caravan.ui.jobs import Jobs
from caravan.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a page for one visitor.

    Attributes:
        desk, jobs, tasks: what they are asked to do, the visitor must have the right to; else they
            raise NotAllowed.
        offered: all schedules that the visitor may see something of, the one that opens by itself
            first.
        schedule: the one looked at, perhaps a scenario, which is not among those offered; None when
            the server has none.
        default_file: the first of those in files, which a first start shows planned.
        may: what the visitor may do with the schedule looked at.
        visitor: who looks.
    """

    language: Language
    desk: Desk
    jobs: Jobs
    tasks: Tasks
    offered: tuple[Schedule, ...]
    schedule: Schedule | None
    default_file: Schedule | None
    may: Permissions
    visitor: Visitor

    def may_with(self, schedule: str) -> Permissions:
        """What the visitor may do with another schedule."""
        return self.visitor.may(schedule)

    def allowed(self, right: Right, schedule: str) -> Desk:
        """The desk itself, for what takes several of its stores at once. Raises NotAllowed."""
        if not self.visitor.may(schedule).has(right):
            raise NotAllowed
        return self.visitor.desk


def begin_visit() -> Visit:
    """The visit of this run. Raises CaravanError for wrong settings or an unusable state folder."""
    here = desk(read_settings())
    _ = here.master  # without a state folder no plan can be kept: said at once, on every page
    who = visitor(here)
    offered = _seen(who, here.schedules())
    openable = (*offered, *_seen(who, tuple(Schedule(id_, None) for id_ in here.scenarios.ids())))
    name = chosen("tour", [schedule.name for schedule in openable])
    schedule = next((s for s in openable if s.name == name), offered[0] if offered else None)
    if name is not None:
        choose("tour", name)
    looked_at = None if schedule is None else schedule.name
    in_files = schedules(here.settings)
    return Visit(
        visitor_language(),
        here if who.is_single_user else cast("Desk", GuardedDesk(who, looked_at)),
        jobs() if who.is_single_user else cast("Jobs", Guarded(jobs(), "jobs", who, looked_at)),
        tasks() if who.is_single_user else cast("Tasks", Guarded(tasks(), "tasks", who, looked_at)),
        offered,
        schedule,
        in_files[0] if in_files else None,
        who.may(looked_at),
        who,
    )


def _seen(who: Visitor, offered: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    """Those of some schedules of which a visitor may see anything."""
    permitted = who.may_all(tuple(schedule.name for schedule in offered))
    return tuple(s for s, may in zip(offered, permitted, strict=True) if may.days)


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
