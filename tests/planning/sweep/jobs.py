"""What worker processes do in these tests."""

from __future__ import annotations

import os
import sys
import time

from caravan.planning.sweep.processes import processes
from caravan.planning.sweep.trial import told_to_stop


def process_id() -> int:
    """Which process this is."""
    return os.getpid()


def until_told() -> str:
    """Works until it is told to stop, as a solver does."""
    while not told_to_stop.get()():
        time.sleep(0.01)
    return "stopped"


def deaf() -> None:
    """Works on, whatever it is told."""
    time.sleep(600)


def thread_settings() -> tuple[str, bool]:
    """How many threads libraries may use, and whether NumPy came before that was said."""
    return os.environ["OMP_NUM_THREADS"], "numpy" in sys.modules


def parent() -> None:
    """A process that has two workers, tells which, and never ends by itself."""
    with processes(2) as executor:
        futures = [executor.submit(process_id) for _ in range(8)]
        print(*sorted({future.result() for future in futures}), flush=True)
        executor.submit(deaf)
        executor.submit(deaf)
        time.sleep(600)


if __name__ == "__main__":
    parent()
