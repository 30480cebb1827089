"""Long computations in the background: any command of ours, in a child process, for a tour's files.

Only a few run at once on a server; the others wait for their turn, and pages say so. A place is
always left for somebody who waits: what runs on the side never takes the last one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Event, Thread

from caravan.errors import CaravanError, Message, msg
from caravan.files.tour_files import TourFiles, write_files
from caravan.store.messages import message_of
from caravan.ui.child import (
    LONGEST_LINE,
    caravan_command,
    reports_of,
    started,
    stop_within,
)

Command = Callable[[Path, Path], list[str]]
"""From the folder of a task and its schedule to what comes after `caravan` on the command line."""

_PATIENCE_SECONDS = 10.0
"""How long a child that was told to stop may take before it is ended."""
_FAREWELL_SECONDS = 5.0
"""How long a server that ends waits for its children."""
_NICENESS, _ON_THE_SIDE = 5, 10
_KEEP_ENDED = 12
_LONGEST_QUEUE = 30
_MOST_WARNINGS = 99
_MOST_PARTS = 999


@dataclass(slots=True, eq=False)
class Task:
    """One run of a command.

    Attributes:
        key: of the question that it answers.
        is_waiting: whether it waits for its turn.
        progress: the last line with "phase" or "done", as the command prints it.
        parts: the lines of progress that carry a part of the answer, under "price", in their order.
        result: the line with "result", the last one; None before, and when there is none.
        written: texts of the files that it was asked to write, by name; those that are there.
        failure: why there is no result, when nobody stopped it.
        is_cancelled: whether somebody stopped it. What it has so far may still come.
    """

    key: str
    is_waiting: bool = True
    progress: dict[str, object] = field(default_factory=dict)
    parts: list[dict[str, object]] = field(default_factory=list)
    result: dict[str, object] | None = None
    written: dict[str, str] = field(default_factory=dict)
    warnings: list[Message] = field(default_factory=list)
    failure: Message | None = None
    is_cancelled: bool = False
    _began: float = field(default_factory=time.monotonic)
    _seconds: float | None = None
    _child: subprocess.Popen[str] | None = None
    _ended: Event = field(default_factory=Event)
    _wake: Callable[[], None] = lambda: None

    @property
    def has_ended(self) -> bool:
        """Whether all is done, its folder removed too."""
        return self._ended.is_set()

    @property
    def seconds(self) -> float:
        """How long it has been there, waiting or at work; how long it took once it has ended."""
        return time.monotonic() - self._began if self._seconds is None else self._seconds

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most so many seconds; whether it has."""
        return self._ended.wait(max(0.0, seconds))

    def cancel(self) -> None:
        """Stop it, in its first moment too; it ends a moment later, with what it has so far."""
        self.is_cancelled = True
        child = self._child
        if child is not None:
            stop_within(child, _PATIENCE_SECONDS)
        self._wake()

    def _follow(self, command: list[str], niceness: int) -> None:
        with started(command, niceness) as child:
            self._child = child
            if self.is_cancelled:
                stop_within(child, _PATIENCE_SECONDS)
            for report in reports_of(child):
                self._hear(report)

    def _hear(self, report: dict[str, object]) -> None:
        message = message_of(report)
        if report.get("result") in {"faults", "failed"}:
            self.failure = message or msg("{reason}", reason=str(report.get("message"))[:500])
        elif "result" in report:
            self.result = report
        elif message is not None:
            self.warnings[_MOST_WARNINGS:] = [message]
        elif "phase" in report or "done" in report:
            self.progress = report
            if "price" in report and len(self.parts) < _MOST_PARTS:
                self.parts.append(report)

    def _finish(self) -> None:
        if self.result is None and self.failure is None and not self.is_cancelled:
            self.failure = msg("The computation ended without an answer.")
        self._seconds = self.seconds
        self.is_waiting = False
        self._ended.set()


@dataclass(frozen=True, slots=True)
class _Order:
    """What a task is to do."""

    command: Command
    files: TourFiles
    beside: Mapping[str, str]
    wanted: tuple[str, ...]
    on_the_side: bool


@dataclass(slots=True)
class Tasks:
    """All tasks of this server. At most one runs for a key. Safe for threads.

    Attributes:
        places: how many children run at once.
    """

    places: int = field(default_factory=lambda: max(2, (os.cpu_count() or 1) - 1))
    _tasks: dict[str, Task] = field(default_factory=dict)
    _queue: list[tuple[Task, bool]] = field(default_factory=list)
    _running: list[tuple[Task, bool]] = field(default_factory=list)
    _turn: Condition = field(default_factory=Condition)

    def start(
        self,
        key: str,
        command: Command,
        files: TourFiles,
        beside: Mapping[str, str] | None = None,
        *,
        wanted: tuple[str, ...] = (),
        on_the_side: bool = False,
    ) -> Task:
        """The running task of a key, or a new one: pressing twice starts one.

        The command gets a temporary folder with the files of the tour; it should be one that takes
        ``--progress json``.

        Args:
            key: of the question, with the content that the answer depends on.
            command: what comes after ``caravan``, for the folder and the path of the schedule.
            files: of the tour.
            beside: further files in the folder, by name: ``{"plan.json": …}``.
            wanted: names of files that the command writes into the folder; see `Task.written`.
            on_the_side: for a task that nobody waits for: it leaves a place to others.

        Raises ValueError for a name that would leave the folder.
        """
        order = _Order(command, files, dict(beside or {}), wanted, on_the_side)
        for name in (*order.beside, *wanted):
            if Path(name).name != name or name in {"", ".", "..", "tour"}:
                raise ValueError(f"not the name of a file in the folder: {name}")
        with self._turn:
            running = self._tasks.get(key)
            if running is not None and not running.has_ended:
                return running
            task = Task(key, _wake=self._wake)
            self._tasks.pop(key, None)
            self._tasks[key] = task
            self._forget_old()
            if len(self._queue) >= _LONGEST_QUEUE:
                task.failure = msg("Too many computations wait already. Try again in some minutes.")
                task._finish()  # noqa: SLF001 of this module
                return task
            self._queue.append((task, on_the_side))
        Thread(target=self._run, args=(task, order), daemon=True).start()
        return task

    def last(self, key: str) -> Task | None:
        """The task last started for a key, running or ended; None when it is forgotten."""
        with self._turn:
            return self._tasks.get(key)

    def forget(self, key: str) -> None:
        """Let go of an ended task, because its result is kept elsewhere."""
        with self._turn:
            task = self._tasks.get(key)
            if task is not None and task.has_ended:
                del self._tasks[key]

    def stop_all(self) -> None:
        """Stop what runs or waits, because the server ends; wait some seconds for it."""
        with self._turn:
            left = [task for task in self._tasks.values() if not task.has_ended]
        for task in left:
            task.cancel()
        deadline = time.monotonic() + _FAREWELL_SECONDS
        for task in left:
            task.wait(deadline - time.monotonic())

    def _run(self, task: Task, order: _Order) -> None:
        """Wait for the task's turn and run it. Meant for a thread of its own."""
        mine = (task, order.on_the_side)
        try:
            if self._has_its_turn(mine):
                task.is_waiting = False
                _run_in_folder(task, order)
        except (CaravanError, OSError, ValueError) as error:
            print(f"{task.key}: {error}", file=sys.stderr)  # noqa: T201 the server's log
            task.failure = error.message if isinstance(error, CaravanError) else None
        finally:
            with self._turn:
                for row in (self._queue, self._running):
                    if mine in row:
                        row.remove(mine)
                self._turn.notify_all()
            task._finish()  # noqa: SLF001 of this module

    def _has_its_turn(self, mine: tuple[Task, bool]) -> bool:
        """Wait for it; False for a task that was stopped meanwhile."""
        task, _ = mine
        with self._turn:
            self._turn.wait_for(lambda: task.is_cancelled or self._next() == mine)
            if task.is_cancelled:
                return False
            self._queue.remove(mine)
            self._running.append(mine)
            self._turn.notify_all()
            return True

    def _next(self) -> tuple[Task, bool] | None:
        """Whose turn it is: those that somebody waits for first, each kind in its order."""
        if len(self._running) >= self.places:
            return None
        waited_for = (row for row in self._queue if not row[1])
        aside = sum(1 for _, on_the_side in self._running if on_the_side)
        others = (row for row in self._queue if row[1] and aside < max(1, self.places - 1))
        return next(waited_for, None) or next(others, None)

    def _wake(self) -> None:
        with self._turn:
            self._turn.notify_all()

    def _forget_old(self) -> None:
        ended = [key for key, task in self._tasks.items() if task.has_ended]
        for key in ended[: max(0, len(ended) - _KEEP_ENDED)]:
            del self._tasks[key]


def _run_in_folder(task: Task, order: _Order) -> None:
    with tempfile.TemporaryDirectory(prefix="caravan-") as name:
        folder = Path(name)
        (folder / "tour").mkdir()
        schedule = write_files(order.files, folder / "tour")
        for beside, text in order.beside.items():
            (folder / beside).write_text(text, encoding="utf-8")
        command = caravan_command(*order.command(folder, schedule))
        task._follow(command, _ON_THE_SIDE if order.on_the_side else _NICENESS)  # noqa: SLF001 of this module
        for wanted in order.wanted:
            path = folder / wanted
            if path.is_file() and path.stat().st_size <= LONGEST_LINE:
                task.written[wanted] = path.read_text(encoding="utf-8", errors="replace")
