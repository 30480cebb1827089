"""A share of a job that is done, as one line on the terminal."""

from __future__ import annotations

import os
import shutil
import sys

import click

_WIPE = "\r\x1b[K"
_BAR = 24


class ShareLine:
    """Tells on the error output, where a person may see it: a pipe or a file gets no line."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._drawn = ""

    def told(self, share: float) -> None:
        """The share that is done, from 0 to 1."""
        done = round(min(max(share, 0.0), 1.0) * _BAR)
        line = f"{self._what}  [{'#' * done}{'.' * (_BAR - done)}] {share:4.0%}"
        if self._shown and line != self._drawn:
            width = shutil.get_terminal_size().columns - 1  # a full line would break
            click.echo(_WIPE + line[:width], nl=False, err=True)
            self._drawn = line

    def clear(self) -> None:
        """Wipe the line."""
        if self._drawn:
            click.echo(_WIPE, nl=False, err=True)
            self._drawn = ""
