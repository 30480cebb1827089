"""The plain HTTP routes, mounted beside Streamlit's pages in one process."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Receive, Scope, Send

from caravan.store.desk import Desk
from caravan.store.state_folder import StateUnusable
from caravan.web.answers import not_found, unavailable
from caravan.web.day_page import day, worker
from caravan.web.feeds import feed
from caravan.web.plan_address import plan_address


def routes(desk: Desk) -> list[BaseRoute]:
    """``/calendars`` and ``/day``, mounted, as Streamlit answers unknown paths with 200; ``/plan``."""
    return [
        Route("/plan", plan_address),
        # A mount begins after its slash.
        *(Route(path, _Nothing()) for path in ("/calendars", "/day")),
        Mount("/calendars", _router(Route("/{secret}/{name}", _on(desk, feed)))),
        Mount(
            "/day",
            _router(
                Route("/{secret}/worker.js", _on(desk, worker)),
                Route("/{secret}/{date}", _on(desk, day)),
            ),
        ),
    ]


def _router(*inner: Route) -> Router:
    # Without redirects: they would tell which paths exist.
    return Router(list(inner), redirect_slashes=False, default=_Nothing())


class _Nothing:
    """Answers every method with 404."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await not_found()(scope, receive, send)


def _on(
    desk: Desk, view: Callable[[Desk, Request], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """A GET and HEAD endpoint; in a thread, because a plan is read and rendered at first."""

    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(view, desk, request)
        except StateUnusable as error:
            logging.getLogger("caravan").error("%s", error)  # noqa: TRY400 a message, no traceback
            return unavailable()

    return endpoint
