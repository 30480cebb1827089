"""What a request to a page of access asks: in which language, for which page, with which fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import ClientDisconnect, Request

from caravan.language.language import LANGUAGES, Language, language
from caravan.store.desk import Desk
from caravan.store.logins import COOKIES

MOST_BYTES = 20_000
"""Of a form that is sent: names and passwords are short."""
_MOST_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as the pages of access see it.

    Attributes:
        now: an aware instant.
        fields: of the form that was sent; empty when none was.
        nonce: what the browser's cookie of forms says, or will after this answer.
        has_other_ways: whether people can log in with OpenID Connect, too.
    """

    desk: Desk
    request: Request
    now: datetime
    fields: dict[str, str]
    nonce: str
    has_other_ways: bool = False

    @property
    def speech(self) -> Language:
        """The language of ``?lang=``, else of the browser, else the first of ours."""
        wished = self.request.query_params.get("lang")
        if wished in LANGUAGES:
            return language(wished)
        for part in self.request.headers.get("accept-language", "").split(","):
            code = part.partition(";")[0].strip().partition("-")[0].lower()
            if code in LANGUAGES:
                return language(code)
        return language(LANGUAGES[0])

    @property
    def cookie(self) -> str:
        """The cookie of a login, empty when there is none."""
        return login_cookie(self.request.cookies)

    @property
    def address(self) -> str:
        """The network address that asks; that of the visitor, behind a proxy of this computer."""
        return self.request.client.host if self.request.client else ""

    @property
    def is_secure(self) -> bool:
        """Whether people reach the server by HTTPS."""
        url = self.desk.settings.url
        return url.startswith("https://") or (not url and self.request.url.scheme == "https")

    @property
    def next(self) -> str:
        """The page of ours that was wanted before the login: a path, never another site."""
        return own_path(self.request.query_params.get("next", ""))

    @property
    def here(self) -> str:
        """The question of this page's address without its language, for links to the others."""
        return "" if self.next == "/" else f"next={quote(self.next, safe='')}&"


def login_cookie(cookies: dict[str, str]) -> str:
    """The cookie of a login among others, empty when there is none."""
    return next((cookies[name] for name in COOKIES if cookies.get(name)), "")


def own_path(wished: str) -> str:
    """A path on this server; ``/`` for whatever else may have been written there."""
    is_path = wished.startswith("/") and not wished.startswith("//")
    # Browsers take a backslash for a slash, and leave control characters out.
    if not is_path or "\\" in wished or not wished.isprintable() or len(wished) > 2_000:
        return "/"
    parts = urlsplit(wished)
    return "/" if parts.scheme or parts.netloc or parts.path.startswith("/access") else wished


async def fields_of(request: Request) -> dict[str, str] | None:
    """The fields of a form, each once; None when it is longer than any of ours."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return {}
    try:
        found = parse_qs(
            body.decode("utf-8", errors="replace"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        return {}
    return {name: values[-1] for name, values in found.items()}
