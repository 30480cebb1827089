"""Whether a request comes from a browser of this computer, and through nothing else.

A proxy on this computer may say nothing of itself, and ask by a name of this computer. Then what the
browser says of where its page comes from gives the other name away. Whoever lies about that, with a
program that is no browser, can't be told from this computer.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

_OF_PROXIES = {
    "via", "forwarded", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-original-host",
    "true-client-ip", "cdn-loop",
}  # fmt: skip
_OF_PROXIES_BEGIN = ("x-forwarded-", "cf-")
_ELSEWHERE = {"cross-site", "same-site"}
_CALENDARS = "/calendars/"


def is_this_computer(scope: Scope) -> bool:
    """Whether a request or a handshake is one of this computer, as far as can be told."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    return (
        client is not None
        and _is_loopback(client[0])
        # A page of another site can make its own name mean this computer; then it asks by that.
        and _is_loopback(_host(headers.get("host", "")))
        and not _is_of_a_proxy(scope, headers)
        and (_opens_from_here if scope["type"] == "websocket" else _asks_from_here)(scope, headers)
    )


def _is_of_a_proxy(scope: Scope, headers: Headers) -> bool:
    # Browsers speak HTTP/1.1 or newer; some proxies the first one, unless told otherwise.
    return scope.get("http_version") == "1.0" or any(
        name in _OF_PROXIES or name.startswith(_OF_PROXIES_BEGIN) for name in headers
    )


def _opens_from_here(scope: Scope, headers: Headers) -> bool:
    """A websocket, which has every right, is opened by a page of ours. Browsers always say it."""
    return headers.getlist("origin") == [_own_origin(scope, headers)]


def _asks_from_here(scope: Scope, headers: Headers) -> bool:
    """Nothing says that a request is one of a page of another site; but links may lead here."""
    if scope["path"].removeprefix(scope.get("root_path", "")).startswith(_CALENDARS):
        return True  # calendar programs are no browsers, and need a secret
    own = _own_origin(scope, headers)
    # "null" is said by pages that tell nobody where they come from, some of ours among them.
    if not {*headers.getlist("origin")} <= {own, "null"}:
        return False
    if _follows_a_link(scope, headers):
        return True
    if headers.get("sec-fetch-site") in _ELSEWHERE:
        return False
    return all(_origin(address) == own for address in headers.getlist("referer"))


def _follows_a_link(scope: Scope, headers: Headers) -> bool:
    """Whether it opens a page by itself, as a link, a bookmark or an address that is typed does."""
    return (
        scope["method"] in {"GET", "HEAD"}
        and headers.get("sec-fetch-dest", "document") == "document"
        and "text/html" in headers.get("accept", "")
    )


def _own_origin(scope: Scope, headers: Headers) -> str:
    """What browsers say of a page that was asked for like this, in the same letters as Host."""
    is_secure = scope.get("scheme") in {"https", "wss"}
    return f"{'https' if is_secure else 'http'}://{headers.get('host', '').lower()}"


def _origin(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return found.is_loopback or (mapped is not None and mapped.is_loopback)


def _host(header: str) -> str:
    """The name or address in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()
