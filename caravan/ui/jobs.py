"""Planning in the background: child processes that report, and stop when told.

A child prints JSON lines and reads "stop" from its input. It ends by itself, with the best plan
so far, when that input closes: no planner outlives the server.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from threading import Event, Lock, Thread

from caravan.errors import CaravanError, Message
from caravan.files.tour_files import TourFiles, write_files
from caravan.plan.infeasible import Infeasible
from caravan.store.messages import message_of
from caravan.store.settings import Schedule
from caravan.store.shelf import Shelf, ShelvedPlan
from caravan.ui.child import caravan_command, reports_of, started, stop_within, tell_to_stop
from caravan.ui.planner_report import Progress, conflict_of, progress_of

_PATIENCE_SECONDS = 20.0
"""How long a planner that was told to stop may take before it is ended."""
_FAREWELL_SECONDS = 5.0
"""How long a server that ends waits for the plans that its planners bring."""
_NICENESS = 5
_KEEP_JOBS = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended. At most one of plan and conflict is there; with neither, it failed.

    Attributes:
        cancelled: whether somebody stopped it.
    """

    plan: ShelvedPlan | None = None
    conflict: Infeasible | None = None
    cancelled: bool = False


@dataclass(slots=True)
class Job:
    """One run of the planner for one schedule.

    Attributes:
        files: what is planned, as the visitor saw it; the schedule may change meanwhile.
        tour_key: of the question on the shelf when it began.
        complaint: what the planner said when it found the files wrong, in English.
        failure: why the plan could not be had or kept, when that is known.
    """

    schedule: Schedule
    files: TourFiles
    tour_key: str
    id: str = field(default_factory=lambda: token_hex(8))
    progress: Progress = field(default_factory=Progress)
    outcome: Outcome | None = None
    cancelled: bool = False
    complaint: str = ""
    failure: Message | None = None
    _warnings: list[Message] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _child: subprocess.Popen[str] | None = None
    _ended: Event = field(default_factory=Event)

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return time.monotonic() - self._began

    def cancel(self) -> None:
        """Stop with the best plan so far. The outcome comes a moment later."""
        self.cancelled = True
        child = self._child
        if child is not None:
            stop_within(child, _PATIENCE_SECONDS)

    def has_ended(self, patience: float) -> bool:
        """Whether all is done, its folder removed too; waits so many seconds for it."""
        return self._ended.wait(max(0.0, patience))

    def run_in_folder(self, shelf: Shelf) -> None:
        """Run the planner in a folder that is removed afterwards. Meant for a thread of its own."""
        try:
            with tempfile.TemporaryDirectory(prefix="caravan-") as folder:
                out = Path(folder) / "plan.json"
                tour = Path(folder) / "tour"
                tour.mkdir()
                self.run(planner_command(write_files(self.files, tour), out), out, shelf)
        except (CaravanError, OSError) as error:
            self._fail(error)
        finally:
            self._ended.set()

    def run(self, command: list[str], out: Path, shelf: Shelf) -> None:
        """Run the planner to its end. Never raises."""
        try:
            last = self._follow(command)
            self.outcome = self._outcome(last, out, shelf)
        except (CaravanError, OSError, ValueError) as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        print(f"planning {self.schedule.name}: {error}", file=sys.stderr)  # noqa: T201 the server's log
        self.failure = error.message if isinstance(error, CaravanError) else None
        self.outcome = Outcome(cancelled=self.cancelled)

    def _follow(self, command: list[str]) -> dict[str, object]:
        """Start the child and follow its lines; the last one, with the result, is returned."""
        last: dict[str, object] = {}
        with started(command, _NICENESS) as child:
            self._child = child
            if self.cancelled:
                tell_to_stop(child)
            for report in reports_of(child):
                warning = message_of(report)
                if "result" in report:
                    last = report
                elif warning is not None:
                    self._warnings.append(warning)
                elif "phase" in report:
                    self.progress = progress_of(report, self.progress)
        return last

    def _outcome(self, last: dict[str, object], out: Path, shelf: Shelf) -> Outcome:
        from caravan.files.plan_json import read_plan

        result = last.get("result")
        if result in {"optimal", "feasible"} and out.exists():
            plan = shelf.put(self.schedule.name, read_plan(out), tuple(self._warnings))
            return Outcome(plan=plan, cancelled=self.cancelled)
        conflict = conflict_of(last) if result == "infeasible" else None
        # "Not found in time" says nothing when it was us who took the time away.
        if conflict is not None and (conflict.proved or not self.cancelled):
            return Outcome(conflict=conflict, cancelled=self.cancelled)
        self.failure = message_of(last)
        self.complaint = str(last.get("message") or "")
        return Outcome(cancelled=self.cancelled)


@dataclass(slots=True)
class Jobs:
    """All jobs of this server. At most one runs for a schedule. Safe for threads.

    Attributes:
        farewells: how often all of them were stopped: whoever starts one after the other ends then.
    """

    farewells: int = 0
    _jobs: dict[str, Job] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def start(self, schedule: Schedule, files: TourFiles, tour_key: str, shelf: Shelf) -> Job:
        """The running job of the schedule, or a new one: pressing twice starts one."""
        with self._lock:
            running = self._last(schedule)
            if running is not None and running.outcome is None:
                return running
            job = Job(schedule, files, tour_key)
            self._jobs[job.id] = job
            while len(self._jobs) > _KEEP_JOBS:
                self._jobs.pop(next(id_ for id_ in self._jobs if id_ != job.id))
        Thread(target=job.run_in_folder, args=(shelf,), daemon=True).start()
        return job

    def start_first(self, schedule: Schedule, files: TourFiles, tour_key: str, shelf: Shelf) -> Job:
        """The schedule's last job, however it ended; a new one when it never had any."""
        return self.last(schedule) or self.start(schedule, files, tour_key, shelf)

    def get(self, id_: str | None) -> Job | None:
        """The job of an id; None for one that is unknown or forgotten."""
        return self._jobs.get(id_ or "")

    def last(self, schedule: Schedule) -> Job | None:
        """The job last started for a schedule."""
        with self._lock:
            return self._last(schedule)

    def stop_all(self) -> None:
        """Stop what runs, because the server ends; wait some seconds for the plans so far."""
        self.farewells += 1
        running = [job for job in list(self._jobs.values()) if not job.has_ended(0.0)]
        for job in running:
            job.cancel()
        deadline = time.monotonic() + _FAREWELL_SECONDS
        for job in running:
            job.has_ended(deadline - time.monotonic())

    def _last(self, schedule: Schedule) -> Job | None:
        for job in reversed(list(self._jobs.values())):
            if job.schedule == schedule:
                return job
        return None


def planner_command(schedule: Path, out: Path) -> list[str]:
    """The command that plans a schedule, writes plan.json to `out` and tells how far it is."""
    return caravan_command("plan", str(schedule), "--out", str(out), "--progress", "json")
