"""The world's coasts and borders, as `tools/build_coast.py` packs them."""

from __future__ import annotations

import gzip
import json
import struct
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from caravan.views.map.clip import GridPoint, Rectangle

COAST_FILE = Path(__file__).parent.parent / "assets" / "coast.gz"


@dataclass(frozen=True, slots=True)
class Polygon:
    """Land of one country without a break.

    Attributes:
        box: of its outer ring.
        rings: the outer ring, then holes; each the numbers of its arcs, ``~number`` backwards.
    """

    box: Rectangle
    rings: tuple[tuple[int, ...], ...]


class Atlas:
    """All arcs and polygons; an arc is decoded when it is asked for.

    Attributes:
        scale: degrees of longitude, of latitude, for one grid step.
        translate: longitude and latitude of the grid's origin.
        circle: grid steps once round the earth.
        borders: the arcs between two countries; all others are coast.
    """

    def __init__(self, packed: bytes) -> None:
        text, _, planes = gzip.decompress(packed).partition(b"\n")
        header = json.loads(text)
        self.scale: tuple[float, float] = tuple(header["scale"])
        self.translate: tuple[float, float] = tuple(header["translate"])
        self.circle: int = header["circle"]
        self.borders: frozenset[int] = frozenset(header["borders"])
        self.polygons = tuple(
            Polygon(tuple(polygon["box"]), tuple(tuple(ring) for ring in polygon["rings"]))
            for polygon in header["polygons"]
        )
        self._starts = header["starts"]
        self._steps: list[int] = header["steps"]
        self._offsets = [0, *accumulate(self._steps)]
        quarter = len(planes) // 4
        low_x, low_y, high_x, high_y = (
            planes[part * quarter : (part + 1) * quarter] for part in range(4)
        )
        self._dx = _interleaved(low_x, high_x)
        self._dy = _interleaved(low_y, high_y)

    def arc(self, number: int) -> list[GridPoint]:
        """The points of an arc, backwards for ``~number``."""
        forward = number if number >= 0 else ~number
        count, offset = self._steps[forward], self._offsets[forward]
        x, y = self._starts[forward]
        xs = accumulate(struct.unpack_from(f"<{count}h", self._dx, 2 * offset), initial=x)
        ys = accumulate(struct.unpack_from(f"<{count}h", self._dy, 2 * offset), initial=y)
        points = list(zip(xs, ys, strict=True))
        return points if number >= 0 else points[::-1]

    def first_x(self, number: int) -> int:
        """Where an arc begins, grid steps eastward; where it ends for ``~number``."""
        return self.arc(number)[0][0]

    def steps(self) -> Steps:
        """All arcs at once, without decoding them."""
        return Steps(self._starts, self._steps, self._dx, self._dy)


@dataclass(frozen=True, slots=True)
class Steps:
    """The arcs of an atlas as steps on its grid.

    Attributes:
        starts: the first point of each arc.
        counts: how many steps each has.
        dx, dy: the steps of all arcs in a row, two bytes each, little-endian.
    """

    starts: list[GridPoint]
    counts: list[int]
    dx: bytes
    dy: bytes


@cache
def world() -> Atlas:
    """The atlas that comes with the program."""
    return Atlas(COAST_FILE.read_bytes())


def _interleaved(low: bytes, high: bytes) -> bytes:
    joined = bytearray(2 * len(low))
    joined[::2] = low
    joined[1::2] = high
    return bytes(joined)
