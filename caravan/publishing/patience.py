"""How long to wait before a mail is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits that grow from one attempt to the next.

    Attributes:
        first: after the first attempt that failed; each next one is `growth` times as long.
        longest: no wait is longer.
        attempts: after so many a mail is given up.
    """

    first: timedelta = timedelta(minutes=1)
    growth: int = 4
    longest: timedelta = timedelta(hours=6)
    attempts: int = 9

    def after(self, attempts: int) -> timedelta | None:
        """The wait after so many attempts that failed; None when it is enough."""
        return None if attempts >= self.attempts else self.without_end(attempts)

    def without_end(self, times: int) -> timedelta:
        """The wait after a server wasn't reached so many times in a row; no mail is to blame."""
        wait = self.first
        for _ in range(times - 1):
            if wait >= self.longest:
                break
            wait *= self.growth
        return min(wait, self.longest)
