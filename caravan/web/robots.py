"""``/robots.txt``: Google's calendar obeys it, and has to read the feeds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_RULES = "User-agent: *\nAllow: /calendars/\nDisallow: /\n"
"""Feeds have to be found by who knows their address; what they are, searches still may not show."""


async def robots(_request: Request) -> Response:
    """Programs may read feeds and nothing else."""
    return PlainTextResponse(_RULES, headers={"cache-control": "max-age=86400"})
