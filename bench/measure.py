"""The figures of several runs, and what a process costs."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Several measurements of one thing."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        low, high = min(self.values), max(self.values)
        return f"{self.median:7.2f}  ({low:.2f} to {high:.2f})"


@dataclass(frozen=True, slots=True)
class ProcessCost:
    """Wall seconds and peak memory (MB) of one process, imports and files included."""

    seconds: float
    megabytes: float


def process(command: Sequence[str]) -> ProcessCost:
    """Run a command that must succeed. Raises CalledProcessError when it doesn't."""
    began = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    # wait4 gives the memory of just this child, which getrusage doesn't.
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return ProcessCost(seconds, usage.ru_maxrss / 1024)
