"""Reading YAML that a person, or an attacker, wrote: plain data with the line of each value.

A long text is read in pieces, each of which is remembered, so that a change costs what it touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.wrong import KeyPath, key_text
from caravan.files.yaml_pieces import Piece, pieces_of
from caravan.files.yaml_whole import MAX_DEPTH, MAX_VALUES, read_whole

MAX_BYTES = 1_000_000
"""Largest YAML file that is read: a thousand events would fill it, and its worst takes seconds."""
_LONGEST_PIECE = 8000
"""Longest text that is remembered; an event with ten partners has three thousand letters."""
_MOST_PIECES = 1000
"""Most pieces that a text is read in, as many as are remembered."""


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """The data of a YAML file.

    Attributes:
        name: name of the file as the user knows it.
        data: dictionaries with text keys, lists, texts, numbers, truth values, None; never changed,
            a reader that wants to takes a copy.
        lines: the line of each value; of one that has a key, the line of its key.
    """

    name: str
    data: object
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line of a value; of one that is missing, that of its parent."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return self.lines.get(known, 1)

    def keys(self) -> dict[str, object]:
        """The data, which must be keys with values. Raises InputFaults for anything else."""
        if isinstance(self.data, dict):
            return self.data
        if self.data is None:
            problem, remedy = msg("the file is empty"), msg("See the documentation of the data")
            raise InputFaults((Fault(self.name, "", problem, remedy),))
        problem, remedy = msg("keys with values are expected here"), msg("Write “key: value” lines")
        raise InputFaults((self.fault((), problem, remedy),))

    def fault(self, path: KeyPath, problem: Message, remedy: Message) -> Fault:
        """A fault at a value of this document."""
        return Fault(self.name, key_text(path), problem, remedy, self.line(path))


def parse_yaml(text: str, name: str) -> YamlDocument:
    """The data of one YAML document.

    Raises InputFaults for what isn't YAML, for doubled keys (all at once), tags, too deep
    nesting, too many references or values, and for several documents in one file.
    """
    return _parsed(text, name)


@lru_cache(maxsize=8)
def _parsed(text: str, name: str) -> YamlDocument:
    # An edit and the page that shows it ask for the same text several times.
    return _in_pieces(text, name) or YamlDocument(name, *read_whole(text, name))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a piece says; its data are shared by all who read the same text: never changed."""

    data: object
    lines: tuple[tuple[KeyPath, int], ...]
    values: int


def _in_pieces(text: str, name: str) -> YamlDocument | None:
    """The same as `read_whole` finds, each piece read once and remembered; or None if in doubt."""
    pieces = pieces_of(text)
    if sum(1 + len(piece.items) for piece in pieces) > _MOST_PIECES:
        return None
    data: dict[str, object] = {}
    lines: dict[KeyPath, int] = {}
    values = 0
    for piece in pieces:
        read = _section(piece)
        if read is None or not isinstance(read.data, dict) or data.keys() & read.data.keys():
            return None
        lines.setdefault((), piece.line + 1)
        lines |= {path: line + piece.line for path, line in read.lines if path}
        values += read.values
        data |= read.data
    return YamlDocument(name, data, lines) if data and values < MAX_VALUES else None


def _section(piece: Piece) -> _Read | None:
    """A key at the left edge with its value, its lines counted from the piece's own."""
    head = piece.items[0].begins - piece.begins if piece.items else len(piece.text)
    read = _remembered(piece.text[:head])
    if read is None or not isinstance(read.data, dict) or len(read.data) != 1:
        return None
    if not piece.items:
        return read
    ((key, value),) = read.data.items()
    entries: list[object] = []
    lines = dict(read.lines)
    values = read.values
    for number, item in enumerate(piece.items):
        entry = _remembered(item.text)
        if entry is None or not isinstance(entry.data, list) or len(entry.data) != 1:
            return None
        below = item.line - piece.line
        lines |= {(key, number, *path[1:]): line + below for path, line in entry.lines if path}
        values += entry.values
        entries += entry.data
    return _Read({key: entries}, tuple(lines.items()), values) if value is None else None


def _remembered(text: str) -> _Read | None:
    """A text alone, or None when it isn't readable alone or too long to be remembered."""
    return _piece(text) if len(text) <= _LONGEST_PIECE else None


@lru_cache(maxsize=1024)
def _piece(text: str) -> _Read | None:
    try:
        data, lines = read_whole(text, "")
    except InputFaults:
        return None
    if max(map(len, lines)) > MAX_DEPTH // 2:
        return None
    return _Read(data, tuple(lines.items()), 2 * len(lines) + 2)  # each with its key, and then some
