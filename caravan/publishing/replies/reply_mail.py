"""An answer that came by mail: who sent it, when it arrived, and the calendars in it."""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from caravan.errors import Message, msg
from caravan.publishing.replies.mail_bounds import refuse_unbounded
from caravan.publishing.replies.reply import Arrival, CalendarReply, UnreadableReply
from caravan.publishing.replies.reply_calendar import calendar_replies
from caravan.views.calendar.clean import one_line

MOST_CALENDARS = 10
"""Of one mail: most have the same one twice, beside the text and attached."""
_LONGEST_FIELD = 2_000
_MAIL_ID = re.compile(r"<([!-;=?-~]{1,300})>")
_QUOTED_ID = re.compile(rb"^message-id:\s*(<[!-;=?-~]{1,300}>)", re.IGNORECASE | re.MULTILINE)
_MOST_IDS = 50
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_MOST_OF_HEADERS = 100_000
_CALENDAR_TYPES = frozenset(("text/calendar", "application/ics", "text/x-vcalendar"))


def read_mail(content: bytes, received: datetime | None, now: datetime) -> Arrival:
    """What a mail answers; never raises for what is in it.

    Args:
        received: when the server took it in; None to go by its own headers.
        now: an aware instant; no mail was received later.
    """
    try:
        refuse_unbounded(content)
        mail = email.message_from_bytes(content, policy=compat32)
        replies, refusal = _answers(mail, sender_of(mail))
        return _arrival(mail, content, received, now, replies, refusal)
    except UnreadableReply as error:
        why = error.message
    except Exception:  # noqa: BLE001 a stranger wrote it: whatever it does to the parsers, the mails after it are read
        why = _BROKEN
    return read_headers(content, received, now, why)


def read_headers(content: bytes, received: datetime | None, now: datetime, why: Message) -> Arrival:
    """A mail of which no more than the headers is looked at, and why.

    Args:
        received, now: as for `read_mail`.
    """
    headers = _END_OF_HEADERS.split(content[:_MOST_OF_HEADERS], maxsplit=1)[0] + b"\n\n"
    try:
        mail = email.message_from_bytes(headers, policy=compat32)
        return _arrival(mail, content, received, now, (), why)
    except Exception:  # noqa: BLE001 as above
        return _arrival(Mail(), content, received, now, (), why)


def _arrival(
    mail: Mail,
    content: bytes,
    received: datetime | None,
    now: datetime,
    replies: tuple[CalendarReply, ...],
    refusal: Message | None,
) -> Arrival:
    answered = f"{_field(mail, 'In-Reply-To')} {_field(mail, 'References')}"
    if is_notice(mail):
        answered += " ".join(
            line[1].decode("ascii", "replace") for line in _QUOTED_ID.finditer(content)
        )
    return Arrival(
        mark=_mark(mail, content),
        source="mail",
        sender=sender_of(mail),
        received=min(received or _arrived(mail) or now, now),
        replies=replies,
        refusal=refusal,
        in_reply_to=tuple(dict.fromkeys(_MAIL_ID.findall(answered)))[:_MOST_IDS],
        is_notice=is_notice(mail),
    )


def is_notice(mail: Mail) -> bool:
    """Whether a mail server wrote it: that a mail was not delivered, or was opened."""
    return mail.get_content_type() == "multipart/report"


def sender_of(mail: Mail) -> str:
    """The address in From, in small letters; empty when it names none, or several."""
    if len(mail.get_all("From", [])) != 1:
        return ""
    found = [address for _, address in getaddresses([_field(mail, "From")]) if address]
    address = one_line(found[0]).lower() if len(found) == 1 else ""
    return address if "@" in address and len(address) <= 254 else ""


def _answers(mail: Mail, sender: str) -> tuple[tuple[CalendarReply, ...], Message | None]:
    """The answers in a mail, or why there is none."""
    if is_notice(mail):
        return (), msg(
            "it is a notice of a mail server: a mail could not be delivered, or was read"
        )
    found: dict[CalendarReply, None] = {}
    refusals: list[Message] = []
    for number, (content, charset) in enumerate(_calendars(mail)):
        if number == MOST_CALENDARS:
            refusals.append(
                msg("it holds more than {limit} calendars; at most these are read", limit=number)
            )
            break
        try:
            found |= dict.fromkeys(calendar_replies(content, charset=charset, sender=sender))
        except UnreadableReply as error:
            refusals.append(error.message)
    if len({(reply.uid, reply.attendee) for reply in found}) < len(found):
        return (), msg("it holds two calendars that contradict one another")
    if found:
        return tuple(found), None
    return (), refusals[0] if refusals else NO_CALENDAR


NO_CALENDAR = msg("it holds no answer of a calendar program: read it in your mailbox")
_BROKEN = msg("its parts can't be told from one another")


def _calendars(mail: Mail) -> Iterator[tuple[bytes, str]]:
    """The calendars in a mail with their charsets; mails within it are those of other people."""
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "message":
            continue
        if part.is_multipart():
            waiting = [*part.get_payload(), *waiting]
            continue
        name = one_line(str(part.get_filename() or ""))[-10:].lower()
        if part.get_content_type() in _CALENDAR_TYPES or name.endswith(".ics"):
            try:
                content = part.get_payload(decode=True)
                charset = str(part.get_content_charset() or "")
            except (ValueError, LookupError):
                continue
            if isinstance(content, bytes):
                yield content, charset


def _arrived(mail: Mail) -> datetime | None:
    """When the last server took it in; when there is no such line, when it says it was written."""
    last = str(mail.get("Received", ""))[:_LONGEST_FIELD].rpartition(";")[2]
    for text in (last, _field(mail, "Date")):
        try:
            moment = parsedate_to_datetime(one_line(text))
            aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
            return aware.astimezone(UTC)
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
    return None


def _mark(mail: Mail, content: bytes) -> str:
    """The same for one mail, however it is kept: a mailbox in a file adds lines to it."""
    who = [_field(mail, name) for name in ("Message-ID", "Date", "From", "Subject")]
    if not who[0]:
        who.append(hashlib.sha256(content.replace(b"\r\n", b"\n").strip()).hexdigest())
    return hashlib.sha256(repr(who).encode("utf-8", "surrogatepass")).hexdigest()


def _field(mail: Mail, name: str) -> str:
    """A header on one line; empty when it is missing."""
    raw = str(mail.get(name, ""))[:_LONGEST_FIELD]
    if "=?" not in raw or name in {"From", "Message-ID", "In-Reply-To", "References"}:
        return one_line(raw)
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (ValueError, LookupError):
        return one_line(raw)
