"""A child process of the server: started nicely, told to stop, and never left behind.

A child prints JSON lines and reads "stop" from its input. It ends by itself when that input
closes: none outlives the server, whatever ends that.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

from caravan.ui.planner_report import json_object

LONGEST_LINE = 32_000_000
"""Characters that a line may have: an answer with a dozen plans has a tenth of that."""


def caravan_command(*arguments: str) -> list[str]:
    """The command line of this very program."""
    return [sys.executable, "-m", "caravan", *arguments]


def started(command: list[str], niceness: int) -> subprocess.Popen[str]:
    """Start a child that gives way: it is nice, and one core is left to the web server.

    It has a session of its own, so that it ends together with all that it starts itself. Raises
    OSError.
    """
    child = subprocess.Popen(  # noqa: S603 our own program, without a shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=_environment(),
        start_new_session=True,
    )
    _leave_a_core(child.pid, niceness)
    return child


def reports_of(child: subprocess.Popen[str]) -> Iterator[dict[str, object]]:
    """The objects in the lines that a child prints, until it ends; other lines are passed over.

    A child that prints a line longer than `LONGEST_LINE` is ended. Raises ValueError then.
    """
    if child.stdout is None:
        return
    while line := child.stdout.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            end(child)
            raise ValueError("a child process printed a line that is too long")
        report = json_object(line)
        if report:
            yield report


def tell_to_stop(child: subprocess.Popen[str]) -> None:
    """Ask a child to end with what it has so far."""
    # The child may end at this moment: then there is nobody to tell.
    with contextlib.suppress(OSError, ValueError):
        if child.stdin is not None:
            child.stdin.write("stop\n")
            child.stdin.flush()


def stop_within(child: subprocess.Popen[str], seconds: float) -> None:
    """Ask a child to end; one that doesn't in so many seconds is ended. Returns at once."""
    if child.poll() is not None:
        return
    tell_to_stop(child)
    ending = Timer(seconds, end, (child,))
    ending.daemon = True
    ending.start()


def end(child: subprocess.Popen[str]) -> None:
    """End a child, and whatever it has started itself, at once."""
    if child.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _leave_a_core(pid: int, niceness: int) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, pid, niceness)
        if hasattr(os, "sched_setaffinity"):
            cores = sorted(os.sched_getaffinity(0))
            if len(cores) > 1:
                os.sched_setaffinity(pid, cores[1:])


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parent.parent.parent)
    path = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([root, path] if path else [root]),
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
    }
