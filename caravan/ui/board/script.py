"""The script and the style of the board, put together from their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "assets"
_PIECES = ("elements.js", "cards.js", "hands.js", "menu.js", "board.js", "mount.js")


@cache
def board_script() -> str:
    """The board, as Streamlit mounts it."""
    return "\n".join(_read(name) for name in _PIECES)


@cache
def wake_script() -> str:
    """What has the page drawn again after the connection was lost."""
    return _read("wake.js")


@cache
def board_style() -> str:
    """The style inside the board's shadow root."""
    return _read("board.css")


def _read(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8").strip()
