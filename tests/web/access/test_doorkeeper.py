"""Who gets an answer at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from starlette.responses import PlainTextResponse, Response
from web.access.conftest import with_mode

from caravan.store.access_settings import AccessMode
from caravan.store.desk import Desk
from caravan.store.settings import Settings
from caravan.web.access.doorkeeper import Doorkeeper


async def app(scope, receive, send):
    """Whatever stands behind the door."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("a page")(scope, receive, send)


@pytest.fixture
def desk(tmp_path):
    return Desk(Settings((), tmp_path))


@dataclass
class Client:
    """Asks an app directly, without any network."""

    app: Doorkeeper
    peer: tuple[str, int] | None
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method, path, **headers):
        sent = self._sent({"type": "http", "method": method}, path, headers)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Response(body, sent[0]["status"], headers={
            name.decode(): value.decode() for name, value in sent[0]["headers"]
        })  # fmt: skip

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def connects(self, *, shows_refusal=False, **headers):
        """Open a websocket, as a page that was asked for by the same name does."""
        extensions = {"websocket.http.response": {}} if shows_refusal else {}
        scope = {"type": "websocket", "scheme": "ws", "extensions": extensions}
        headers = {"origin": f"http://{self.host}", **headers}
        self.sent = self._sent(scope, "/_stcore/stream", headers)
        return self.sent[0]["type"] == "websocket.accept"

    def _sent(self, scope, path, headers):
        path, _, query = path.partition("?")
        given = {"host": self.host, **headers}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope |= {
            "path": path, "query_string": query.encode(), "client": self.peer,
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items() if v],
        }  # fmt: skip
        sent = []

        async def receive():
            return {"type": f"{scope['type']}.connect"}

        async def send(message):
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        return sent


def client_of(desk, mode, *, peer="127.0.0.1", host="localhost:8501", has_other_ways=False):
    here = with_mode(desk, mode)
    guarded = Doorkeeper(app, here, lambda: datetime.now(UTC), has_other_ways=has_other_ways)
    return Client(guarded, (peer, 5), host)


def assert_safe(answer):
    """The headers of what is no page are there, as nothing behind the doorkeeper could add them."""
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


class TestSingleUser:
    @pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
    @pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "my.localhost"])
    @pytest.mark.parametrize("mode", [AccessMode.SINGLE, None])
    def test_this_computer_gets_an_answer(self, desk, peer, host, mode):
        client = client_of(desk, mode, peer=peer, host=host)
        assert client.get("/").body == b"a page"
        assert client.connects()

    @pytest.mark.parametrize(
        "where",
        [{"peer": "192.0.2.7"}, {"peer": "2001:db8::1"}, {"peer": "testclient"}, {"peer": ""},
         {"host": "tour.example"}, {"host": "192.0.2.1:8501"}, {"host": "localhost.evil.example"},
         {"host": "127.0.0.1.evil.example"}, {"host": "0.0.0.0"}],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "path", ["/", "/calendars/x/tour.ics", "/_stcore/health", "/static/x.js"]
    )
    def test_no_other_does_nor_one_that_is_asked_by_another_name(self, desk, where, path):
        client = client_of(desk, AccessMode.SINGLE, **where)
        answer = client.get(path)
        assert answer.status_code == 403
        assert_safe(answer)
        assert not client.connects()

    def test_the_log_says_once_why_a_page_behind_a_proxy_stays_empty(self, desk, caplog):
        client = client_of(desk, AccessMode.SINGLE)
        client.get("/", accept="text/html")
        assert caplog.messages == []
        for _ in range(2):
            client.get("/static/x.js", referer="https://tour.example/")
        [said] = caplog.messages
        assert "CARAVAN_ACCESS=accounts" in said

    def test_a_request_without_a_peer_or_a_host_is_refused(self, desk):
        client = client_of(desk, None)
        client.peer = None
        assert client.get("/").status_code == 403
        assert client_of(desk, None, host="").get("/").status_code == 403

    def test_a_handshake_is_refused_with_headers_where_the_server_can_send_them(self, desk):
        client = client_of(desk, None, peer="192.0.2.7")
        assert not client.connects()
        assert client.sent == [{"type": "websocket.close", "code": 1008}]
        assert not client.connects(shows_refusal=True)
        assert client.sent[0]["status"] == 403
        assert (b"x-content-type-options", b"nosniff") in client.sent[0]["headers"]
        assert (b"x-frame-options", b"DENY") in client.sent[0]["headers"]

    def test_what_is_neither_asked_nor_connected_passes(self, desk):
        client = client_of(desk, None, peer="192.0.2.7")
        assert client._sent({"type": "lifespan", "method": "GET"}, "/", {})


class TestAccounts:
    def test_nobody_is_led_to_the_login(self, desk):
        client = client_of(desk, AccessMode.ACCOUNTS, peer="192.0.2.7", host="tour.example")
        answer = client.get("/tour?tour=x", accept="text/html,*/*")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/access/login?next=%2Ftour%3Ftour%3Dx"
        assert_safe(answer)
        assert client.get("/", accept="text/html").headers["location"].endswith("next=%2F")

    @pytest.mark.parametrize(
        "path", ["/media/abc.png", "/_stcore/host-config", "/_stcore/upload_file/x/y", "/component/x",
                 "/accessible", "/calendarsx", "/_stcore/metrics", "/auth/login"],
    )  # fmt: skip
    def test_nobody_gets_anything_else(self, desk, path):
        client = client_of(desk, AccessMode.ACCOUNTS)
        assert client.get(path).status_code == 401
        assert_safe(client.get(path))
        assert client.ask("POST", path).status_code == 401
        assert client.ask("PUT", path, accept="text/html").status_code == 401

    def test_nobody_opens_a_websocket(self, desk):
        assert not client_of(desk, AccessMode.ACCOUNTS).connects()

    @pytest.mark.parametrize(
        "path", ["/access/login", "/calendars/x/tour.ics", "/day/x/2026-01-01", "/answer/x",
                 "/static/js/x.js", "/_stcore/health", "/robots.txt"],
    )  # fmt: skip
    def test_what_has_a_secret_of_its_own_needs_no_login(self, desk, path):
        client = client_of(desk, AccessMode.ACCOUNTS, peer="192.0.2.7", host="tour.example")
        assert client.get(path).body == b"a page"

    def test_who_is_logged_in_gets_through_until_the_login_ends(self, desk):
        here = with_mode(desk, AccessMode.ACCOUNTS)
        ticket = here.tickets.for_first_account(datetime.now(UTC))
        login = here.tickets.use(ticket.secret, "Anna", "tempête de sable", datetime.now(UTC))
        client = client_of(desk, AccessMode.ACCOUNTS)
        for name in ("caravan-login", "__Host-caravan-login"):
            client.cookies = {name: login.cookie}
            assert client.get("/media/abc.png").body == b"a page"
            assert client.connects()
        here.logins.log_out(login.cookie)
        assert client.get("/media/abc.png").status_code == 401
        assert not client.connects()

    @pytest.mark.parametrize("cookie", ["", "x", "x.y", "a" * 5000, '"', "\\"])
    def test_another_cookie_opens_nothing(self, desk, cookie):
        client = client_of(desk, AccessMode.ACCOUNTS)
        answer = client.get("/media/x", cookie=f"caravan-login={cookie}")
        assert answer.status_code == 401

    def test_where_people_log_in_elsewhere_the_pages_ask_for_it_themselves(self, desk):
        client = client_of(desk, AccessMode.ACCOUNTS, has_other_ways=True)
        assert client.get("/").body == b"a page"
        assert client.connects()

    def test_as_soon_as_there_is_an_account_a_login_is_needed(self, desk):
        here = with_mode(desk, None)
        here.accounts.create("Anna", datetime.now(UTC))
        assert client_of(here, None).get("/media/x").status_code == 401


def test_a_store_that_cannot_be_used_lets_nobody_in(tmp_path):
    (tmp_path / "caravan.db").write_bytes(b"no database at all, but long enough to be one" * 99)
    broken = Desk(Settings((), tmp_path))
    far = client_of(broken, None, peer="192.0.2.7", host="tour.example")
    assert far.get("/").status_code == 503
    assert_safe(far.get("/"))
    assert client_of(broken, None).get("/").body == b"a page"  # where it is said what is wrong
