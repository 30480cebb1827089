"""Changing what a YAML file says, and nothing else in it: comments, order and style stay."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import ScalarString

from caravan.files.bounded_text import BoundedText
from caravan.files.yaml_document import MAX_DEPTH, parse_yaml


def with_data(source: BoundedText, data: dict[str, Any]) -> BoundedText:
    """The file that reads as this data, changed as little as can be.

    Raises InputFaults when the result couldn't be read back.
    """
    yaml = YAML(typ="rt")
    yaml.max_depth = MAX_DEPTH
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    tree = yaml.load(source.text)
    old = parse_yaml(source.text, source.name).data
    tree = _merged(tree, old, data)
    out = io.StringIO()
    yaml.dump(tree, out)
    text = out.getvalue()
    if "\r\n" in source.text:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    parse_yaml(text, source.name)
    return replace(source, text=text)


def _merged(tree: Any, old: Any, new: Any) -> Any:
    if old == new and type(old) is type(new):
        return tree
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [key for key in old if key not in new]:
            del tree[key]
        for key, value in new.items():
            tree[key] = _merged(tree[key], old[key], value) if key in old else value
        return tree
    if isinstance(old, list) and isinstance(new, list):
        return _merged_list(tree, old, new)
    if isinstance(tree, ScalarString) and isinstance(new, str):
        return type(tree)(new)
    return new


def _merged_list(tree: Any, old: list[Any], new: list[Any]) -> Any:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    common = min(len(old), len(new)) - head - tail
    for number in range(head, head + common):
        tree[number] = _merged(tree[number], old[number], new[number])
    for _ in range(len(old) - head - tail - common):
        del tree[head + common]
    for value in reversed(new[head + common : len(new) - tail]):
        tree.insert(head + common, value)
    return tree
