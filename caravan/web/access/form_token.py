"""Forms that only our own pages can send: no other site can do so in a visitor's name.

Two guards, either of which would do. The browser says from which site a form comes; and each form
carries a token that fits a cookie, which other sites can neither read nor set.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "caravan-form"
_NONCE = re.compile(r"[A-Za-z0-9_-]{22}")


def nonce_of(request: Request) -> str:
    """What the browser's cookie says, or a new one."""
    known = request.cookies.get(COOKIE, "")
    return known if _NONCE.fullmatch(known) else secrets.token_urlsafe(16)


def form_token(key: str, nonce: str) -> str:
    """The token that fits a cookie."""
    return hmac.new(f"forms {key}".encode(), nonce.encode(), hashlib.sha256).hexdigest()


def keep_nonce(response: Response, nonce: str, *, secure: bool) -> None:
    """Give the browser the cookie that fits the forms of an answer."""
    response.set_cookie(
        COOKIE, nonce, path="/access", secure=secure, httponly=True, samesite="strict"
    )


def is_own_form(request: Request, key: str, token: str, base: str) -> bool:
    """Whether a form was sent by one of our pages.

    Args:
        base: the address at which people reach the server, empty when it isn't set.
    """
    nonce = request.cookies.get(COOKIE, "")
    if not _NONCE.fullmatch(nonce):
        return False
    if not hmac.compare_digest(form_token(key, nonce).encode(), token.encode(errors="replace")):
        return False
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    own = {request.headers.get("host", ""), urlsplit(base).netloc} - {""}
    return urlsplit(origin).netloc.lower() in {host.lower() for host in own}
