"""Changing what a YAML file says, and nothing else in it: comments, order and style stay.

The text is changed in place, where the data differ, and read back: what can't be shown to say what
was meant is not written. Values that others refer to (``&name``, ``*name``) are written out when
they stand in the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from caravan.errors import Fault, InputFaults, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.plain_data import same
from caravan.files.text_changes import Overlap
from caravan.files.yaml_changes import changed_text
from caravan.files.yaml_document import parse_yaml
from caravan.files.yaml_references import without_references
from caravan.files.yaml_sections import rewritten_sections
from caravan.files.yaml_spans import NotEditable
from caravan.files.yaml_window import changed_in_window

_Way = Callable[[str, dict[str, Any], dict[str, Any]], str]


def with_data(source: BoundedText, data: dict[str, Any]) -> BoundedText:
    """The file that says this, changed as little as can be; with equal data, the same file.

    Raises InputFaults when the file isn't YAML with keys, is written in a way that can't be
    changed here, or would become too large to be read back.
    """
    old = parse_yaml(source.text, source.name).keys()
    if same(old, data):
        return source
    # From the smallest change to the largest; the later ones are for strange files.
    ways: tuple[_Way, ...] = (changed_in_window, changed_text, _written_out, rewritten_sections)
    faults: InputFaults | None = None
    for way in ways:
        try:
            text = way(source.text, old, data)
            found = parse_yaml(text, source.name).data
        except (NotEditable, Overlap):
            continue
        except InputFaults as error:
            faults = error
            continue
        if same(found, data):
            return replace(source, text=text)
    if faults is not None and len(source.text) > 500_000:
        raise faults  # it would be too large
    problem = msg("the file is written in a way that can't be changed here")
    remedy = msg("Export the tour, change it in an editor, and import it again")
    raise InputFaults((Fault(source.name, "", problem, remedy),))


def _written_out(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    return changed_text(without_references(text, old), old, new)
