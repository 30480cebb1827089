"""Reading one YAML text as a whole, within bounds, each value with its line."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.wrong import KeyPath, half_a_character, key_text, shown
from caravan.files.yaml_scalars import plain_scalar, with_whole_characters
from caravan.files.yaml_syntax import told, unreadable

MAX_DEPTH = 30
"""Deepest nesting; a schedule has 6 levels."""
MAX_ALIASES = 200
"""Most references to anchors."""
MAX_VALUES = 20_000
"""Most values, each reference counted with all that it stands for; an event has about 40."""


def read_whole(text: str, name: str) -> tuple[object, dict[KeyPath, int]]:
    """The data of one YAML document, and the line of each value.

    Raises InputFaults like `parse_yaml`.
    """
    walk = _Walk(name)
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _BoundedComposer
    yaml.max_depth = MAX_DEPTH
    try:
        root = yaml.compose(text)
    except _TooMuch as error:
        raise walk.fault_at(error.node, (), error.problem, error.remedy) from None
    except MarkedYAMLError as error:
        problem, remedy = told(error, MAX_DEPTH)
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        raise InputFaults((Fault(name, "", problem, remedy, line),)) from None
    except (YAMLError, RecursionError, ValueError):
        raise InputFaults((Fault(name, "", *unreadable()),)) from None
    data = walk.value(root, ()) if root is not None else None
    if walk.faults:
        raise InputFaults(tuple(walk.faults))
    return data, walk.lines


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


def _scalar(node: ScalarNode, text: str) -> object:
    if node.style is not None:  # quoted or a block: always a text
        return text
    return plain_scalar(text)


def _too_many_values() -> tuple[Message, Message]:
    return (
        msg("more than {limit} values in one file", limit=MAX_VALUES),
        msg("Choose the right file, or write it without references"),
    )
