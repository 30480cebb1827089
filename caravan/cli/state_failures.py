"""A database that can't be used, told by a command: a failure, no fault in what was asked."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from caravan.cli.exit_codes import ExitCode
from caravan.cli.output import one_line, say, say_json


@contextlib.contextmanager
def state_failures(*, as_json: bool) -> Iterator[None]:
    """Tell a StateUnusable, and end the program with the code of a failure."""
    from caravan.store.state_folder import StateUnusable

    try:
        yield
    except StateUnusable as error:
        if as_json:
            say_json({"error": str(error)})
        say(one_line(str(error)), err=True)
        sys.exit(ExitCode.FAILURE)
