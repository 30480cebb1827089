"""Where each value of a YAML text stands, so that single ones can be changed in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from caravan.files.yaml_scalars import with_whole_characters


class SpanKind(Enum):
    """What stands at a span."""

    SCALAR = auto()
    MAPPING = auto()
    LIST = auto()
    ALIAS = auto()


class NotEditable(Exception):
    """The text is YAML, but written in a way that this editor doesn't know."""


@dataclass(slots=True)
class Span:
    """A value of the text.

    Attributes:
        kind: what it is.
        begins, ends: offsets of its first character and behind its last one; equal for a value
            that is left empty.
        column: of its first key or its dashes, for a block.
        flow: whether it is in brackets, or in one that is.
        quote: the sign with which a text begins, or "".
        anchored: whether a name for references stands before it.
        entries: of a mapping or a list.
    """

    kind: SpanKind
    begins: int
    ends: int
    column: int = 0
    flow: bool = False
    quote: str = ""
    anchored: bool = False
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A key with its value, or an entry of a list.

    Attributes:
        key: None in a list.
        begins: offset of the key, of the dash, or in brackets of the value.
        at: offset behind the colon or the dash.
        value: where its value stands.
    """

    key: str | None
    begins: int
    at: int
    value: Span


def spans_of(text: str) -> Span:
    """The spans of a text of one document, which has been read already.

    Raises NotEditable for an empty one, and for keys of several lines and the like.
    """
    return _Builder(text).root()


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))

    def root(self) -> Span:
        for event in self._events:
            if not isinstance(event, StreamStartEvent | DocumentStartEvent):
                return self._span(event, flow=False)
        raise NotEditable

    def _span(self, event: Any, *, flow: bool) -> Span:
        begins, ends = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            return Span(SpanKind.ALIAS, begins, ends, flow=flow)
        anchored = event.anchor is not None
        if isinstance(event, ScalarEvent):
            quote = event.style or ""
            if quote in ("|", ">"):  # its last line ends are in the event too
                ends = begins + len(self._text[begins:ends].rstrip())
            return Span(SpanKind.SCALAR, begins, ends, flow=flow, quote=quote, anchored=anchored)
        is_flow = flow or bool(event.flow_style)
        column = event.start_mark.column
        if isinstance(event, MappingStartEvent):
            span = Span(SpanKind.MAPPING, begins, ends, column, is_flow, anchored=anchored)
            self._fill_mapping(span)
        elif isinstance(event, SequenceStartEvent):
            span = Span(SpanKind.LIST, begins, ends, column, is_flow, anchored=anchored)
            self._fill_list(span)
        else:
            raise NotEditable
        return span

    def _fill_mapping(self, span: Span) -> None:
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent) or event.anchor is not None:
                raise NotEditable
            at = self._colon(event.end_mark.index)
            value = self._placed(self._span(next(self._events), flow=span.flow), at)
            span.entries.append(
                Entry(with_whole_characters(event.value), event.start_mark.index, at, value)
            )
        if span.entries and not span.flow:
            first = span.entries[0].begins
            span.column = first - (self._text.rfind("\n", 0, first) + 1)
        self._close(span, event)

    def _fill_list(self, span: Span) -> None:
        if span.anchored and not span.flow:
            raise NotEditable  # its dashes stand somewhere below
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            value = self._span(event, flow=span.flow)
            if span.flow:
                span.entries.append(Entry(None, value.begins, value.begins, value))
            else:
                dash = self._dash(span)
                span.entries.append(Entry(None, dash, dash + 1, self._placed(value, dash + 1)))
        self._close(span, event)

    def _close(self, span: Span, end: Any) -> None:
        if span.flow:
            span.ends = end.end_mark.index
        elif span.entries:
            span.ends = span.entries[-1].value.ends

    def _placed(self, value: Span, at: int) -> Span:
        """The value; one that is left empty is right behind its colon or dash."""
        if value.begins == value.ends and value.kind is SpanKind.SCALAR:
            value.begins = value.ends = at
        return value

    def _colon(self, offset: int) -> int:
        """The offset behind the colon of a key that ends at an offset."""
        while self._text[offset : offset + 1] in (" ", "\t"):
            offset += 1
        if self._text[offset : offset + 1] != ":":
            raise NotEditable
        return offset + 1

    def _dash(self, span: Span) -> int:
        """The offset of the dash of the next entry."""
        if not span.entries:
            return span.begins
        pattern = re.compile(rf"^ {{{span.column}}}-(?=\s|\Z)", re.MULTILINE)
        found = pattern.search(self._text, span.entries[-1].value.ends)
        if found is None:
            raise NotEditable
        return found.end() - 1
