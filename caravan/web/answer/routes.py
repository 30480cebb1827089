"""The route of the answer page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from caravan.store.desk import Desk
from caravan.store.state_folder import StateUnusable
from caravan.web.answer.page import MOST_BYTES, send, show
from caravan.web.answers import unavailable


def answer_route(desk: Desk, clock: Callable[[], datetime]) -> Route:
    """``/{secret}``, to be mounted under ``/answer``: GET and HEAD show it, POST answers.

    Any other method is answered with 405, and with what is allowed.
    """

    async def endpoint(request: Request) -> Response:
        try:
            if request.method != "POST":
                return await run_in_threadpool(show, desk, request, clock())
            body = await _body(request)
            if body is None:
                return PlainTextResponse("Too large\n", 413, headers={"cache-control": "no-store"})
            return await run_in_threadpool(send, desk, request, body, clock())
        except StateUnusable as error:
            logging.getLogger("caravan").error("%s", error)  # noqa: TRY400 a message, no traceback
            return unavailable()

    return Route("/{secret}", endpoint, methods=["GET", "HEAD", "POST"])


async def _body(request: Request) -> bytes | None:
    """What is sent, None when it is more than any form of ours; no more than that is taken in."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return b""
    return body
