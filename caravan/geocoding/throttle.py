"""One request at a time and one a second, for every thread and process of the program.

The rule is the service's (https://operations.osmfoundation.org/policies/nominatim/): it counts all
requests of an application, so a lock inside one process would not do.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import math
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from caravan.errors import msg
from caravan.geocoding.online_failure import OnlineFailure

MAX_PAUSE = 3600.0
"""Longest pause that a service can ask for, s: one that asks for more is asked again then."""
DEFAULT_PAUSE = 60.0
"""Pause when a service asks for one and doesn't say how long, s."""

_LENGTH = 80
"""Bytes of the file: of one length, so that no rest of older content is read."""


class Throttle:
    """Lets requests go one after the other, each some time after the end of the one before.

    The time of the last request is in a locked file. It is read from the monotonic clock, which
    all processes of a machine share and which nobody sets back or forth. After a restart of the
    machine that clock begins anew: a time that lies ahead of it counts as just now, so that
    one never waits longer than once.

    Args:
        file: the locked file; its folder is made when it is missing.
        seconds: least time between two requests, s.
        monotonic, now, sleep: the clocks (`now` is the time of day) and how to wait, for tests.
    """

    def __init__(
        self,
        file: Path,
        seconds: float = 1.0,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._file = file
        self._seconds = seconds
        self._monotonic = monotonic
        self._now = now
        self._sleep = sleep

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for its turn, and holds it while the block runs: the request belongs inside.

        Raises OnlineFailure during a pause that the service asked for, and when the file can't be
        used: without it the promise of one request a second could not be kept.
        """
        handle = self._locked()
        try:
            last, pause_ends = _read(handle)
            self._refuse_in_pause(pause_ends)
            since = self._monotonic() - last
            # A time ahead of the clock is from before the machine's restart.
            self._sleep(min(max(self._seconds - since, 0.0), self._seconds))
            # Twice: should the process be killed meanwhile, the request was made all the same.
            self._stamp(handle)
            try:
                yield
            finally:
                self._stamp(handle)
        finally:
            os.close(handle)  # The lock ends with it.

    def pause(self, seconds: float | None) -> float:
        """Ask nothing for so long, as the service wants; how long it will be, s.

        Called inside the block of `turn`, whose lock it relies on.
        """
        pause = DEFAULT_PAUSE if seconds is None else min(max(seconds, 0.0), MAX_PAUSE)
        # The time of day: a pause of an hour must survive a restart of the machine.
        with contextlib.suppress(OSError):
            handle = os.open(self._file, os.O_RDWR)
            try:
                _write(handle, self._monotonic(), self._now() + pause)
            finally:
                os.close(handle)
        return pause

    def _locked(self) -> int:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unusable(self._file, error) from error
        try:
            # Each opening has a lock of its own: it keeps out other threads as well.
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            os.close(handle)
            raise _unusable(self._file, error) from error
        except BaseException:  # an interrupt, too: the file must not stay locked
            os.close(handle)
            raise
        return handle

    def _refuse_in_pause(self, ends: float) -> None:
        left = ends - self._now()
        # More than any pause: the clock was wrong when that was written.
        if 0 < left <= MAX_PAUSE:
            raise OnlineFailure(
                msg(
                    "The online geocoder asks for a pause. Try again in {seconds} s.",
                    seconds=math.ceil(left),
                )
            )

    def _stamp(self, handle: int) -> None:
        _, pause_ends = _read(handle)
        try:
            _write(handle, self._monotonic(), pause_ends)
        except OSError:  # The disk is full: the time passes while the lock is held.
            self._sleep(self._seconds)


def _read(handle: int) -> tuple[float, float]:
    """Time of the last request and end of the pause; long ago when the file says nothing."""
    try:
        numbers = json.loads(os.pread(handle, _LENGTH, 0))
        last, pause_ends = (float(number) for number in numbers)
    except (OSError, ValueError, TypeError):
        return -math.inf, -math.inf
    return _time(last), _time(pause_ends)


def _write(handle: int, last: float, pause_ends: float) -> None:
    ends = pause_ends if math.isfinite(pause_ends) else 0.0
    os.pwrite(handle, json.dumps([last, ends]).encode().ljust(_LENGTH), 0)


def _time(number: float) -> float:
    return number if math.isfinite(number) else -math.inf


def _unusable(file: Path, error: OSError) -> OnlineFailure:
    return OnlineFailure(
        msg(
            "Nothing can be asked online: the folder {folder} can't be used ({reason}).",
            folder=str(file.parent),
            reason=error.strerror or str(error),
        )
    )
