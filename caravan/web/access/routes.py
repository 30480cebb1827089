"""The routes under ``/access``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from caravan.store.desk import Desk
from caravan.store.state_folder import StateUnusable
from caravan.views.access_page import AccessPage
from caravan.web.access.answering import page
from caravan.web.access.asked import Asked, fields_of
from caravan.web.access.form_token import is_own_form, nonce_of
from caravan.web.access.login import log_in, show_login
from caravan.web.access.own_account import (
    change_password,
    log_out,
    log_out_everywhere,
    show_account,
)
from caravan.web.access.password import choose_password, show_password
from caravan.web.answers import BARE, not_found, told_unusable

View = Callable[[Asked], Response]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of access.

    Attributes:
        show: answers GET, if it can be looked at.
        take: takes its form.
    """

    path: str
    take: View
    show: View | None = None


_PAGES = (
    _Page("/login", log_in, show_login),
    _Page("/password/{secret}", choose_password, show_password),
    _Page("/account", change_password, show_account),
    _Page("/logout", log_out),
    _Page("/logout-everywhere", log_out_everywhere),
)


def access_routes(
    desk: Desk, clock: Callable[[], datetime], *, has_other_ways: bool = False
) -> list[Route]:
    """All of them, to be mounted under ``/access``.

    Args:
        has_other_ways: whether people can log in with OpenID Connect, too.
    """

    def route(known: _Page) -> Route:
        async def endpoint(request: Request) -> Response:
            fields = await fields_of(request) if request.method == "POST" else {}
            if fields is None:
                return PlainTextResponse("Too large\n", 413, headers=BARE)
            asked = Asked(desk, request, clock(), fields, nonce_of(request), has_other_ways)
            try:
                return await run_in_threadpool(_answer, asked, known)
            except StateUnusable as error:
                return told_unusable(error)

        methods = ["POST"] if known.show is None else ["GET", "HEAD", "POST"]
        return Route(known.path, endpoint, methods=methods)

    return [route(known) for known in _PAGES]


def _answer(asked: Asked, known: _Page) -> Response:
    desk, request = asked.desk, asked.request
    if desk.access.is_single_user():
        return _nobody_logs_in(asked)
    if request.method != "POST":
        return not_found() if known.show is None else known.show(asked)
    if not is_own_form(request, desk.master, asked.fields.get("token", ""), desk.settings.url):
        return _not_ours(asked, known)
    return known.take(asked)


def _nobody_logs_in(asked: Asked) -> Response:
    _ = asked.speech.text
    lines = (
        _("One person works on this computer, without a login."),
        _("To work with others, end the program and start it with accounts:"),
        "CARAVAN_ACCESS=accounts caravan serve",
    )
    links = (("/", _("Back to the pages")),)
    return page(asked, AccessPage(_("No login is needed"), lines, links=links))


def _not_ours(asked: Asked, known: _Page) -> Response:
    _ = asked.speech.text
    back = "account" if known.show is None else asked.request.url.path
    links = ((f"{back}?lang={asked.speech.code}", _("Back")),)
    problem = _("The page was too old, or came from another site. Nothing was done; try again.")
    return page(asked, AccessPage(_("Please try again"), problem=problem, links=links), 403)
