"""Worker processes of this machine, none of which is left behind."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.synchronize import Event
from typing import Any, ParamSpec, TypeVar

from caravan.planning.sweep.trial import told_to_stop

P = ParamSpec("P")
R = TypeVar("R")

PATIENCE_SECONDS = 5.0
"""How long a worker that was told to stop may take before it is ended."""

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@contextlib.contextmanager
def processes(number: int) -> Iterator[Executor]:
    """So many worker processes, each with one thread for its solver.

    At the end of the block those that still work are told to stop, then ended: nothing that was
    submitted goes on.
    """
    context = _Context()
    stop = context.Event()
    executor = ProcessPoolExecutor(
        number, mp_context=context, initializer=begin_work, initargs=(stop,)
    )
    try:
        yield executor
    finally:
        stop.set()
        executor.shutdown(wait=False, cancel_futures=True)
        _end(context.started)


class _Context(SpawnContext):
    """Starts processes anew, not as copies of a process with threads, and knows which."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802 - the library's name
        process = SpawnProcess(*args, **options)
        self.started.append(process)
        return process


def _end(started: list[SpawnProcess]) -> None:
    """Wait for the processes, and end those that take too long."""
    last = time.monotonic() + PATIENCE_SECONDS
    for end in (lambda _: None, SpawnProcess.terminate, SpawnProcess.kill):
        for process in started:
            with contextlib.suppress(ValueError, AssertionError):  # closed, or never begun
                end(process)
        for process in started:
            with contextlib.suppress(ValueError, AssertionError):
                process.join(max(0.1, last - time.monotonic()))


def begin_work(stop: Event) -> None:
    """Make this process a worker: called in it before its first trial.

    Ctrl-C is heard by the process that started it, which then tells it to stop.
    """
    os.environ.update(_ONE_THREAD)  # before NumPy or OR-Tools is imported
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    told_to_stop.set(stop.is_set)


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however that came."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


class InThisProcess(Executor):
    """Runs what is submitted at once, before `submit` returns."""

    def __init__(self, should_stop: Callable[[], bool]) -> None:
        self._should_stop = should_stop

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """A future that is done."""
        future: Future[R] = Future()
        before = told_to_stop.set(self._should_stop)
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        finally:
            told_to_stop.reset(before)
        return future
