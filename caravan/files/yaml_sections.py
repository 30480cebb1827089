"""Rewriting whole sections of a YAML text, where nothing smaller will do."""

from __future__ import annotations

from typing import Any

from caravan.files.yaml_changes import Change, applied, same
from caravan.files.yaml_spans import NotEditable, spans_of
from caravan.files.yaml_text import key_line


def rewritten_sections(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """The text with each key at its left edge whose value differs written anew.

    Comments inside such a section are lost. Raises NotEditable for a text in brackets.
    """
    root = spans_of(text)
    if root.flow or root.anchored or root.column != 0:
        raise NotEditable
    newline = "\r\n" if "\r\n" in text else "\n"
    changes = []
    for entry in root.entries:
        key = str(entry.key)
        if key in new and same(old[key], new[key]):
            continue
        found = text.find("\n", entry.value.ends)
        ends = len(text) if found < 0 else found + 1
        lines = key_line(key, new[key], 0).replace("\n", newline) if key in new else ""
        changes.append(Change(entry.begins, ends, lines))
    added = "".join(key_line(key, value, 0) for key, value in new.items() if key not in old)
    if added:
        start = "" if text.endswith("\n") else newline
        changes.append(Change(len(text), len(text), start + added.replace("\n", newline)))
    return applied(text, changes)
