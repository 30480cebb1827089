"""How an invitation stands, in sentences: what was asked before, what was answered, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caravan.language.language import Language
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.plan.revision import Revision
from caravan.views.answer_page.asked import Asked, Earlier


@dataclass(frozen=True, slots=True)
class When:
    """A text, and the hours that it is about: digits have a direction of their own."""

    text: str
    date: str = ""
    hours: str = ""


def standing_text(asked: Asked, speech: Language) -> str:
    """How the invitation stands, in a sentence."""
    _ = speech.text
    state = asked.state
    if state is InvitationState.CANCELLED:
        return _("This event was cancelled. You don't need to answer.")
    if not state.is_answer or asked.answered is None:
        has_answered = asked.earlier is not None and asked.earlier.answer is not None
        return (
            _("You haven't answered anew yet.") if has_answered else _("You haven't answered yet.")
        )
    return _answer_text(state, asked, asked.answered, speech)


def _answer_text(state: InvitationState, asked: Asked, answered: datetime, speech: Language) -> str:
    _ = speech.text
    date = speech.long_date(asked.local(answered).date())
    if state is InvitationState.ACCEPTED:
        return _("You accepted on {date}.", date=date)
    if state is InvitationState.DECLINED:
        return _("You declined on {date}.", date=date)
    if state is InvitationState.TENTATIVE:
        return _("You answered “perhaps” on {date}.", date=date)
    return _("You proposed other hours on {date}:", date=date)


def proposed(asked: Asked, speech: Language) -> tuple[str, str] | None:
    """The date and the hours that were proposed."""
    if asked.state is not InvitationState.PROPOSES or asked.begins is None or asked.ends is None:
        return None
    begins, ends = asked.local(asked.begins), asked.local(asked.ends)
    return speech.long_date(begins.date()), hours_text(begins, ends)


def earlier_lines(asked: Asked, speech: Language) -> list[When]:
    """What is otherwise than when the partner was asked before, and what he answered then."""
    _ = speech.text
    before, now = asked.earlier, asked.revision
    if before is None:
        return []
    was, lines = before.revision, []
    if (was.begins, was.ends) != (now.begins, now.ends):
        lines.append(_when(_("This event has been moved. Before, it was on:"), was, asked, speech))
    where = _where(was, speech)
    if where != _where(now, speech):
        text = _("The place of this event has changed. Before, it was: {place}.", place=where)
        lines.append(When(text))
    if before.answer is not None and before.answered is not None:
        lines.append(_answer_before(before, before.answer, before.answered, asked, speech))
    return lines


def hours_text(begins: datetime, ends: datetime) -> str:
    """``08:30–11:30``; midnight after the same day is its 24:00."""
    is_midnight = ends.date() > begins.date() and (ends.hour, ends.minute) == (0, 0)
    return f"{begins:%H:%M}–{'24:00' if is_midnight else f'{ends:%H:%M}'}"


def _where(revision: Revision, speech: Language) -> str:
    town = speech.name(revision.place.names)
    if not revision.event.venue:
        return town
    return f"{speech.name(revision.event.venue)}{speech.text(',')} {town}"


def _answer_before(
    before: Earlier, answer: Answer, answered: datetime, asked: Asked, speech: Language
) -> When:
    _ = speech.text
    date = speech.long_date(asked.local(answered).date())
    if answer is Answer.ACCEPTED:
        return When(_("On {date} you had accepted that.", date=date))
    if answer is Answer.DECLINED:
        return When(_("On {date} you had declined that.", date=date))
    if answer is Answer.TENTATIVE:
        return When(_("On {date} you had answered “perhaps” to that.", date=date))
    text = _("On {date} you had proposed other hours:", date=date)
    return _when(text, before, asked, speech)


def _when(text: str, of: Revision | Earlier, asked: Asked, speech: Language) -> When:
    if of.begins is None or of.ends is None:
        return When(text)
    begins, ends = asked.local(of.begins), asked.local(of.ends)
    return When(text, speech.long_date(begins.date()), hours_text(begins, ends))
