"""What stands before all routes, those of the pages included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from caravan.store.desk import Desk
from caravan.web.clock import now
from caravan.web.feeds import Feeds
from caravan.web.headers import SafeHeaders

_CALENDARS = "/calendars/"


def middleware(desk: Desk, clock: Callable[[], datetime] = now) -> list[Middleware]:
    """The middleware of the app, outermost first."""
    return [Middleware(_CalendarsFirst, Feeds(desk, clock)), Middleware(SafeHeaders)]


class _CalendarsFirst:
    """Answers whatever is asked under ``/calendars/``.

    Before the middleware and the routes that the pages need, which take more time than an answer.
    """

    def __init__(self, app: ASGIApp, feeds: Feeds) -> None:
        self.app = app
        self.feeds = feeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if path.startswith(_CALENDARS):
                await self.feeds.answer(path.removeprefix(_CALENDARS), scope, receive, send)
                return
        await self.app(scope, receive, send)
