"""The smallest changes of a YAML text that make it say something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caravan.files.plain_data import aligned, content, same
from caravan.files.text_changes import Change, Overlap, applied
from caravan.files.yaml_spans import Entry, NotEditable, Span, SpanKind, spans_of
from caravan.files.yaml_text import (
    block_text,
    flow_text,
    is_inline,
    item_lines,
    key_line,
    scalar_text,
)


def changed_text(text: str, old: Any, new: Any) -> str:
    """The text that says `new`, made from one that says `old`; both are keys, or both a list.

    It is a proposal: the caller reads it back. Raises NotEditable for a text that is written in
    a way which can't be changed in place.
    """
    try:
        return applied(text, _Changes(text).between(old, new))
    except Overlap:
        raise NotEditable from None


@dataclass(frozen=True, slots=True)
class _Place:
    """What a value stands in: a column for blocks below it, a list or a key, brackets or lines."""

    indent: int
    in_list: bool = False
    in_brackets: bool = False
    is_root: bool = False


class _Changes:
    def __init__(self, text: str) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._found: list[Change] = []

    def between(self, old: Any, new: Any) -> list[Change]:
        root = spans_of(self._text)
        whole = Entry(None, root.begins, root.begins, root)
        self._value(whole, old, new, _Place(0, is_root=True))
        return self._found

    def _value(self, entry: Entry, old: Any, new: Any, place: _Place) -> None:
        span = entry.value
        if same(old, new):
            return
        in_place = span.kind is not SpanKind.ALIAS and not span.anchored
        if in_place and isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            self._mapping(span, old, new)
        elif in_place and isinstance(old, list) and isinstance(new, list) and old and new:
            self._list(entry, old, new, place)
        else:
            self._replace(entry, new, place)

    # ---- keys

    def _mapping(self, span: Span, old: dict[str, Any], new: dict[str, Any]) -> None:
        known = {entry.key: number for number, entry in enumerate(span.entries)}
        if known.keys() != old.keys():
            raise NotEditable
        dropped = {number for key, number in known.items() if key not in new}
        for key, number in known.items():
            if key in new:
                entry = span.entries[number]
                inside = _Place(span.column + 2, in_brackets=span.flow)
                self._value(entry, old[str(key)], new[str(key)], inside)
        if span.flow:
            texts = [
                f"{scalar_text(key, flow=True)}: {flow_text(value)}"
                for key, value in new.items()
                if key not in known
            ]
            self._in_brackets(span, dropped, {len(old) - 1: texts} if texts else {})
            return
        added: dict[int, str] = {}
        before = len(old) - 1
        for key, value in new.items():
            if key in known:
                before = known[key]
            else:  # behind the key that it follows in the new data
                added[before] = added.get(before, "") + key_line(key, value, span.column)
        for number in sorted(dropped):
            self._drop_key(span, number)
        for number, lines in added.items():
            self._insert_lines(span.entries[number].value.ends, lines)

    def _drop_key(self, span: Span, number: int) -> None:
        entry = span.entries[number]
        line = self._line_begins(entry.begins)
        if self._text[line : entry.begins].strip(" ") == "":
            self._change(line, self._line_ends(entry.value.ends), "")
            return
        # The first key of an entry of a list, behind its dash: the next one takes its place.
        if number + 1 >= len(span.entries):
            raise NotEditable
        following = span.entries[number + 1].begins
        if self._text[entry.value.ends : following].strip():
            self._change(entry.begins, entry.value.ends + 1, "")  # a space or the line end
        else:
            self._change(entry.begins, following, "")

    # ---- lists

    def _list(self, entry: Entry, old: list[Any], new: list[Any], place: _Place) -> None:
        span = entry.value
        if len(span.entries) != len(old):
            raise NotEditable
        if span.flow and len(old) != len(new) and is_inline(new):
            self._change(span.begins, span.ends, flow_text(new))
            return
        pairs, dropped, added = aligned(old, new)
        if not pairs:
            self._replace(entry, new, place)
            return
        inside = _Place(span.column + 2, in_list=True, in_brackets=span.flow)
        for number, other in pairs:
            self._value(span.entries[number], old[number], new[other], inside)
        if span.flow:
            texts = {k: [flow_text(new[n]) for n in numbers] for k, numbers in added.items()}
            self._in_brackets(span, set(dropped), texts)
            return
        moved = {content(old[number]): self._lines(span.entries[number]) for number in dropped}
        for number in dropped:
            item = span.entries[number]
            if self._is_inside_line(item):
                raise NotEditable
            self._change(self._line_begins(item.begins), self._line_ends(item.value.ends), "")
        for after, numbers in added.items():
            lines = "".join(
                moved.get(content(new[n])) or item_lines(new[n], span.column) for n in numbers
            )
            if after >= 0:
                self._insert_lines(span.entries[after].value.ends, lines)
            elif self._is_inside_line(span.entries[0]):
                raise NotEditable
            else:
                begins = self._line_begins(span.entries[0].begins)
                self._change(begins, begins, self._ended(lines))

    def _lines(self, item: Entry) -> str:
        """An entry of a list as it stands on its lines, comments inside it included."""
        lines = self._text[self._line_begins(item.begins) : self._line_ends(item.value.ends)]
        return lines.replace("\r\n", "\n").rstrip("\n") + "\n"

    def _is_inside_line(self, item: Entry) -> bool:
        return self._text[self._line_begins(item.begins) : item.begins].strip(" ") != ""

    # ---- brackets

    def _in_brackets(self, span: Span, dropped: set[int], added: dict[int, list[str]]) -> None:
        """Entries between brackets taken out, and others put behind those of a number."""
        entries = span.entries
        kept = [number for number in range(len(entries)) if number not in dropped]
        if not kept:
            raise NotEditable
        last = kept[-1]
        for number in sorted(dropped):
            if number < last:
                self._change(entries[number].begins, entries[number + 1].begins, "")
        for after, texts in added.items():
            before = [number for number in kept if number <= after]
            if before and before[-1] == last and last + 1 < len(entries):
                self._change(
                    entries[last].value.ends,
                    entries[-1].value.ends,
                    "".join(f", {text}" for text in texts),
                )
            elif before:
                at = entries[before[-1]].value.ends
                self._change(at, at, "".join(f", {text}" for text in texts))
            else:
                at = entries[kept[0]].begins
                self._change(at, at, "".join(f"{text}, " for text in texts))
        replaced = any(after >= last for after in added)
        if last + 1 < len(entries) and not replaced:
            self._change(entries[last].value.ends, entries[-1].value.ends, "")

    # ---- whole values

    def _replace(self, entry: Entry, new: Any, place: _Place) -> None:
        span = entry.value
        if place.is_root:
            raise NotEditable
        if place.in_brackets:
            space = " " if span.begins == span.ends else ""
            self._change(span.begins, span.ends, space + self._one_line(span, new, flow=True))
        elif is_inline(new):
            self._replace_inline(entry, new, place)
        elif place.in_list:
            indent = place.indent - 2
            lines = item_lines(new, indent)[indent:]
            self._change(entry.begins, span.ends, self._ended(lines).rstrip("\r\n"))
        elif self._is_below(entry):
            lines = self._ended(block_text(new, place.indent))
            self._change(self._line_ends(entry.at), self._line_ends(span.ends), lines)
        else:
            self._change(entry.at, span.ends, "")
            self._insert_lines(span.ends, block_text(new, place.indent))

    def _replace_inline(self, entry: Entry, new: Any, place: _Place) -> None:
        span = entry.value
        text = self._one_line(span, new, flow=False)
        if new is None and not place.in_list:
            text = ""
        if self._is_below(entry):
            # A comment behind the key stays there.
            self._change(entry.at, entry.at, f" {text}" if text else "")
            self._change(self._line_ends(entry.at), self._line_ends(span.ends), "")
        elif not text:
            self._change(entry.at, span.ends, "")
        elif span.begins == entry.at:
            self._change(entry.at, span.ends, f" {text}")
        else:
            self._change(span.begins, span.ends, text)

    def _one_line(self, span: Span, new: Any, *, flow: bool) -> str:
        if isinstance(new, dict | list):
            return flow_text(new)
        quote = span.quote if span.quote in ("'", '"') and isinstance(new, str) else ""
        return scalar_text(new, flow=flow, quote=quote)

    def _is_below(self, entry: Entry) -> bool:
        """Whether the value begins on a line below its key."""
        return "\n" in self._text[entry.at : entry.value.begins]

    # ---- text

    def _insert_lines(self, behind: int, lines: str) -> None:
        """Lines behind the line in which an offset is."""
        at = self._line_ends(behind)
        ended = self._ended(lines)
        if at == len(self._text) and not self._text.endswith("\n"):
            ended = self._newline + ended.removesuffix(self._newline)
        self._change(at, at, ended)

    def _ended(self, lines: str) -> str:
        return lines.replace("\n", self._newline)

    def _line_begins(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_ends(self, offset: int) -> int:
        """The offset behind the end of the line in which an offset is."""
        found = self._text.find("\n", offset)
        return len(self._text) if found < 0 else found + 1

    def _change(self, begins: int, ends: int, text: str) -> None:
        self._found.append(Change(begins, ends, text))
