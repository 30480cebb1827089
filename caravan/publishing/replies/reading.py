"""All answers of a mailbox or a file, read in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from caravan.publishing.replies.imap import fetch_replies
from caravan.publishing.replies.receiving import receive
from caravan.publishing.replies.reply import Arrival
from caravan.publishing.replies.reply_file import read_reply_file
from caravan.store.desk import Desk
from caravan.store.imap_settings import ImapSettings
from caravan.store.reply import Reply


@dataclass(slots=True)
class Reading:
    """What reading has found, filled while it goes on: a failure leaves what came before.

    Attributes:
        read: how many mails and calendars there were.
        new: the answers that were not known before, in the order in which they were read.
        known: how many answers were there already.
        not_ours: how many mails were left alone, because nobody who was invited wrote them.
        waiting: how many mails are left for the next time.
        unmarked: how many were recorded, but couldn't be marked as read.
    """

    read: int = 0
    new: list[Reply] = field(default_factory=list)
    known: int = 0
    not_ours: int = 0
    waiting: int = 0
    unmarked: int = 0

    @property
    def counted(self) -> tuple[Reply, ...]:
        """The new answers that count."""
        return tuple(reply for reply in self.new if reply.refusal is None)

    @property
    def refused(self) -> tuple[Reply, ...]:
        """The new ones that don't."""
        return tuple(reply for reply in self.new if reply.refusal is not None)


def read_mailbox(
    desk: Desk,
    settings: ImapSettings,
    reading: Reading,
    now: Callable[[], datetime],
    *,
    only: str | None = None,
    again: bool = False,
) -> None:
    """Read the new mails of a mailbox.

    Args:
        only: the schedule whose answers are read; None for all.
        again: whether to take the mails, too, that were read before.

    Raises MailboxUnusable, StateUnusable.
    """

    def record(arrival: Arrival) -> bool:
        return _record(desk, arrival, reading, now(), only)

    fetched = fetch_replies(settings, record, now, again=again)
    reading.waiting, reading.unmarked = fetched.waiting, fetched.unmarked


def read_file(
    desk: Desk,
    path: Path,
    reading: Reading,
    now: Callable[[], datetime],
    *,
    only: str | None = None,
) -> None:
    """Read a mail (.eml), a calendar (.ics) or a mailbox (mbox).

    Args:
        only: as for `read_mailbox`.

    Raises UnreadableFile, StateUnusable.
    """
    for arrival in read_reply_file(path, now()):
        _record(desk, arrival, reading, now(), only)


def _record(desk: Desk, arrival: Arrival, reading: Reading, at: datetime, only: str | None) -> bool:
    received = receive(desk, arrival, now=at, only=only)
    reading.read += 1
    reading.new += received.new
    reading.known += len(received.kept) - len(received.new)
    reading.not_ours += not received.kept
    return received.is_ours
