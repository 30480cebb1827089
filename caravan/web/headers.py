"""Headers that every answer carries, and a log without secrets."""

from __future__ import annotations

import logging
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECRET_IN_PATH = re.compile(r"(/(?:calendars|day|answer)/)[^/?\s\"']+")

_APP_POLICY = (
    "default-src 'self'; "
    # Streamlit's pages and the inlined map need these; nothing may come from elsewhere.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: https://tile.openstreetmap.org; "
    "font-src 'self' data:; "
    "connect-src 'self' ws: wss:; "
    "worker-src 'self' blob:; "
    "frame-src 'self' data: blob:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'self'"
)


class SafeHeaders:
    """Middleware: no guessing of types, no secret in referrers, nothing from other hosts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what the answer doesn't set itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("x-content-type-options", "nosniff")
                # Tile servers want to know the site that asks; never more than its origin.
                headers.setdefault("referrer-policy", "strict-origin-when-cross-origin")
                headers.setdefault("content-security-policy", _APP_POLICY)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class WithoutSecrets(logging.Filter):
    """Writes ``…`` for the secret in every address that is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with its message cleaned."""
        message = record.getMessage()
        cleaned = _SECRET_IN_PATH.sub(r"\1…", message)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True


def keep_secrets_out_of_logs() -> None:
    """Make the loggers of the servers that we run under leave secrets out."""
    for name in ("uvicorn.access", "uvicorn.error", "gunicorn.access"):
        logger = logging.getLogger(name)
        if not any(isinstance(known, WithoutSecrets) for known in logger.filters):
            logger.addFilter(WithoutSecrets())
