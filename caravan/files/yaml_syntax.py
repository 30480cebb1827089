"""What a syntax error in YAML means to somebody who doesn't know the words of a parser."""

from __future__ import annotations

from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError

from caravan.errors import Message, msg


def unreadable() -> tuple[Message, Message]:
    """Problem and remedy of a text that is no YAML."""
    return (
        msg("this can't be read as YAML"),
        msg("Check the indentation, colons, brackets and quotes here and on the line before"),
    )


def told(error: MarkedYAMLError, max_depth: int) -> tuple[Message, Message]:
    """Problem and remedy of a syntax error."""
    if isinstance(error, MaxDepthExceededError):
        return (
            msg("nested more than {limit} levels deep", limit=max_depth),
            msg("Choose the right file, or write it flat"),
        )
    heard = f"{error.context or ''} {error.problem or ''}"
    for words, meaning in _SYNTAX.items():
        if words in heard:
            return meaning
    return unreadable()


_SYNTAX = {
    "undefined alias": (
        msg("a reference with “*” to something that isn't there"),
        msg("Write the value out, or put a text with a “*” in quotes"),
    ),
    "expected a single document": (
        msg("several documents in one file"),
        msg("Keep one, and delete the line “---” before the others"),
    ),
    "\\t": (msg("a tab at the beginning of a line"), msg("Indent with spaces")),
    "mapping values are not allowed": (
        msg("a colon where none can be, or a wrong indentation"),
        msg("Put a text with a colon in quotes; indent keys of one level alike"),
    ),
    "end of stream": (msg("a quote or bracket is not closed"), msg("Close it")),
    "<stream end>": (msg("a quote or bracket is not closed"), msg("Close it")),
    "quoted scalar": (msg("a quote or bracket is not closed"), msg("Close it")),
}
