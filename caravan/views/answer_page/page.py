"""The answer page as one document."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from caravan.language.language import LANGUAGES, Language, language
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.tour.tour import Tour
from caravan.views.answer_page.asked import Asked, Filled
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
            hours=_hours(begins, ends),
            length=length,
            zone=_("local time, {zone}", zone=asked.tour.zone),
            reply_by="" if asked.reply_by is None else speech.date(asked.reply_by),
            standing=_standing(asked, speech),
            is_cancelled=asked.state is InvitationState.CANCELLED,
            is_answered=asked.state.is_answer,
            has_just_answered=has_just_answered,
            proposal=_proposal(asked, speech),
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


def _standing(asked: Asked, speech: Language) -> str:
    """How the invitation stands, in a sentence."""
    _ = speech.text
    state = asked.state
    if state is InvitationState.CANCELLED:
        return _("This event was cancelled. You don't need to answer.")
    if not state.is_answer or asked.answered is None:
        return _("You haven't answered yet.")
    date = speech.date(asked.local(asked.answered).date())
    if state is InvitationState.ACCEPTED:
        return _("You accepted on {date}.", date=date)
    if state is InvitationState.DECLINED:
        return _("You declined on {date}.", date=date)
    if state is InvitationState.TENTATIVE:
        return _("You answered “perhaps” on {date}.", date=date)
    return _("You proposed other hours on {date}:", date=date)


def _proposal(asked: Asked, speech: Language) -> tuple[str, str] | None:
    """The date and the hours that were proposed."""
    if asked.state is not InvitationState.PROPOSES or asked.begins is None or asked.ends is None:
        return None
    begins, ends = asked.local(asked.begins), asked.local(asked.ends)
    return speech.long_date(begins.date()), _hours(begins, ends)


def _hours(begins: datetime, ends: datetime) -> str:
    """``08:30–11:30``; midnight after the same day is its 24:00."""
    is_midnight = ends.date() > begins.date() and (ends.hour, ends.minute) == (0, 0)
    return f"{begins:%H:%M}–{'24:00' if is_midnight else f'{ends:%H:%M}'}"


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
