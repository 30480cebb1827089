"""Hearing that a search should stop: from Ctrl-C, or from the program that started this one."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LONGEST_LINE = 1000


@contextlib.contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl-C, or a polite kill, set the event; the second one ends the program at once.

    A signal that whoever started this program wants ignored stays ignored.
    """

    def heard(number: int, _frame: FrameType | None) -> None:
        stop.set()
        # A search may be inside a long step of a library, where Python hears nothing.
        signal.signal(number, signal.SIG_DFL)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    taken = [number for number in _SIGNALS if before[number] is not signal.SIG_IGN]
    for number in taken:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


def listen_for_stop(stop: threading.Event) -> None:
    """Set the event when the input says "stop" in a line, or ends. Returns at once."""
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()


def _listen(stop: threading.Event) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        # Not by sys.stdin: whoever waits in its `readline` holds a lock that the end needs.
        handle = sys.stdin.fileno()
        line = b""
        while data := os.read(handle, 4096):
            *lines, line = (line + data).split(b"\n")
            if any(whole.strip() == b"stop" for whole in lines):
                break
            line = line[:_LONGEST_LINE]
    # The input has ended, broken down, or never been there: nobody waits for the answer.
    stop.set()
