"""Build `caravan/views/assets/coast.gz`, the world's coasts and borders, from world-atlas.

Usage: ``python tools/build_coast.py countries-10m.json caravan/views/assets/coast.gz``

The input is `countries-10m.json` of the npm package world-atlas 2.0.2: Natural Earth at
1:10 million as TopoJSON, public domain. A TopoJSON arc is a line on an integer grid; a country is
rings of arcs, and a border between two countries is one arc that both use. The output keeps that
(see `caravan/views/map/coast.py`, which reads it) without names and properties, and smaller:

- arcs as steps of two bytes, in four planes (low bytes of x, of y, high bytes of x, of y), because
  nearly all high bytes are 0 or 255 and then compress to nothing;
- rings that cross the 180th meridian go on beyond it instead of jumping to the other side;
- a bounding box for each polygon, so that a reader decodes only what its map shows.

The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import itertools
import json
import struct
import sys
from pathlib import Path
from typing import Any

Arc = list[tuple[int, int]]


def main(source: Path, target: Path) -> None:
    """Read the topology, write the compact file."""
    topology = json.loads(source.read_text("utf-8"))
    target.write_bytes(compact(topology))


def compact(topology: dict[str, Any]) -> bytes:
    """The file's bytes: gzip of a line of JSON, and the planes of the steps."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    circle = round(360 / scale[0])
    arcs = [_unrolled(arc, circle) for arc in topology["arcs"]]
    polygons = []
    users = [0] * len(arcs)
    for country in topology["objects"]["countries"]["geometries"]:
        several = country["type"] == "MultiPolygon"
        for rings in country["arcs"] if several else [country["arcs"]]:
            for reference in {arc for ring in rings for arc in ring}:
                users[reference if reference >= 0 else ~reference] += 1
            polygons.append({"box": _box(rings[0], arcs, circle), "rings": rings})
    header = {
        "format": 1,
        "scale": scale,
        "translate": translate,
        "circle": circle,
        "starts": [arc[0] for arc in arcs],
        "steps": [len(arc) - 1 for arc in arcs],
        "borders": [number for number, count in enumerate(users) if count > 1],
        "polygons": polygons,
    }
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    return gzip.compress(text + b"\n" + _planes(arcs), compresslevel=9, mtime=0)


def _unrolled(steps: list[list[int]], circle: int) -> Arc:
    """Absolute points of an arc; a step of more than half the circle goes the other way round."""
    points: Arc = []
    x = y = 0
    for number, (dx, dy) in enumerate(steps):
        if number and abs(dx) > circle // 2:
            dx -= circle if dx > 0 else -circle  # noqa: PLW2901 the step's only other form
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _box(ring: list[int], arcs: list[Arc], circle: int) -> tuple[int, int, int, int]:
    """Least x and y, greatest x and y of a ring that goes on beyond the 180th meridian."""
    xs: list[int] = []
    ys: list[int] = []
    for reference in ring:
        arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        shift = round((xs[-1] - arc[0][0]) / circle) * circle if xs else 0
        xs += [x + shift for x, _ in arc]
        ys += [y for _, y in arc]
    return min(xs), min(ys), max(xs), max(ys)


def _planes(arcs: list[Arc]) -> bytes:
    """Low bytes of all dx, of all dy, then the high bytes of both."""
    xs = [b[0] - a[0] for arc in arcs for a, b in itertools.pairwise(arc)]
    ys = [b[1] - a[1] for arc in arcs for a, b in itertools.pairwise(arc)]
    packed = [struct.pack(f"<{len(steps)}h", *steps) for steps in (xs, ys)]
    return b"".join(steps[part::2] for part in (0, 1) for steps in packed)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
