"""What the program answers to the shell."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The stable part of every command's answer; scripts rely on it."""

    DONE = 0
    FAILURE = 1
    """A violation was found, an open question is left, or something failed."""
    BAD_INPUT = 2
    """Misuse of the command, or faults in the files."""
    INFEASIBLE = 3
    """No plan keeps all required events, or none was found in time."""
