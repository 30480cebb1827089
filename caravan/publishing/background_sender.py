"""The server sends by itself what organizers have queued, also when nobody has the page open.

Beside it others may send the same mails, from a page, from the command line, or from another server
of the same database: each mail is claimed by one of them (see `caravan.publishing.sending`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

from caravan.publishing.carrier import CarrierUnusable
from caravan.publishing.patience import Patience
from caravan.publishing.sending import Sender
from caravan.publishing.server_sender import server_sender
from caravan.store.desk import Desk
from caravan.store.mail_settings import MailSettings
from caravan.store.settings import Settings
from caravan.store.state_folder import StateUnusable

_LOG = logging.getLogger("caravan")
_EVERY = timedelta(minutes=1)
_GRACE_SECONDS = 5.0
"""For the mail that is on its way when the server ends. One that takes longer is unclear."""


def sends_by_itself(settings: Settings) -> bool:
    """Whether a server of these settings does: it has a mail server, and knows its own address."""
    return settings.mail is not None and bool(settings.url)


class BackgroundSender:
    """Looks for mails that are due, in all schedules of a server, and sends them. Never drafts.

    Attributes:
        every: the time between two looks; each is one query when nothing is due.
    """

    def __init__(
        self, desk: Desk, server: MailSettings, now: Callable[[], datetime], every: timedelta
    ) -> None:
        self.every = every
        self._desk = desk
        self._server = server
        self._now = now
        # Kept, because they know how often in a row the server wasn't reached.
        self._senders: dict[str, Sender] = {}
        self._refused = 0
        self._problems: set[str] = set()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="background sender", daemon=True)

    @classmethod
    def of(
        cls, desk: Desk, now: Callable[[], datetime], every: timedelta = _EVERY
    ) -> BackgroundSender | None:
        """The one of a desk; None when it can't send: see `sends_by_itself`."""
        server = desk.settings.mail
        if server is None or not sends_by_itself(desk.settings):
            return None
        return cls(desk, server, now, every)

    def start(self) -> None:
        """Look now, and again and again until told to stop."""
        self._thread.start()

    def stop(self) -> None:
        """Take no other mail, and wait a little for the one that is on its way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_GRACE_SECONDS)

    def look(self) -> timedelta:
        """Try all that is due once. Raises nothing; how long to wait before the next look."""
        before, self._problems = self._problems, set()
        try:
            for schedule in self._desk.mail_queue.due(self._now()):
                # What was deleted tells nobody anything, nor does what another server offers.
                if self._desk.has(schedule) and not self._stopping.is_set():
                    self._send(schedule, before)
        except CarrierUnusable as error:
            if self._is_new(str(error), before):
                _LOG.warning("%s", error)
            # Logging in again and again with a wrong password would lock the account out.
            self._refused += 1
            return max(self.every, Patience().without_end(self._refused))
        except Exception as error:  # noqa: BLE001 whatever it was, the next look may do better
            self._tell(error, before)
        self._refused = 0
        return self.every

    def _send(self, schedule: str, before: set[str]) -> None:
        if schedule not in self._senders:
            self._senders[schedule] = server_sender(
                self._desk, schedule, self._server, self._desk.settings.url, self._now
            )
        try:
            self._senders[schedule].send_due(lambda _tried: None, self._stopping.is_set)
        except CarrierUnusable:
            raise
        except Exception as error:  # noqa: BLE001 the other schedules may fare better
            self._tell(error, before)

    def _tell(self, error: Exception, before: set[str]) -> None:
        """Say it in the log, and go on: mails must not wait for a restart."""
        if isinstance(error, StateUnusable):
            if self._is_new(str(error), before):
                _LOG.warning("%s", error)
        elif self._is_new(repr(error), before):
            _LOG.exception("sending mails failed", exc_info=error)

    def _is_new(self, problem: str, before: set[str]) -> bool:
        """Whether the last look didn't meet it: the log needs no line of it each minute."""
        is_new = problem not in before | self._problems
        self._problems.add(problem)
        return is_new

    def _run(self) -> None:
        wait = timedelta(0)
        while not self._stopping.wait(wait.total_seconds()):
            wait = self.look()
