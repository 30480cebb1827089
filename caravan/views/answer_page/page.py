"""The answer page as one document."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from caravan.language.language import LANGUAGES, Language, language
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.tour.tour import Tour
from caravan.views.answer_page.asked import Asked, Filled
from caravan.views.answer_page.standing import (
    earlier_lines,
    hours_text,
    proposed,
    standing_text,
)
from caravan.views.answer_page.words import answer_words
from caravan.views.calendar.address import mail_address
from caravan.views.markup.environment import environment
from caravan.views.plain_text import plain

LONGEST_COMMENT = 1_000
"""Characters that a partner may add."""


@dataclass(frozen=True, slots=True)
class _Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class _Contact:
    name: str
    email: str
    write: str
    phone: str


def answer_page(
    asked: Asked,
    filled: Filled | None,
    token: str,
    speech: Language,
    *,
    has_just_answered: bool = False,
) -> str:
    """The page: complete HTML that asks nothing of any other server, and has no script.

    Args:
        filled: the form, as it is filled in; None when nothing may be answered any more.
        token: goes back with the form.
        has_just_answered: whether the answer was given a moment ago.
    """
    _ = speech.text
    revision = asked.revision
    begins, ends = asked.local(revision.begins), asked.local(revision.ends)
    town = speech.name(revision.place.names)
    length = speech.duration(round((ends - begins).total_seconds()) // 60)
    return (
        environment()
        .get_template("answer_page/page.html")
        .render(
            **_frame(asked.tour, speech),
            title=_("Invitation: {town}", town=plain(town)),
            partner=speech.name(asked.partner.organization),
            town=town,
            venue=speech.name(revision.event.venue) if revision.event.venue else "",
            instant=begins.isoformat(),
            date=speech.long_date(begins.date()),
            hours=hours_text(begins, ends),
            length=length,
            zone=_("local time, {zone}", zone=asked.tour.zone),
            reply_by="" if asked.reply_by is None else speech.long_date(asked.reply_by),
            earlier=earlier_lines(asked, speech),
            standing=standing_text(asked, speech),
            is_cancelled=asked.state is InvitationState.CANCELLED,
            is_answered=asked.state.is_answer,
            has_just_answered=has_just_answered,
            proposal=proposed(asked, speech),
            comment=asked.comment if asked.state.is_answer else "",
            filled=filled,
            faults=dict(filled.faults) if filled else {},
            token=token,
            choices=_choices(speech),
            needed=_("The team needs {duration} on the spot.", duration=length),
            first=asked.tour.first_day.isoformat(),
            last=asked.tour.last_day.isoformat(),
            longest_comment=LONGEST_COMMENT,
        )
    )


def _frame(tour: Tour, speech: Language) -> dict[str, Any]:
    """What frames the page."""
    return {
        "language": speech,
        "style": _style(),
        "tour": speech.name(tour.names),
        "contact": _contact(tour, speech),
        "languages": [(code, _OWN_NAMES[code]) for code in LANGUAGES],
        "words": answer_words(speech),
    }


_OWN_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


def _choices(speech: Language) -> list[_Choice]:
    _ = speech.text
    return [
        _Choice(Answer.ACCEPTED.value, _("Yes, we will be there")),
        _Choice(Answer.DECLINED.value, _("No, we can't on that date")),
        _Choice(Answer.PROPOSES.value, _("We propose other hours")),
    ]


def _contact(tour: Tour, speech: Language) -> _Contact | None:
    for organizer in tour.organizers:
        if organizer.email or organizer.phone:
            name = speech.name(organizer.names)
            write = mail_address(organizer.email)
            return _Contact(name, organizer.email, write, organizer.phone)
    return None


def answer_language(asked: str | None, of_link: str) -> Language:
    """The language of a page: the one asked for, else that of its link, else the first of ours."""
    return language(next((c for c in (asked, of_link) if c in LANGUAGES), LANGUAGES[0]))


@cache
def answer_policy() -> str:
    """What a browser may do with the page: show it, and send its form back to us."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text("utf-8")
