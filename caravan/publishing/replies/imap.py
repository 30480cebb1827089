"""The mails of an IMAP folder: each is read, recorded, and only then marked as read.

Nothing is deleted or moved. A mail that is none of ours stays unread for people; a keyword on it
keeps it from being fetched again.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from caravan.errors import CaravanError, Message, msg
from caravan.publishing.replies.mail_bounds import MOST_BYTES, too_large
from caravan.publishing.replies.reply import Arrival
from caravan.publishing.replies.reply_mail import read_headers, read_mail
from caravan.publishing.time_limit import cut_after
from caravan.store.imap_settings import ImapSettings
from caravan.store.mail_settings import Tls

if TYPE_CHECKING:
    from imaplib import IMAP4

MOST_AT_ONCE = 1_000
"""Mails of one run, the newest ones; the others wait for the next one."""
PASSED_OVER = "CaravanPassedOver"
"""The keyword of a mail that was fetched and is none of ours."""
_PATIENCE_FACTOR = 10
"""A mail has so many times the time that a server may be silent for: it may be a large one."""
_HEADERS = 65_536
"""Bytes of the headers of a mail that is too large."""
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")


class MailboxUnusable(CaravanError):
    """The mails can't be fetched; what was recorded before stays, and no mail is lost."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a folder's new mails.

    Attributes:
        read: how many there were; ours: how many of them were marked as read.
        waiting: how many are left for the next run.
        unmarked: how many were recorded, but couldn't be marked: they come again, and count once.
    """

    read: int
    ours: int
    waiting: int
    unmarked: int


def fetch_replies(
    settings: ImapSettings,
    record: Callable[[Arrival], bool],
    now: Callable[[], datetime],
    *,
    again: bool = False,
) -> Fetched:
    """Hand each new mail of the folder to `record`, the oldest first.

    Args:
        record: keeps it for good, and says whether it is ours. What it raises ends the run: the
            mail stays unread, and comes again.
        now: the time.
        again: whether to take the mails, too, that were read before.

    Raises MailboxUnusable when the server can't be reached, refuses, or stops answering.
    """
    read = ours = unmarked = 0
    patience = _PATIENCE_FACTOR * settings.timeout
    with _folder(settings) as server:
        with cut_after(server.sock, patience):
            numbers = _waiting(server, again=again)
        for number in numbers[-MOST_AT_ONCE:]:
            with cut_after(server.sock, patience):
                arrival = _arrival(server, number, now())
            if arrival is None:
                continue  # somebody has deleted it meanwhile
            read += 1
            is_ours = record(arrival)
            with cut_after(server.sock, patience):
                is_marked = _mark(server, number, r"\Seen" if is_ours else PASSED_OVER)
            ours += is_ours
            unmarked += is_ours and not is_marked
    return Fetched(read, ours, max(0, len(numbers) - MOST_AT_ONCE), unmarked)


@contextmanager
def _folder(settings: ImapSettings) -> Iterator[IMAP4]:
    """The folder, opened; every failure of the way and of the server told as MailboxUnusable."""
    import imaplib
    import ssl

    try:
        server = _connected(settings)
        patience = _PATIENCE_FACTOR * settings.timeout
        try:
            with cut_after(server.sock, patience):
                server.login(settings.user, settings.password)
                status, _ = server.select(_quoted(settings.folder))
            if status != "OK":
                raise MailboxUnusable(
                    msg("the mailbox has no folder “{folder}”", folder=settings.folder)
                )
            yield server
        finally:
            with (
                suppress(imaplib.IMAP4.error, OSError, ValueError),
                cut_after(server.sock, settings.timeout),
            ):
                server.logout()
    except imaplib.IMAP4.abort as error:
        raise MailboxUnusable(_broken(settings, error)) from error
    except imaplib.IMAP4.error as error:
        raise MailboxUnusable(
            msg("{host} refuses: {reason}", host=settings.host, reason=_said(error))
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise MailboxUnusable(
            msg(
                "{host} can't show that it is itself ({reason}); nothing was sent to it",
                host=settings.host,
                reason=error.verify_message,
            )
        ) from error
    except OSError as error:
        raise MailboxUnusable(_broken(settings, error)) from error


def _connected(settings: ImapSettings) -> IMAP4:
    import imaplib
    import ssl

    where = (settings.host, settings.port)
    context = ssl.create_default_context()
    if settings.tls is Tls.TLS:
        return imaplib.IMAP4_SSL(*where, ssl_context=context, timeout=settings.timeout)
    server = imaplib.IMAP4(*where, timeout=settings.timeout)
    if settings.tls is Tls.STARTTLS:
        server.starttls(ssl_context=context)
    return server


def _waiting(server: IMAP4, *, again: bool) -> list[bytes]:
    """The UIDs of the mails to read, the oldest first."""
    _, found = server.uid("SEARCH", "ALL" if again else f"UNSEEN UNKEYWORD {PASSED_OVER}")
    numbers = found[0].split() if found and found[0] else []
    return sorted((number for number in numbers if number.isdigit()), key=int)


def _arrival(server: IMAP4, number: bytes, now: datetime) -> Arrival | None:
    """The mail, none of it if it is too large; None when it isn't there any more."""
    uid = number.decode("ascii")
    about = _parts(server.uid("FETCH", uid, "(RFC822.SIZE INTERNALDATE)"))
    size = _SIZE.search(b" ".join(about))
    if size is None:
        return None
    received = _received(b" ".join(about))
    if int(size[1]) > MOST_BYTES:
        headers = _literal(server.uid("FETCH", uid, f"(BODY.PEEK[HEADER]<0.{_HEADERS}>)"))
        return read_headers(headers or b"", received, now, too_large().message)
    # Servers have been wrong about sizes: never more than this is taken.
    content = _literal(server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES + 1}>)"))
    return None if content is None else read_mail(content, received, now)


def _mark(server: IMAP4, number: bytes, flag: str) -> bool:
    """Whether the server has taken the mark; a folder may be for reading only."""
    import imaplib

    try:
        status, _ = server.uid("STORE", number.decode("ascii"), "+FLAGS.SILENT", f"({flag})")
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return False
    return bool(status == "OK")


def _parts(answer: tuple[str, list[object]]) -> list[bytes]:
    """All bytes of an answer."""
    found: list[bytes] = []
    for part in answer[1] or []:
        found += [p for p in (part if isinstance(part, tuple) else (part,)) if isinstance(p, bytes)]
    return found


def _literal(answer: tuple[str, list[object]]) -> bytes | None:
    """The content that a server sends in one piece."""
    for part in answer[1] or []:
        if isinstance(part, tuple) and len(part) > 1 and isinstance(part[1], bytes):
            return part[1]
    return None


def _received(about: bytes) -> datetime | None:
    """When the server took the mail in, by its own clock."""
    import imaplib
    import time

    local = imaplib.Internaldate2tuple(about)
    return None if local is None else datetime.fromtimestamp(time.mktime(local), UTC)


def _quoted(folder: str) -> str:
    """The folder's name as IMAP writes it: in its own UTF-7 (RFC 3501 section 5.1.3), quoted."""
    encoded = re.sub(r"&|[^\x20-\x7e]+", lambda found: _utf7(found[0]), folder)
    return '"' + encoded.replace("\\", r"\\").replace('"', r"\"") + '"'


def _utf7(text: str) -> str:
    if text == "&":
        return "&-"
    packed = base64.b64encode(text.encode("utf-16-be")).decode("ascii")
    return "&" + packed.rstrip("=").replace("/", ",") + "-"


def _broken(settings: ImapSettings, error: Exception) -> Message:
    if isinstance(error, TimeoutError):
        return msg(
            "{host} has not answered for {seconds} seconds; the mails that were read are recorded",
            host=settings.host,
            seconds=round(settings.timeout),
        )
    return msg(
        "the mailbox of {host} can't be read: {reason}", host=settings.host, reason=_said(error)
    )


def _said(error: Exception) -> str:
    """What the server said, on one line."""
    from caravan.views.calendar.clean import one_line

    told = error.args[0] if error.args else ""
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(error)
    return one_line(text)[:300]
