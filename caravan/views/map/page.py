"""A map as a document of its own."""

from __future__ import annotations

import base64
import hashlib
from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.map.differing import differing_scene
from caravan.views.map.escaping import html_text
from caravan.views.map.figure import TILE_HOST
from caravan.views.map.parts import MapParts, map_parts, parts_of


def map_html(
    plan: Plan, language: Language, *, date: Date | None = None, tiles: bool = True
) -> str:
    """A complete HTML document with the whole tour or one date of it.

    Everything is inside; with `tiles`, OpenStreetMap's images are asked for, and where they don't
    come, coast and roads are seen. The same plan gives the same bytes. Raises KeyError when the
    plan has no such date.
    """
    title = language.name(plan.tour.names)
    if date is not None:
        title = f"{title} · {language.long_date(date)}"
    parts = map_parts(plan, language, date, tiles=tiles, embedded=False)
    return _document(parts, title, language, tiles=tiles)


def differences_html(
    plans: tuple[Plan, Plan], names: tuple[str, str], language: Language, *, tiles: bool = True
) -> str:
    """A complete HTML document that shows which ways and stops two plans share, and which not.

    Like `map_html`. Args: names: what people call the two plans, the first “A”, the second “B”.
    """
    what = differing_scene(plans, names, language)
    return _document(parts_of(what, tiles=tiles, embedded=False), what.title, language, tiles=tiles)


def _document(parts: MapParts, title: str, language: Language, *, tiles: bool) -> str:
    return f"""<!DOCTYPE html>
<html lang="{language.code}" dir="{language.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(parts.script, tiles=tiles)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html_text(title)}</title>
<style>
html, body {{ height: 100%; margin: 0; }}
{parts.style}
</style>
</head>
<body>
{parts.body}
<script>{parts.script}</script>
</body>
</html>
"""


def _policy(script: str, *, tiles: bool) -> str:
    """Only our own script may run, known by its hash; only tiles may be fetched."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    images = f"data: {TILE_HOST}" if tiles else "data:"
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )
