"""The plain HTTP routes, mounted beside Streamlit's pages in one process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Receive, Scope, Send

from caravan.store.desk import Desk
from caravan.store.state_folder import StateUnusable
from caravan.web.access.routes import access_routes
from caravan.web.answer.routes import answer_route
from caravan.web.answers import not_found, told_unusable
from caravan.web.clock import now
from caravan.web.day_page import day, worker
from caravan.web.plan_address import plan_address
from caravan.web.robots import robots


def routes(
    desk: Desk, clock: Callable[[], datetime] = now, *, has_other_ways: bool = False
) -> list[BaseRoute]:
    """All of them but the feeds, which middleware answers.

    ``/day`` is mounted, because Streamlit answers unknown paths with 200.

    Args:
        has_other_ways: whether people can log in with OpenID Connect, too.
    """
    return [
        Route("/plan", plan_address),
        Route("/robots.txt", robots),
        # A mount begins after its slash, and so do the addresses of the feeds.
        *(Route(path, _Nothing()) for path in ("/calendars", "/day", "/answer", "/access")),
        Mount("/access", _router(*access_routes(desk, clock, has_other_ways=has_other_ways))),
        Mount("/answer", _router(answer_route(desk, clock))),
        Mount(
            "/day",
            _router(
                Route("/{secret}/worker.js", _on(desk, worker, clock)),
                Route("/{secret}/{date}", _on(desk, day, clock)),
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
    desk: Desk, view: Callable[[Desk, Request, datetime], Response], clock: Callable[[], datetime]
) -> Callable[[Request], Awaitable[Response]]:
    """A GET and HEAD endpoint; in a thread, because a plan is read and rendered at first."""

    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(view, desk, request, clock())
        except StateUnusable as error:
            return told_unusable(error)

    return endpoint
