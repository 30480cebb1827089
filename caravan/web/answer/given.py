"""What a partner filled in, as an answer or as what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta

from caravan.errors import ImpossibleValue, Message, msg
from caravan.language.language import Language
from caravan.plan.invitation_state import Answer
from caravan.tour.clock import parse_clock
from caravan.views.answer_page.asked import Asked, Filled
from caravan.views.answer_page.page import LONGEST_COMMENT
from caravan.views.calendar.clean import several_lines


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that can be recorded.

    Attributes:
        begins, ends: of a proposal, aware instants.
    """

    answer: Answer
    begins: datetime | None = None
    ends: datetime | None = None
    comment: str = ""


def given(
    filled: Filled, asked: Asked, now: datetime, speech: Language
) -> Given | tuple[tuple[str, Message], ...]:
    """The answer, or what is wrong with each field.

    Args:
        now: an aware instant.
        speech: in which dates are written in what is wrong.
    """
    comment = several_lines(filled.comment)
    faults: list[tuple[str, Message]] = []
    if len(comment) > LONGEST_COMMENT:
        faults.append(
            (
                "comment",
                msg(
                    "{length} characters are too many; at most {limit} fit.",
                    length=len(comment),
                    limit=LONGEST_COMMENT,
                ),
            )
        )
    if filled.answer not in _CHOICES:
        faults.append(("answer", msg("Choose one of the answers.")))
    begins, ends = None, None
    if filled.answer == Answer.PROPOSES.value:
        hours = _hours(filled, asked, now, speech)
        if isinstance(hours, list):
            faults += hours
        else:
            begins, ends = hours
    return tuple(faults) or Given(Answer(filled.answer), begins, ends, comment)


_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CHOICES = {Answer.ACCEPTED.value, Answer.DECLINED.value, Answer.PROPOSES.value}


def _hours(
    filled: Filled, asked: Asked, now: datetime, speech: Language
) -> tuple[datetime, datetime] | list[tuple[str, Message]]:
    faults: list[tuple[str, Message]] = []
    date, tour = _date(filled.date), asked.tour
    if date is None:
        faults.append(("date", msg("Fill in a date.")))
    elif date not in tour.dates:
        faults.append(
            (
                "date",
                msg(
                    "The tour takes place from {first} to {last}.",
                    first=speech.long_date(tour.first_day),
                    last=speech.long_date(tour.last_day),
                ),
            )
        )
    begins, ends = _minute(filled.begins), _minute(filled.ends)
    if begins is None:
        faults.append(("begins", msg("Fill in from when, like 08:30.")))
    if ends is None:
        faults.append(("ends", msg("Fill in until when, like 11:30.")))
    if faults or date is None or begins is None or ends is None:
        return faults
    if ends <= begins:
        return [("ends", msg("It has to end after it begins, on the same day."))]
    needed = round((asked.revision.ends - asked.revision.begins) / timedelta(minutes=1))
    if ends - begins < needed:
        return [
            (
                "ends",
                msg(
                    "The team needs {duration}; propose at least as long.",
                    duration=speech.duration(needed),
                ),
            )
        ]
    first, last = tour.instant(date, begins), tour.instant(date, ends)
    if first <= now:
        return [("date", msg("That is over already."))]
    return first, last


def _date(text: str) -> Date | None:
    if not _DATE.fullmatch(text.strip()):
        return None  # the calendar's weeks are dates too, to Python
    try:
        return Date.fromisoformat(text.strip())
    except ValueError:
        return None


def _minute(text: str) -> int | None:
    """Minutes after midnight; browsers add seconds where somebody has typed them."""
    try:
        return parse_clock(":".join(text.strip().split(":")[:2]))
    except ImpossibleValue:
        return None
