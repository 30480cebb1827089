"""A road file as routing engines read it: OpenStreetMap's XML, which people write, as PBF.

The format is public (OpenStreetMap wiki, "PBF Format"): a file is a header and blocks of nodes and
ways, each a message of protocol buffers. Only what a road file needs is written, and nothing is
compressed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

UNITS = 10**7
"""Units of a coordinate in one degree: PBF's usual granularity of 100 nanodegrees."""


def pbf_of(xml: str) -> bytes:
    """The road file as PBF: all its nodes, then all its ways."""
    root = ET.fromstring(xml)
    texts = [""]  # Index 0 is reserved: it separates nodes in a form that isn't used here.
    nodes = [_node(node, texts) for node in root.iter("node")]
    ways = [_way(way, texts) for way in root.iter("way")]
    header = _text(4, "OsmSchema-V0.6") + _text(16, "caravan")
    table = b"".join(_text(1, text) for text in texts)
    block = (
        _bytes(1, table)
        + _bytes(2, b"".join(_bytes(1, node) for node in nodes))
        + _bytes(2, b"".join(_bytes(3, way) for way in ways))
    )
    return _blob("OSMHeader", header) + _blob("OSMData", block)


def _node(node: ET.Element, texts: list[str]) -> bytes:
    return (
        _number(1, _zigzag(int(node.attrib["id"])))
        + _tags(node, texts)
        + _number(8, _zigzag(round(float(node.attrib["lat"]) * UNITS)))
        + _number(9, _zigzag(round(float(node.attrib["lon"]) * UNITS)))
    )


def _way(way: ET.Element, texts: list[str]) -> bytes:
    passed = [0, *(int(nd.attrib["ref"]) for nd in way.iter("nd"))]
    steps = [_zigzag(b - a) for a, b in pairwise(passed)]
    return _number(1, int(way.attrib["id"])) + _tags(way, texts) + _packed(8, steps)


def _tags(element: ET.Element, texts: list[str]) -> bytes:
    tags = [(tag.attrib["k"], tag.attrib["v"]) for tag in element.iter("tag")]
    keys, values = ([_index(pair[side], texts) for pair in tags] for side in (0, 1))
    return _packed(2, keys) + _packed(3, values) if tags else b""


def _index(text: str, texts: list[str]) -> int:
    if text not in texts:
        texts.append(text)
    return texts.index(text)


def _blob(kind: str, data: bytes) -> bytes:
    blob = _bytes(1, data)
    header = _text(1, kind) + _number(3, len(blob))
    return struct.pack(">I", len(header)) + header + blob


def _varint(value: int) -> bytes:
    digits = [value >> shift & 127 for shift in range(0, max(1, value.bit_length()), 7)]
    return bytes([*(digit | 128 for digit in digits[:-1]), digits[-1]])


def _zigzag(value: int) -> int:
    return 2 * value if value >= 0 else -2 * value - 1


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _packed(field: int, values: Sequence[int] | Iterable[int]) -> bytes:
    return _bytes(field, b"".join(map(_varint, values)))
