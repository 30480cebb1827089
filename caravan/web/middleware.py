"""What stands before all routes, those of the pages included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from caravan.store.access import Access
from caravan.store.desk import Desk
from caravan.web.access.doorkeeper import Doorkeeper
from caravan.web.clock import now
from caravan.web.feeds import Feeds
from caravan.web.headers import CalmFailures, SafeHeaders

_CALENDARS = "/calendars/"


def middleware(
    desk: Desk,
    feeds: Feeds,
    clock: Callable[[], datetime] = now,
    *,
    has_other_ways: bool = False,
) -> list[Middleware]:
    """The middleware of the app, outermost first. `Calendars` stand before the app as a whole.

    Args:
        has_other_ways: whether people can log in with OpenID Connect, too.
    """
    return [
        Middleware(CalmFailures),
        Middleware(Doorkeeper, desk, clock, has_other_ways=has_other_ways),
        Middleware(Calendars, feeds),
        Middleware(SafeHeaders),
    ]


class Calendars:
    """Answers whatever is asked under ``/calendars/``.

    Before the layers and the routes that the pages need, which take more time than an answer.

    Attributes:
        access: when given, only on a server that lets everybody come to the calendars: of all
            others the doorkeeper behind this decides.
    """

    def __init__(self, app: ASGIApp, feeds: Feeds, access: Access | None = None) -> None:
        self.app = app
        self.feeds = feeds
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and self._is_open():
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if path.startswith(_CALENDARS):
                await self.feeds.answer(path.removeprefix(_CALENDARS), scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_open(self) -> bool:
        access = self.access
        return access is None or (access.is_known() and not access.is_single_user())
