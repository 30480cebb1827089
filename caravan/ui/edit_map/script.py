"""The scripts and the style of the map, put together from their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from caravan.views.map.leaflet import leaflet_script, leaflet_style
from caravan.views.map.script import map_pieces, map_style

_FOLDER = Path(__file__).parent / "assets"
_PIECES = ("elements.js", "ground.js", "arrange.js", "legend.js")
"""What the plan's map is built of, too."""
_OWN = ("signs.js", "marks.js", "hands.js", "room.js", "controls.js", "edit.js")


@cache
def world_script() -> str:
    """Leaflet, and what keeps the coast of the world."""
    return f"{leaflet_script()}\n{_read('shelf.js')}\n{_read('world.js')}"


@cache
def land_script() -> str:
    """What keeps the coast around a map's points."""
    return f"{_read('shelf.js')}\n{_read('land.js')}"


@cache
def edit_script() -> str:
    """The map itself; it waits for Leaflet."""
    pieces = "\n".join([map_pieces(*_PIECES), *(_read(name) for name in _OWN)])
    return (
        f"{_read('shelf.js')}\n"
        f"function assembled() {{\n{pieces}\nreturn makeEditMap;\n}}\n"
        f"{_read('mount.js')}"
    )


@cache
def edit_style() -> str:
    """The style inside the map's shadow root."""
    return f"{leaflet_style()}\n{map_style()}\n{_read('edit.css')}"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8").strip()
