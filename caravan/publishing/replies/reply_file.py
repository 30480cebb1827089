"""Answers in a file: a mail (.eml), a calendar (.ics), or a mailbox with many mails (mbox)."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from caravan.errors import CaravanError, msg
from caravan.publishing.replies.mail_bounds import MOST_BYTES as MOST_OF_A_MAIL
from caravan.publishing.replies.reply import Arrival, UnreadableReply
from caravan.publishing.replies.reply_calendar import calendar_replies
from caravan.publishing.replies.reply_mail import read_mail

MOST_BYTES = 200_000_000
"""Of a file; a mailbox is read piece by piece."""
MOST_MAILS = 10_000
_CALENDAR = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_BETWEEN_MAILS = b"From "
_PIECE = 100_000
"""Bytes of a line that are taken at once; some have no end."""


class UnreadableFile(CaravanError):
    """The file can't be opened, or it is no file with answers."""


def read_reply_file(path: Path, now: datetime) -> Iterator[Arrival]:
    """What came in, in the order of the file.

    Args:
        now: an aware instant; nothing was received later.

    Raises UnreadableFile.
    """
    try:
        # A pipe that nobody writes to would be waited for, and a device has no end.
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise UnreadableFile(msg("{path} is no regular file", path=str(path)))
        with path.open("rb") as file:
            start = file.read(2_000)
            size = file.seek(0, 2)
            if not start.strip():
                raise UnreadableFile(msg("{path} is empty", path=str(path)))
            if size > MOST_BYTES:
                raise UnreadableFile(
                    msg(
                        "{path} has {size} MB; at most {limit} MB are read",
                        path=str(path),
                        size=size // 1_000_000,
                        limit=MOST_BYTES // 1_000_000,
                    )
                )
            file.seek(0)
            if start.startswith(_BETWEEN_MAILS):
                yield from (read_mail(mail, None, now) for mail in _mails(file, path))
            elif _CALENDAR.match(start):
                yield read_calendar(file.read(MOST_OF_A_MAIL + 1), now)
            else:
                yield read_mail(file.read(MOST_OF_A_MAIL + 1), None, now)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFile(
            msg("{path} can't be read: {reason}", path=str(path), reason=reason)
        ) from error


def read_calendar(content: bytes, now: datetime) -> Arrival:
    """What a calendar without a mail answers; whoever brings it vouches for the sender."""
    mark = hashlib.sha256(content.replace(b"\r\n", b"\n").strip()).hexdigest()
    try:
        replies = calendar_replies(content)
    except UnreadableReply as error:
        return Arrival(mark, "file", "", now, (), error.message)
    stamps = [reply.stamp for reply in replies if reply.stamp and reply.stamp.tzinfo]
    return Arrival(mark, "file", "", min([now, *stamps]), replies)


def _mails(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """The mails of a mailbox, none longer than just too long, each without the line before it."""
    mail: list[bytes] = []
    size, number, is_blank = 0, 0, True
    for line in iter(lambda: file.readline(_PIECE), b""):
        if is_blank and line.startswith(_BETWEEN_MAILS):
            if mail:
                yield b"".join(mail)
                number += 1
            if number >= MOST_MAILS:
                raise UnreadableFile(
                    msg(
                        "{path} holds more than {limit} mails; those before were read",
                        path=str(path),
                        limit=MOST_MAILS,
                    )
                )
            mail, size = [], 0
        elif size <= MOST_OF_A_MAIL:
            # Lines that look like the start of a mail were marked when they were put there.
            mail.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        is_blank = not line.strip()
    if mail:
        yield b"".join(mail)
