"""What stands before every page, route and websocket: who is let through at all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from caravan.store.desk import Desk
from caravan.store.state_folder import StateUnusable
from caravan.web.access.asked import login_cookie
from caravan.web.access.this_computer import is_this_computer
from caravan.web.answers import BARE, told_unusable

OPEN_TO_ALL = ("/calendars/", "/day/", "/answer/", "/access/", "/static/", "/_stcore/health")
"""Addresses that need no login: those with secrets of their own, the login itself, and the files
of Streamlit's pages, which are the same on every server."""


class Doorkeeper:
    """Middleware, before all other.

    With a single user, only this computer gets an answer: its browser, asking for it by a name of
    its own, directly, as far as can be told (see `is_this_computer`). With accounts, pages need a
    login; what a visitor may see of them is asked again by each page.

    Attributes:
        has_other_ways: whether people can also log in with OpenID Connect, on a page of Streamlit:
            then pages are let through, and ask for the login themselves.
    """

    def __init__(
        self, app: ASGIApp, desk: Desk, clock: Callable[[], datetime], *, has_other_ways: bool
    ) -> None:
        self.app = app
        self.desk = desk
        self.clock = clock
        self.has_other_ways = has_other_ways
        self._has_said = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        answer = await self._refusal(scope)
        if answer is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await answer(scope, receive, send)
        else:
            await _refuse_handshake(answer, scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        access = self.desk.access
        try:
            # Nearly always known: only then is the database asked.
            known = access.is_known()
            single = (
                access.is_single_user() if known else await run_in_threadpool(access.is_single_user)
            )
        except StateUnusable as error:
            # Nobody but this computer, where each page says what is wrong.
            return None if is_this_computer(scope) else told_unusable(error)
        if single:
            return None if is_this_computer(scope) else self._refused()
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if self.has_other_ways or path.startswith(OPEN_TO_ALL) or path in _OPEN_PATHS:
            return None
        cookie = login_cookie(cookie_parser(Headers(scope=scope).get("cookie", "")))
        try:
            logged_in = await run_in_threadpool(self.desk.logins.account, cookie, self.clock())
        except StateUnusable as error:
            return told_unusable(error)
        return None if logged_in else _login_first(scope, path)

    def _refused(self) -> Response:
        if not self._has_said:
            # Behind a proxy a browser shows nothing of the answers: its page stays empty.
            self._has_said = True
            logging.getLogger("caravan").warning("A request was refused. %s", _ALONE)
        return PlainTextResponse(_ALONE, 403, headers=BARE)


_ALONE = (
    "This server is for one person on its own computer, and answers no other.\n"
    "To work with others, start it with accounts: CARAVAN_ACCESS=accounts caravan serve\n"
)
_OPEN_PATHS = {"/calendars", "/day", "/answer", "/access", "/robots.txt", "/favicon.png"}


def _login_first(scope: Scope, path: str) -> Response:
    """A page leads to the login; whatever else asks gets no answer without one."""
    headers = Headers(scope=scope)
    is_page = scope.get("method") == "GET" and "text/html" in headers.get("accept", "")
    if not is_page:
        return PlainTextResponse("Log in first\n", 401, headers=BARE)
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = quote(f"{path}?{query}" if query else path, safe="")
    root = scope.get("root_path", "")
    return RedirectResponse(f"{root}/access/login?next={wanted}", 303, headers=BARE)


async def _refuse_handshake(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a websocket, with the headers of an answer where the server can send them."""
    if "websocket.http.response" in scope.get("extensions", {}):
        await send(
            {
                "type": "websocket.http.response.start",
                "status": answer.status_code,
                "headers": answer.raw_headers,
            }
        )
        await send({"type": "websocket.http.response.body", "body": answer.body})
        return
    await receive()
    await send({"type": "websocket.close", "code": 1008})
