"""Numbers of things in English, the language of the command line."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``no event``, ``1 event``, ``1,200 events``."""
    return f"{f'{number:,}' if number else 'no'} {noun}{'s' if number > 1 else ''}"
