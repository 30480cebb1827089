"""An answer in a calendar: ``METHOD:REPLY`` and ``METHOD:COUNTER`` of RFC 5546."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from caravan.errors import Message, msg
from caravan.plan.invitation_state import Answer
from caravan.publishing.replies.calendar_instant import hours_of, instant_of
from caravan.publishing.replies.calendar_lines import Property, calendar_lines
from caravan.publishing.replies.reply import CalendarReply, UnreadableReply
from caravan.views.calendar.clean import one_line, several_lines

LONGEST_COMMENT = 2_000
"""Characters of a comment that are kept."""
_LONGEST_UID = 500
_LONGEST_ADDRESS = 254
_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "TENTATIVE": Answer.TENTATIVE,
    "DECLINED": Answer.DECLINED,
}


def calendar_replies(
    content: bytes, *, charset: str = "", sender: str = ""
) -> tuple[CalendarReply, ...]:
    """The answers in a calendar, one for each event that it names.

    The organizer is not looked at: outlook.com leaves it out.

    Args:
        sender: the address that sent it, which tells whose answer it is when several are named.

    Raises UnreadableReply, saying why, when there is none.
    """
    lines = calendar_lines(content, charset)
    if lines.method not in {"REPLY", "COUNTER"}:
        raise UnreadableReply(_no_answer(lines.method))
    if not lines.events:
        raise UnreadableReply(msg("its calendar answers no event"))
    return tuple(_reply(event, lines.method, sender) for event in lines.events)


def _no_answer(method: str) -> Message:
    if not method:
        return msg("its calendar doesn't say what it is for (it has no METHOD)")
    return msg("its calendar is no answer, but “{method}”", method=one_line(method)[:20])


def _reply(event: tuple[Property, ...], method: str, sender: str) -> CalendarReply:
    uid = _first(event, "UID").strip()
    if not uid or len(uid) > _LONGEST_UID:
        raise UnreadableReply(msg("its calendar doesn't say which event it answers"))
    attendee = _attendee(event, sender)
    begins, ends = None, None
    if method == "COUNTER":
        answer = Answer.PROPOSES
        begins, ends = hours_of(event)
    else:
        answer = _answer(attendee)
    return CalendarReply(
        uid=one_line(uid),
        attendee=_address(attendee.value),
        answer=answer,
        sequence=_sequence(event),
        begins=begins,
        ends=ends,
        comment=_comment(event, attendee),
        stamp=next((instant_of(line) for line in event if line.name == "DTSTAMP"), None),
    )


def _attendee(event: tuple[Property, ...], sender: str) -> Property:
    """The one who answers."""
    named = [line for line in event if line.name == "ATTENDEE" and _address(line.value)]
    if len(named) > 1:
        named = [line for line in named if _address(line.value) == sender]
    if len(named) != 1:
        raise UnreadableReply(msg("its calendar doesn't say whose answer it is"))
    return named[0]


def _answer(attendee: Property) -> Answer:
    status = attendee.parameters.get("PARTSTAT", "").upper()
    if status == "DELEGATED":
        raise UnreadableReply(msg("the answer was passed on to somebody else"))
    if status not in _ANSWERS:
        raise UnreadableReply(msg("its calendar says neither yes nor no"))
    return _ANSWERS[status]


def _sequence(event: tuple[Property, ...]) -> int:
    text = _first(event, "SEQUENCE").strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnreadableReply(msg("its calendar doesn't say which invitation it answers"))
    return int(text)


def _comment(event: tuple[Property, ...], attendee: Property) -> str:
    """What the partner adds: in a line of its own, or where Google and Apple put it."""
    texts = [line.value for line in event if line.name == "COMMENT"]
    texts.append(attendee.parameters.get("X-RESPONSE-COMMENT", ""))
    return "\n".join(_without_repeats(map(several_lines, texts)))[:LONGEST_COMMENT].strip()


def _without_repeats(texts: Iterator[str]) -> Iterator[str]:
    return iter(dict.fromkeys(text for text in texts if text))


def _address(value: str) -> str:
    """The address in a ``mailto:``, in small letters; empty when it is none."""
    text = value.strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    text = text.strip().lower()
    good = "@" in text and one_line(text) == text and len(text) <= _LONGEST_ADDRESS
    return text if good else ""


def _first(event: tuple[Property, ...], name: str) -> str:
    return next((line.value for line in event if line.name == name), "")
