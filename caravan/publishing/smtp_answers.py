"""What a mail server answers, and how a connection breaks, in words that are harmless to show."""

from __future__ import annotations

import ssl
from smtplib import SMTPAuthenticationError, SMTPConnectError

from caravan.errors import msg
from caravan.publishing.carrier import Fate, Outcome

LONGEST_REASON = 300
"""Characters of what others say."""


def refusal(code: int, text: bytes) -> Outcome:
    """What an answer that isn't "yes" means: 4xx may pass, 5xx is for good."""
    reason = msg("the mail server answered: {reason}", reason=said(code, text))
    return Outcome(Fate.REFUSED if code >= 500 else Fate.LATER, reason)


def said(code: int, text: bytes | str) -> str:
    """An answer of the server on one line, harmless."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return f"{code} {' '.join(shown.split())}"[:LONGEST_REASON]


def reason_of(error: Exception) -> str:
    """Why a connection broke or was never there."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, SMTPConnectError | SMTPAuthenticationError):
        return said(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLError):
        return str(error.reason or error)[:LONGEST_REASON]
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said(0, words).removeprefix("0 ") or type(error).__name__
