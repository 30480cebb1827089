"""Planning several scenarios one after the other, so that each has the planner's whole strength."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from threading import Lock, Thread

import streamlit as st

from caravan.errors import CaravanError
from caravan.files.read_tour import tour_of
from caravan.store.desk import Desk
from caravan.store.settings import Schedule
from caravan.ui.jobs import Job, Jobs

_SECONDS = 0.2
"""Between two looks at a job."""


@dataclass(slots=True)
class Queue:
    """Schedules that wait for the planner. Safe for threads.

    Attributes:
        desk: where their files are read when their turn comes, and their plans are kept.
    """

    desk: Desk
    jobs: Jobs
    _waiting: list[str] = field(default_factory=list)
    _is_busy: bool = False
    _lock: Lock = field(default_factory=Lock)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The ids of those whose turn has not come."""
        with self._lock:
            return tuple(self._waiting)

    def add(self, *ids: str) -> None:
        """Let tours wait for the planner; one that waits already keeps its place."""
        with self._lock:
            self._waiting += [id_ for id_ in dict.fromkeys(ids) if id_ not in self._waiting]
            begins = not self._is_busy and bool(self._waiting)
            self._is_busy = self._is_busy or begins
        if begins:
            Thread(target=self._work, args=(self.jobs.farewells,), daemon=True).start()

    def drop(self, *ids: str) -> None:
        """Let tours wait no more, and stop the planner where it is at work on one."""
        with self._lock:
            self._waiting = [id_ for id_ in self._waiting if id_ not in ids]
        for id_ in ids:
            job = self.jobs.last(Schedule(id_, None))
            if job is not None and job.outcome is None:
                job.cancel()

    def _work(self, farewells: int) -> None:
        while (id_ := self._next(farewells)) is not None:
            try:
                job = self._started(id_)
            except CaravanError as error:  # deleted meanwhile, or no tour: the page tells it
                logging.getLogger("caravan").info("%s is not planned: %s", id_, error)
                continue
            if not self.desk.tours.is_kept(id_):
                job.cancel()  # deleted between the two
            while not job.has_ended(_SECONDS):
                pass

    def _next(self, farewells: int) -> str | None:
        with self._lock:
            # A server that says farewell to its planners starts no more.
            if self._waiting and self.jobs.farewells == farewells:
                return self._waiting.pop(0)
            self._waiting.clear()
            self._is_busy = False
            return None

    def _started(self, id_: str) -> Job:
        files = self.desk.tours.open(id_).files
        key = self.desk.shelf.key(tour_of(files))
        return self.jobs.start(Schedule(id_, None), files, key, self.desk.shelf)


@dataclass(slots=True)
class Queues:
    """The queues of this server, one for a tour with its scenarios: nobody waits for others' tours."""

    _queues: dict[str, Queue] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, base: str, desk: Desk, jobs: Jobs) -> Queue:
        """The queue of a tour."""
        with self._lock:
            return self._queues.setdefault(base, Queue(desk, jobs))


@st.cache_resource(show_spinner=False)
def queues() -> Queues:
    """The queues of this server: one registry for all visitors."""
    return Queues()
