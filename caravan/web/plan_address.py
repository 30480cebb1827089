"""The address ``/plan``, as people guess it from those of the other pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response


async def plan_address(request: Request) -> Response:
    """Lead to the Plan page, which opens first and so has no name in its address; keep the question."""
    query = request.url.query
    # Relative, so that it leads there wherever the server is mounted.
    return RedirectResponse(f"./?{query}" if query else "./")
