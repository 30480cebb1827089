"""Writing to the terminal, whatever characters it can show, and JSON for other programs."""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from io import TextIOWrapper

import click

_PLAIN = {"→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "…": "..."}
_PLAIN |= {"“": '"', "”": '"', "≈": "~", "×": "x", "\N{NO-BREAK SPACE}": " "}


# Control characters but tab and line end: they give orders to a terminal, wherever they come from.
_ORDERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str, *, err: bool = False) -> None:
    """Print a line, or some, on the output or on the error output. Raises OSError.

    Unlike `click.echo` alone it believes a terminal that says it shows ASCII only, and lets no
    text from a file command the terminal.
    """
    harmless = _ORDERS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    click.echo(harmless, file=sys.stderr if err else sys.stdout)


def one_line(text: str) -> str:
    """The text without line ends, so that it can't look like two answers."""
    return text.replace("\r", " ").replace("\n", " ")


def say_json(data: object) -> None:
    """Print data as JSON. Raises OSError."""
    say_json_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def say_json_text(text: str) -> None:
    """Print a text that is JSON: in UTF-8, as JSON is, even where the terminal has another one.

    Bytes of file names that are no text become escapes, as JSON allows. Raises OSError.
    """
    # JSON escapes the older control characters itself; the rest are in its strings only.
    harmless = _ORDERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    click.echo(harmless.encode(errors="backslashreplace"), nl=False)


def forgive_encodings() -> None:
    """Let both outputs show characters that they haven't as others, instead of failing.

    A programme is read better with plain letters; in a fault the very letter may be the fault.
    """
    codecs.register_error("caravan-plain", _plain)
    codecs.register_error("caravan-exact", _exact)
    for stream, errors in ((sys.stdout, "caravan-plain"), (sys.stderr, "caravan-exact")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def forget_unwritten() -> None:
    """Drop what a closed pipe or a full disk didn't take, so that the end doesn't try it again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # closed, or there is none
            with contextlib.suppress(OSError, ValueError, AttributeError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """An error handler of codecs: letters without accents, "?" for what has no plain form."""
    return _replaced(error, _plain_letters)


def _exact(error: UnicodeError) -> tuple[str, int]:
    """The same with codes for letters, as Python writes them."""
    return _replaced(error, lambda letter: letter.encode("ascii", "backslashreplace").decode())


def _replaced(error: UnicodeError, letters: Callable[[str], str]) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character) or letters(character) for character in failed), error.end


def _plain_letters(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if part.isascii()) or "?"
