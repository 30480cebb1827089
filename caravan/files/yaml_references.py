"""References in a YAML text, written out."""

from __future__ import annotations

import re
from typing import Any

from caravan.files.text_changes import Change, applied
from caravan.files.yaml_spans import NotEditable, Span, SpanKind, spans_of
from caravan.files.yaml_text import flow_text

_NAME = re.compile(r"&\S+[ \t]*")


def without_references(text: str, data: Any) -> str:
    """The text with each reference replaced by the value that it stands for.

    Raises NotEditable for a text that has none, or a strange one.
    """
    changes: list[Change] = []
    _collect(text, spans_of(text), data, changes)
    if not changes:
        raise NotEditable
    return applied(text, changes)


def _collect(text: str, span: Span, data: Any, changes: list[Change]) -> None:
    if span.kind is SpanKind.ALIAS:
        changes.append(Change(span.begins, span.ends, flow_text(data)))
        return
    if span.anchored:
        found = _NAME.match(text, span.begins)
        if found is None:
            raise NotEditable
        changes.append(Change(found.start(), found.end(), ""))
    if isinstance(data, dict):
        for entry in span.entries:
            _collect(text, entry.value, data[str(entry.key)], changes)
    elif isinstance(data, list):
        for entry, value in zip(span.entries, data, strict=True):
            _collect(text, entry.value, value, changes)
