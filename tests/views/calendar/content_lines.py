"""A reader of calendars that forgives nothing, for what no other reader notices.

It is written for the tests, from RFC 5545, without a look at how calendars are written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):"
)
_PARAMETER = re.compile(r";([A-Z0-9-]+)=(\"[^\"]*\"|[^\";:,]*)")
_ESCAPE = re.compile(r"\\(.)")
_CARET = {"^n": "\n", "^^": "^", "^'": '"'}


@dataclass
class Component:
    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [value for each, _, value in self.properties if each == name]

    def parameters(self, name: str) -> dict[str, str]:
        [parameters] = [parameters for each, parameters, _ in self.properties if each == name]
        return parameters

    def all(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.properties]


def physical_lines(content: bytes) -> list[bytes]:
    """The lines of the file; fails on a bare CR or LF, or when the last line has no CRLF."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    return lines


def unfolded(content: bytes) -> list[str]:
    """The content lines; fails on a line over 75 octets, a split character or a control one."""
    result: list[str] = []
    for line in physical_lines(content):
        assert 0 < len(line) <= 75, line
        text = line.decode()  # fails where a character was split
        assert not any(unicodedata.category(each) in ("Cc", "Cs") for each in text), line
        if text.startswith(" "):
            result[-1] += text[1:]
        else:
            result.append(text)
    return result


def read(content: bytes) -> Component:
    """The one calendar of the file, values as they are written."""
    stack = [Component("")]
    for line in unfolded(content):
        match = _LINE.match(line)
        assert match, line
        name, value = match["name"], line[match.end() :]
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].parts.append(done)
        else:
            parameters = {
                key: re.sub(r"\^[n^']", lambda caret: _CARET[caret[0]], text.strip('"'))
                for key, text in _PARAMETER.findall(match["parameters"])
            }
            stack[-1].properties.append((name, parameters, value))
    [root] = stack
    [calendar] = root.parts
    assert not root.properties
    assert calendar.name == "VCALENDAR"
    return calendar


def plain(value: str) -> str:
    """A TEXT value without its escapes."""
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value), value
    return _ESCAPE.sub(lambda escape: {"n": "\n", "N": "\n"}.get(escape[1], escape[1]), value)
