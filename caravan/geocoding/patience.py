"""When a service doesn't answer at all: a list of names doesn't wait for each of them in vain."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from geopy.exc import GeocoderTimedOut, GeocoderUnavailable

SILENCES = 3
"""How many requests in a row may stay without an answer."""
REST_SECONDS = 30.0
"""How long nothing more is asked then, s."""


class Patience:
    """Counts requests that got no answer; after some in a row it lets none through for a while."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._silences = 0
        self._rests_until = 0.0

    def look(self) -> None:
        """Raises geopy's GeocoderUnavailable while nothing should be asked."""
        if self._monotonic() < self._rests_until:
            raise GeocoderUnavailable("no answer lately")

    @contextlib.contextmanager
    def trying(self) -> Iterator[None]:
        """The block makes a request; its failures are counted and raised on."""
        try:
            yield
        except (GeocoderTimedOut, GeocoderUnavailable):
            self._silences += 1
            if self._silences >= SILENCES:
                self._silences = 0
                self._rests_until = self._monotonic() + REST_SECONDS
            raise
        else:
            self._silences = 0
