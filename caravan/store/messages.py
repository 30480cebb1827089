"""Translatable messages in files and between processes."""

from __future__ import annotations

import json

from caravan.errors import Message


def messages_to_json(messages: tuple[Message, ...]) -> str:
    """The messages as JSON, so that they can still be shown in any language later."""
    parts = [{"template": m.template, "values": dict(m.values)} for m in messages]
    return json.dumps(parts, ensure_ascii=False)


def messages_from_json(text: str) -> tuple[Message, ...]:
    """The messages of `messages_to_json`; what isn't one is left out."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = [message_of(part) for part in (parts if isinstance(parts, list) else [])]
    return tuple(message for message in found if message is not None)


def message_of(part: object) -> Message | None:
    """The message of an object with template and values; None when it can't be shown."""
    if not isinstance(part, dict):
        return None
    template, values = part.get("template"), part.get("values")
    if not isinstance(template, str) or not isinstance(values, dict):
        return None
    if not all(isinstance(value, str | int | float) for value in values.values()):
        return None
    message = Message(template, tuple(sorted(values.items())))
    try:
        str(message)
    except (LookupError, ValueError, AttributeError):
        return None
    return message
