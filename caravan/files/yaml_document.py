"""Reading YAML that a person, or an attacker, wrote: plain data with the line of each value.

Scalars are read by the core schema of YAML 1.2 whatever the file claims: ``12:30`` and ``no`` are
texts, ``010`` is ten, dates stay texts until a model asks for a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.wrong import KeyPath, half_a_character, key_text, shown
from caravan.files.yaml_pieces import pieces_of

MAX_BYTES = 1_000_000
"""Largest YAML file that is read: a thousand events would fill it, and its worst takes seconds."""
MAX_DEPTH = 30
"""Deepest nesting; a schedule has 6 levels."""
MAX_ALIASES = 200
"""Most references to anchors."""
MAX_VALUES = 20_000
"""Most values, each reference counted with all that it stands for; an event has about 40."""

_LONGEST_PIECE = 8000
"""Longest text that is remembered; an event with ten partners has three thousand letters."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_HALF = re.compile(r"[\ud800-\udfff]")
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True}
_CONSTANTS |= {"false": False, "False": False, "FALSE": False}


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
    return _in_pieces(text, name) or _whole(text, name)


def _in_pieces(text: str, name: str) -> YamlDocument | None:
    """The same as `_whole` finds, each piece read once and remembered; or None if in any doubt."""
    data: dict[str, object] = {}
    lines: dict[KeyPath, int] = {}
    values = 0
    for piece in pieces_of(text):
        if len(piece.text) > _LONGEST_PIECE and not piece.items:
            return None
        head = piece.items[0].begins - piece.begins if piece.items else len(piece.text)
        read = _piece(piece.text[:head])
        if read is None or not isinstance(read.data, dict) or len(read.data) != 1:
            return None
        ((key, value),) = read.data.items()
        if key in data or (piece.items and value is not None):
            return None
        lines.setdefault((), piece.line + 1)
        lines |= {path: line + piece.line for path, line in read.lines if path}
        values += read.values
        data[key] = value
        if piece.items:
            entries: list[object] = []
            for number, item in enumerate(piece.items):
                read = _piece(item.text) if len(item.text) <= _LONGEST_PIECE else None
                if read is None or not isinstance(read.data, list) or len(read.data) != 1:
                    return None
                at = (key, number)
                lines |= {(*at, *path[1:]): line + item.line for path, line in read.lines if path}
                values += read.values
                entries += read.data
            data[key] = entries
    return YamlDocument(name, data, lines) if data and values < MAX_VALUES else None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a piece says; its data are shared by all who read the same text: never changed."""

    data: object
    lines: tuple[tuple[KeyPath, int], ...]
    values: int


@lru_cache(maxsize=1024)
def _piece(text: str) -> _Read | None:
    """A piece, or None when it isn't readable alone."""
    try:
        document = _whole(text, "")
    except InputFaults:
        return None
    lines = tuple(document.lines.items())
    if max(len(path) for path, _ in lines) > MAX_DEPTH // 2:
        return None
    return _Read(document.data, lines, 2 * len(lines) + 2)  # each with its key, and then some


def _whole(text: str, name: str) -> YamlDocument:
    walk = _Walk(name)
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _BoundedComposer
    yaml.max_depth = MAX_DEPTH
    try:
        root = yaml.compose(text)
    except _TooMuch as error:
        raise walk.fault_at(error.node, (), error.problem, error.remedy) from None
    except MarkedYAMLError as error:
        problem, remedy = _told(error)
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        raise InputFaults((Fault(name, "", problem, remedy, line),)) from None
    except (YAMLError, RecursionError, ValueError):
        raise InputFaults((Fault(name, "", *_unreadable()),)) from None
    data = walk.value(root, ()) if root is not None else None
    if walk.faults:
        raise InputFaults(tuple(walk.faults))
    return YamlDocument(name, data, walk.lines)


class _TooMuch(Exception):
    def __init__(self, node: object, problem: Message, remedy: Message) -> None:
        super().__init__(str(problem))
        self.node, self.problem, self.remedy = node, problem, remedy


class _BoundedComposer(Composer):
    """A composer that gives up early on what no schedule needs."""

    def __init__(self, loader: object = None) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False
        self._aliases = 0
        self._nodes = 0

    def compose_node(self, parent: object, index: object) -> object:
        event = self.parser.peek_event()
        self._nodes += 1
        if self._nodes > MAX_VALUES:
            raise _TooMuch(event, *_too_many_values())
        if isinstance(event, AliasEvent):
            self._aliases += 1
            if self._aliases > MAX_ALIASES:
                raise _TooMuch(
                    event,
                    msg("more than {limit} references with “*”", limit=MAX_ALIASES),
                    msg("Write the values out"),
                )
        elif event.tag is not None:
            raise _TooMuch(
                event,
                msg("the tag “{tag}” is not allowed", tag=shown(event.tag)),
                msg("Delete the word with the exclamation mark"),
            )
        return super().compose_node(parent, index)


class _Walk:
    """Turns nodes into plain data; references are followed, within bounds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[KeyPath, int] = {}
        self.faults: list[Fault] = []
        self._open: set[int] = set()
        self._values = 0

    def value(self, node: Node, path: KeyPath) -> object:
        self._values += 1
        if self._values > MAX_VALUES:
            raise self.fault_at(node, path, *_too_many_values())
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, ScalarNode):
            return _scalar(node, self._text(node, path))
        if id(node) in self._open:
            problem = msg("a value that refers to itself")
            raise self.fault_at(node, path, problem, msg("Write the values out"))
        self._open.add(id(node))
        data = (
            self._mapping(node, path) if isinstance(node, MappingNode) else self._list(node, path)
        )
        self._open.remove(id(node))
        return data

    def _text(self, node: ScalarNode, path: KeyPath) -> str:
        """The text of a scalar; two escapes of half a character each, as JSON writes, made one."""
        try:
            return with_whole_characters(str(node.value))
        except UnicodeDecodeError:
            raise self.fault_at(node, path, *half_a_character()) from None

    def _list(self, node: Node, path: KeyPath) -> list[object]:
        return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, ScalarNode):
                problem = msg("a key that is not a text")
                raise self.fault_at(key_node, path, problem, msg("Write a word before the colon"))
            key = self._text(key_node, path)
            line = key_node.start_mark.line + 1
            if key in data:
                problem = msg(
                    "the key “{key}” is given twice, first on line {line}",
                    key=shown(key),
                    line=self.lines[*path, key],
                )
                remedy = msg("Keep one of the two")
                at = key_text((*path, key))
                self.faults.append(Fault(self.name, at, problem, remedy, line))
                continue
            data[key] = self.value(child, (*path, key))
            self.lines[*path, key] = line
        return data

    def fault_at(
        self, node: object, path: KeyPath, problem: Message, remedy: Message
    ) -> InputFaults:
        mark = getattr(node, "start_mark", None)
        line = None if mark is None else mark.line + 1
        return InputFaults((*self.faults, Fault(self.name, key_text(path), problem, remedy, line)))


def with_whole_characters(text: str) -> str:
    """A text in which two halves of a character that follow each other are made one.

    Raises UnicodeDecodeError for a half alone.
    """
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def _scalar(node: ScalarNode, text: str) -> object:
    if node.style is not None:  # quoted or a block: always a text
        return text
    return plain_scalar(text)


def plain_scalar(text: str) -> str | int | float | bool | None:
    """What a text without quotes stands for."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _too_many_values() -> tuple[Message, Message]:
    return (
        msg("more than {limit} values in one file", limit=MAX_VALUES),
        msg("Choose the right file, or write it without references"),
    )


def _unreadable() -> tuple[Message, Message]:
    return (
        msg("this can't be read as YAML"),
        msg("Check the indentation, colons, brackets and quotes here and on the line before"),
    )


def _told(error: MarkedYAMLError) -> tuple[Message, Message]:
    """What a syntax error means to somebody who doesn't know the words of a parser."""
    if isinstance(error, MaxDepthExceededError):
        return (
            msg("nested more than {limit} levels deep", limit=MAX_DEPTH),
            msg("Choose the right file, or write it flat"),
        )
    heard = f"{error.context or ''} {error.problem or ''}"
    for words, told in _SYNTAX.items():
        if words in heard:
            return told
    return _unreadable()


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
