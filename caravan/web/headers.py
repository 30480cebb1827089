"""Headers that every answer carries, also one to what failed."""

from __future__ import annotations

import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from caravan.web.answers import failed

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


def app_policy(host: str) -> str:
    """The policy of the content of Streamlit's pages, for the host under which they are reached.

    Streamlit and the maps within its pages need inline scripts and styles; nothing may come from
    elsewhere, but for the tiles of maps, and nothing may be sent elsewhere.
    """
    # Some browsers don't take a websocket to this host for 'self'.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return (
        "default-src 'self'; "
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob: https://tile.openstreetmap.org; "
        "font-src 'self' data:; "
        f"connect-src 'self'{sockets}; "
        "worker-src 'self' blob:; "
        "frame-src 'self' data: blob:; "
        "object-src 'none'; "
        "base-uri 'self'; "
        "form-action 'self'; "
        "frame-ancestors 'self'"
    )


class SafeHeaders:
    """Middleware: no guessing of types, no secret in referrers, nothing from or for other hosts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what the answer doesn't set itself, also to the answer of a handshake."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] in _STARTS:
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                headers.setdefault("x-content-type-options", "nosniff")
                # Tile servers want to know the site that asks; never more than its origin.
                headers.setdefault("referrer-policy", "strict-origin-when-cross-origin")
                headers.setdefault("x-frame-options", "SAMEORIGIN")
                headers.setdefault("cross-origin-opener-policy", "same-origin")
                if "content-security-policy" not in headers:
                    host = Headers(scope=scope).get("host", "")
                    headers["content-security-policy"] = app_policy(host)
            await send(message)

        await self.app(scope, receive, send_with_headers)


_STARTS = {"http.response.start", "websocket.accept", "websocket.http.response.start"}


class CalmFailures:
    """Middleware, outermost: what fails unforeseen is logged, and answered with a sentence.

    Starlette's own answer would carry none of our headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception:
            logging.getLogger("caravan").exception("a request failed")
            if has_begun:
                raise
            await failed()(scope, receive, send)
