"""What organizers may leave open in the text of a mail, to be filled in when it is sent.

A placeholder is one of a fixed list of names in braces. Nothing else is looked at: a text that was
typed never reaches into an object of the program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from caravan.errors import CaravanError, msg
from caravan.store.mail import Method
from caravan.views.calendar.clean import one_line, several_lines

ANSWER_LINK = "answer_link"
REPLY_BY = "reply_by"
PLACEHOLDERS = (
    ANSWER_LINK,
    REPLY_BY,
    "event",
    "date",
    "hours",
    "place",
    "organization",
    "contact",
    "organizer",
)
"""All names that may stand in braces."""

LONGEST_SUBJECT = 250
LONGEST_TEXT = 20_000
"""Characters."""

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z_0-9]*)\}")
_BRACES = str.maketrans("{}", "()")
# Marks that turn the direction of everything after them, in a name that was pasted with them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class UnusableText(CaravanError):
    """A mail can't say this: too long, empty, or with placeholders that aren't known or missing."""


def harmless(name: str) -> str:
    """A name that others typed, for a line of a mail: it breaks no line and is no placeholder."""
    return _TURNING.sub("", one_line(name)).translate(_BRACES)


def usable(subject: str, text: str, method: Method) -> tuple[str, str]:
    """Subject and text as an organizer has edited them, free of control characters.

    Raises UnusableText, saying what would be right.
    """
    subject, text = one_line(subject), several_lines(text)
    if not subject or not text:
        raise UnusableText(msg("A mail needs a subject and a text."))
    if len(subject) > LONGEST_SUBJECT or len(text) > LONGEST_TEXT:
        raise UnusableText(
            msg(
                "That is too long: a subject may have {subject} characters, a text {text}.",
                subject=LONGEST_SUBJECT,
                text=LONGEST_TEXT,
            )
        )
    unknown = [name for name in _PLACEHOLDER.findall(subject + text) if name not in PLACEHOLDERS]
    if unknown:
        raise UnusableText(
            msg(
                "“{unknown}” can't be filled in. What can: {known}",
                unknown="{" + unknown[0][:40] + "}",
                known=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
            )
        )
    if "{" + ANSWER_LINK + "}" in subject:
        raise UnusableText(msg("The link to answer belongs into the text, not into the subject."))
    times = text.count("{" + ANSWER_LINK + "}")
    if method is Method.REQUEST and times == 0:
        raise UnusableText(
            msg("Keep “{link}” in the text: the link to answer comes there.", link="{answer_link}")
        )
    if method is Method.CANCEL and times:
        raise UnusableText(
            msg(
                "Nothing is to be answered to a cancellation: take out “{link}”.",
                link="{answer_link}",
            )
        )
    return subject, text


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in, once: what comes in is not looked at again."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
