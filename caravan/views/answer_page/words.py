"""The fixed words of the answer page."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Words between the texts of the page."""

    invitation_for: str
    when: str
    where: str
    answer_by: str
    thanks: str
    your_answer: str
    change: str
    not_sent: str
    which_hours: str
    date: str
    begins: str
    ends: str
    comment: str
    send: str
    until_then: str
    secret: str
    over: str
    questions: str
    languages: str
    comma: str


def answer_words(language: Language) -> AnswerWords:
    """The words in a language."""
    _ = language.text
    return AnswerWords(
        invitation_for=_("Invitation for"),
        when=_("When"),
        where=_("Where"),
        answer_by=_("Please answer by"),
        thanks=_("Thank you, your answer has arrived."),
        your_answer=_("Your answer"),
        change=_("Change your answer"),
        not_sent=_("Your answer was not sent yet:"),
        which_hours=_("Which hours suit you?"),
        date=_("Date"),
        begins=_("From"),
        ends=_("To"),
        comment=_("A word to the organizers (optional)"),
        send=_("Send the answer"),
        until_then=_("You can change your answer here until the event begins."),
        secret=_("Whoever has this address can answer in your name: don't pass it on."),
        over=_("The event has begun or is over: nothing can be answered here any more."),
        questions=_("Questions?"),
        languages=_("Language"),
        comma=f"{_(',')} ",
    )
