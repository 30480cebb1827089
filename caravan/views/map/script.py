"""Our own script and style of the map, put together from their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "assets" / "map"
_FILES = (
    "elements.js",
    "detail.js",
    "ground.js",
    "lines.js",
    "marks.js",
    "arrange.js",
    "legend.js",
    "map.js",
)
"""In the order in which one builds on another."""


@cache
def map_script() -> str:
    """The function `caravanMap`, with everything that it needs hidden inside."""
    files = map_pieces(*_FILES)
    return f'var caravanMap = (() => {{\n"use strict";\n{files}\nreturn caravanMap;\n}})();'


@cache
def map_pieces(*names: str) -> str:
    """Some of the files of the map's script, for another map that is built of them."""
    return "\n".join(_read(name) for name in names)


@cache
def map_style() -> str:
    """The style of everything inside ``.caravan-map``."""
    return _read("map.css")


def _read(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8").strip()
