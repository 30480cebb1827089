"""One person's server, and a proxy on the same computer that says nothing of itself."""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from web.access.conftest import with_mode

from caravan.store.access_settings import AccessMode
from caravan.store.desk import Desk
from caravan.store.settings import Settings
from caravan.web.access.doorkeeper import Doorkeeper

OUTER = "tour.example"
HANDSHAKE = {
    "connection": "Upgrade",
    "upgrade": "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
}


async def app(scope, receive, send):
    """What is behind the door: it lets everybody in."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1000})
    else:
        await PlainTextResponse("a page")(scope, receive, send)


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    desk = with_mode(Desk(Settings((), tmp_path_factory.mktemp("single"))), AccessMode.SINGLE)
    guarded = Doorkeeper(app, desk, lambda: datetime.now(UTC), has_other_ways=False)
    config = uvicorn.Config(guarded, "127.0.0.1", 0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


@contextmanager
def proxy(port):
    """The port of a proxy that asks by the address of the server and hands everything else on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, port), daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def _serve(listening, port):
    while True:
        try:
            client, _ = listening.accept()
        except OSError:
            return
        with client, socket.create_connection(("127.0.0.1", port)) as server:
            head = re.sub(rb"(?mi)^host: .*\r", f"Host: 127.0.0.1:{port}\r".encode(), _head(client))
            server.sendall(head)
            client.sendall(_all(server))


@pytest.fixture(scope="module")
def behind(port):
    with proxy(port) as outer:
        yield outer


def status(port, path="/", *, host, **headers):
    """The status of the answer to a program that says no more than this."""
    given = {"host": host, "connection": "close", **headers}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return int(_head(connection).split()[1])


def _head(connection):
    found = b""
    while b"\r\n\r\n" not in found:
        more = connection.recv(65536)
        if not more:
            break
        found += more
    return found


def _all(connection):
    """What comes until the other side has no more, or waits for us."""
    connection.settimeout(5)
    return _head(connection)


def test_a_page_of_this_computer_opens_its_websocket(port):
    own = f"localhost:{port}"
    assert status(port, host=own) == 200
    assert status(port, host=own, origin=f"http://{own}", **HANDSHAKE) == 101


def test_a_page_behind_the_proxy_does_not(behind):
    assert status(behind, host=OUTER, origin=f"https://{OUTER}", **HANDSHAKE) == 403
    assert status(behind, host=OUTER, origin=f"http://{OUTER}", **HANDSHAKE) == 403


def test_nor_does_a_program_that_says_nothing_of_where_it_comes_from(port, behind):
    assert status(behind, host=OUTER, **HANDSHAKE) == 403
    assert status(port, host=f"localhost:{port}", **HANDSHAKE) == 403


def test_a_page_behind_the_proxy_gets_no_more_than_its_first_answer(behind):
    assert status(behind, host=OUTER, accept="text/html") == 200
    assert status(behind, "/static/x.js", host=OUTER, referer=f"https://{OUTER}/") == 403
    assert status(behind, "/_stcore/upload_file/x", host=OUTER, origin=f"https://{OUTER}") == 403
