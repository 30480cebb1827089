"""schedule.yaml: the tour that a person edits; comments survive what the app changes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caravan.files.atomic_write import write_atomically
from caravan.files.bounded_text import BoundedText, read_bounded
from caravan.files.wrong import KeyPath, key_text
from caravan.files.yaml_document import MAX_BYTES, YamlDocument, parse_yaml
from caravan.files.yaml_edit import with_data

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ScheduleFile:
    """A schedule as it stands in its file.

    Attributes:
        source: its text, with all comments.
        document: its data, each value with its line; not yet checked.
    """

    source: BoundedText
    document: YamlDocument

    def value(self, path: KeyPath) -> object:
        """What stands at a key. Raises KeyError when nothing does."""
        current: Any = self.document.data
        for part in path:
            try:
                current = current[part]
            except (KeyError, IndexError, TypeError):
                raise KeyError(key_text(path)) from None
        return current

    def with_value(self, path: KeyPath, value: Scalar) -> ScheduleFile:
        """The same file with one single value changed or added; None deletes the key.

        All else, comments included, stays. Raises KeyError when the parent of the key isn't
        there, InputFaults when the result can't be read back.
        """
        if not path:
            raise KeyError("")
        self.value(path[:-1])
        data: Any = copy.deepcopy(self.document.data)
        parent = data
        for part in path[:-1]:
            parent = parent[part]
        try:
            if value is None:
                del parent[path[-1]]
            else:
                parent[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            raise KeyError(key_text(path)) from None
        return self.with_data(data)

    def with_data(self, data: dict[str, Any]) -> ScheduleFile:
        """The same file saying this instead; what stays the same in it stays as it is written.

        Raises InputFaults when the result can't be read back.
        """
        return parse_schedule(with_data(self.source, data))

    def save(self, path: Path) -> None:
        """Write the file, atomically. Raises OSError."""
        write_atomically(path, self.source.text.encode("utf-8-sig" if self.source.bom else "utf-8"))


def load_schedule(path: Path) -> ScheduleFile:
    """The schedule in a file, not yet checked.

    Raises InputFaults for a file that can't be read, or isn't YAML with keys, within bounds.
    """
    return parse_schedule(read_bounded(path, MAX_BYTES))


def parse_schedule(source: BoundedText) -> ScheduleFile:
    """The schedule in a text, not yet checked.

    Raises InputFaults for a text that isn't YAML with keys, within bounds.
    """
    document = parse_yaml(source.text, source.name)
    document.keys()
    return ScheduleFile(source, document)
