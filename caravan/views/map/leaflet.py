"""Leaflet's own files, as the package XStatic-Leaflet brings them, ready to stand in a page."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_IMAGE = re.compile(r"url\(images/[^)]*\)")
_VML = re.compile(r"behavior:\s*url\(#default#VML\);")
_SOURCE_MAP = re.compile(r"\s*//# sourceMappingURL=\S+")


@cache
def leaflet_script() -> str:
    """`leaflet.js` without the hint to a file that is not there."""
    return _SOURCE_MAP.sub("", _read("leaflet.js")).strip()


@cache
def leaflet_style() -> str:
    """`leaflet.css` without its images, which we don't use and must not be asked for."""
    return _VML.sub("", _IMAGE.sub("none", _read("leaflet.css"))).strip()


def _read(name: str) -> str:
    text = (files("xstatic.pkg.leaflet") / "data" / name).read_text("utf-8")
    return text.replace("\r\n", "\n")
