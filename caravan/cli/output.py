"""Writing to the terminal, whatever characters it can show, and JSON for other programs."""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import sys
import unicodedata
from io import TextIOWrapper

import click

_PLAIN = {"→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "…": "..."}
_PLAIN |= {"“": '"', "”": '"', "≈": "~", "×": "x"}


def say(text: str, *, err: bool = False) -> None:
    """Print a line on the output, or on the error output. Raises OSError.

    Unlike `click.echo` alone it believes a terminal that says it shows ASCII only.
    """
    click.echo(text, file=sys.stderr if err else sys.stdout)


def say_json(data: object) -> None:
    """Print data as JSON. Raises OSError."""
    say_json_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def say_json_text(text: str) -> None:
    """Print a text that is JSON: in UTF-8, as JSON is, even where the terminal has another one.

    Bytes of file names that are no text become escapes, as JSON allows. Raises OSError.
    """
    click.echo(text.encode(errors="backslashreplace"), nl=False)


def forgive_encodings() -> None:
    """Let both outputs show characters that they haven't as plain ones, instead of failing."""
    codecs.register_error("caravan-plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="caravan-plain")


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
    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    return "".join(map(_plain_character, failed)), error.end


def _plain_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if part.isascii()) or "?"
