"""No answer without its safety headers, not even one to what fails."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from caravan.web.headers import CalmFailures, SafeHeaders, app_policy


def answered(app, scope=None):
    """What an app sends to one request."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    given = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"tour.example")]}
    asyncio.run(app({**given, **(scope or {})}, receive, send))
    return sent


def headers_of(message):
    return {name.decode(): value.decode() for name, value in message["headers"]}


async def page(scope, receive, send):
    await PlainTextResponse("a page", headers={"referrer-policy": "no-referrer"})(
        scope, receive, send
    )


async def failing(scope, receive, send):
    raise RuntimeError("/day/secret")


async def failing_midway(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("midway")


async def handshake(scope, receive, send):
    await send({"type": "websocket.accept"})


def test_an_answer_gets_what_it_does_not_set_itself():
    headers = headers_of(answered(SafeHeaders(page))[0])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert "wss://tour.example" in headers["content-security-policy"]


def test_the_answer_to_a_handshake_gets_them_too():
    headers = headers_of(answered(SafeHeaders(handshake), {"type": "websocket"})[0])
    assert headers["x-content-type-options"] == "nosniff"


def test_what_fails_is_answered_with_a_sentence_and_headers():
    start, body = answered(CalmFailures(failing))
    assert start["status"] == 500
    assert body["body"] == b"Something went wrong\n"
    assert headers_of(start)["content-security-policy"].startswith("default-src 'none'")
    assert headers_of(start)["x-content-type-options"] == "nosniff"


def test_what_fails_midway_ends_there():
    with pytest.raises(RuntimeError):
        answered(CalmFailures(failing_midway))


@pytest.mark.parametrize(
    "host",
    ["", "a; script-src *", "a b", "x\ny", "a,b", "'self'", "[::1", "*", "a:999999", "user@host"],
)
def test_a_host_that_is_none_gets_into_no_policy(host):
    assert "connect-src 'self';" in app_policy(host)


@pytest.mark.parametrize("host", ["tour.example", "localhost:8501", "192.0.2.1:80", "[::1]:8501"])
def test_pages_connect_to_their_own_host_only(host):
    policy = app_policy(host)
    assert f"connect-src 'self' ws://{host} wss://{host};" in policy
    for part in ("object-src 'none'", "base-uri 'self'", "frame-ancestors 'self'"):
        assert part in policy
    assert "*" not in policy
