"""The command line as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENT = "cli.patient_caravan"


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process; nothing that this machine happens to set about outputs."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CARAVAN_", "PYTHON"))}
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    return {**clean, "PYTHONPATH": path, "PYTHONUTF8": "1", **changes}


def command(*arguments: object) -> list[str]:
    """The command of caravan."""
    return [sys.executable, "-m", "caravan", *map(str, arguments)]


def patient(*arguments: object, behaviour: str = "patient") -> list[str]:
    """The command of caravan with a planner that behaves as a test wants, also run as a module."""
    return [sys.executable, "-m", PATIENT, behaviour, *map(str, arguments)]


def run(
    line: list[str], *, env: dict[str, str] | None = None, **options: object
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without input unless told."""
    options = {"stdin": subprocess.DEVNULL, "timeout": 120, **options}
    if "input" in options:
        del options["stdin"]
    return subprocess.run(
        line,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=env or environment(),
        check=False,
        **options,
    )


@contextmanager
def started(line: list[str], **options: object) -> Iterator[subprocess.Popen[str]]:
    """A process with pipes; it is ended with the test."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    options = {"stdin": subprocess.PIPE, "env": environment(), "encoding": "utf-8", **options}
    with subprocess.Popen(line, **options) as process:
        try:
            yield process
        finally:
            process.kill()
