"""Answers of the pages of access: pages with forms, and ways on with or without a login."""

from __future__ import annotations

from starlette.responses import HTMLResponse, RedirectResponse, Response

from caravan.store.logins import COOKIES, LASTS, NewLogin
from caravan.views.access_page import AccessPage, access_page, access_policy
from caravan.web.access.asked import Asked
from caravan.web.access.form_token import form_token, keep_nonce

_HEADERS = {
    "cache-control": "no-store",
    # Not "no-referrer": with that, browsers don't say from which site a form comes.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}


def token(asked: Asked) -> str:
    """What goes into each form of the page that answers."""
    return form_token(asked.desk.master, asked.nonce)


def page(asked: Asked, shown: AccessPage, status: int = 200) -> Response:
    """A page, with the cookie that fits its forms."""
    headers = {**_HEADERS, "content-security-policy": access_policy()}
    markup = access_page(shown, asked.speech, asked.here)
    response = HTMLResponse(markup, status, headers=headers)
    keep_nonce(response, asked.nonce, secure=asked.is_secure)
    return response


def go(address: str) -> Response:
    """On to another page of ours."""
    return RedirectResponse(address, 303, headers=_HEADERS)


def logged_in(address: str, login: NewLogin, *, secure: bool) -> Response:
    """On to another page, with the cookie of a new login."""
    response = go(address)
    response.set_cookie(
        COOKIES[0] if secure else COOKIES[1],
        login.cookie,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return response


def logged_out(address: str, *, secure: bool) -> Response:
    """On to another page, without the cookie."""
    response = go(address)
    for name in COOKIES if secure else COOKIES[1:]:
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
    return response
