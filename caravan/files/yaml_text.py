"""Plain data as the text of YAML, in the style of our files."""

from __future__ import annotations

import json
import re
from typing import Any

from caravan.files.yaml_scalars import plain_scalar

# Letters of any script, their marks, digits and harmless signs; a colon only within a word.
_PLAIN = re.compile(r"[^\W_](?:[\w .,()/+'’«»“”%@°–—-]|:(?=[\w/])|\u00a0)*", re.UNICODE)
_HIDDEN = re.compile(r"[^\x20-\x7e]")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
# Truth values for other readers of YAML, and so better in quotes.
_WORDS = re.compile(r"(?i)yes|no|on|off|true|false|null")


def scalar_text(value: object, *, flow: bool, quote: str = "") -> str:
    """A single value; a text in the quotes given, where it can be, else in those that it needs."""
    if not isinstance(value, str):
        return _other_text(value)
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if quote == "" and _is_plain(value) and not (flow and _FLOW_SIGNS.search(value)):
        return value
    # Text in double quotes means the same in JSON and in YAML.
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False))


def flow_text(value: Any) -> str:
    """A value on one line: ``[a, b]``, ``{fr: Gafsa}``."""
    if isinstance(value, dict):
        pairs = (f"{scalar_text(key, flow=True)}: {flow_text(v)}" for key, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(entry) for entry in value) + "]"
    return scalar_text(value, flow=True)


def is_inline(value: Any) -> bool:
    """Whether it is written on the line of its key: a single value, or a list of such."""
    if isinstance(value, dict):
        return not value
    if isinstance(value, list):
        return not any(isinstance(entry, dict | list) for entry in value)
    return True


def key_line(key: str, value: Any, indent: int) -> str:
    """``key: value`` and the lines below it, each with its line end."""
    start = f"{' ' * indent}{scalar_text(key, flow=False)}:"
    if value is None:
        return f"{start}\n"
    if is_inline(value):
        return f"{start} {inline_text(value)}\n"
    return f"{start}\n{block_text(value, indent + 2)}"


def inline_text(value: Any) -> str:
    """A value on one line, outside brackets."""
    return flow_text(value) if isinstance(value, dict | list) else scalar_text(value, flow=False)


def block_text(value: Any, indent: int) -> str:
    """Keys or entries on lines of their own, each with its line end."""
    if isinstance(value, dict):
        return "".join(key_line(key, inner, indent) for key, inner in value.items())
    return "".join(item_lines(entry, indent) for entry in value)


def item_lines(entry: Any, indent: int) -> str:
    """An entry of a list after its dash, and the lines below it."""
    if isinstance(entry, dict) and entry:
        lines = block_text(entry, indent + 2)
        return f"{' ' * indent}- {lines[indent + 2 :]}"
    return f"{' ' * indent}- {inline_text(entry)}\n"


def _escaped(found: re.Match[str]) -> str:
    """A character that nobody sees, by its code."""
    if found[0].isprintable():
        return found[0]
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _other_text(value: object) -> str:
    """What isn't a text."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value)


def _is_plain(text: str) -> bool:
    """Whether a text without quotes is read as this very text."""
    return (
        _PLAIN.fullmatch(text) is not None
        and not text.endswith(" ")
        and _WORDS.fullmatch(text) is None
        and isinstance(plain_scalar(text), str)
    )
