"""What a server does once at its start, when the database isn't there yet: later."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from caravan.store.state_folder import StateUnusable

_PAUSE_SECONDS = 30.0


def until_done(steps: Iterable[Callable[[], None]], ends: Callable[[float], bool]) -> None:
    """Do one step after the other; one that finds no usable database again and again.

    The log has a line of each reason, not of each attempt.

    Args:
        ends: waits so many seconds; whether the server ends meanwhile, and with it all attempts.
    """
    known = ""
    for step in steps:
        while True:
            try:
                step()
                break
            except StateUnusable as error:
                # Every page says it too, in the visitor's language.
                if str(error) != known:
                    known = str(error)
                    logging.getLogger("caravan").error("%s", known)  # noqa: TRY400 no traceback
            if ends(_PAUSE_SECONDS):
                return
