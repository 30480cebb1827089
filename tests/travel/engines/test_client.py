"""HTTP with a routing engine: every way in which it can fail, against a real server."""

import gzip
import socket
import threading
import time

import pytest
from engine_servers import Answer, serving

from caravan.travel.engines.client import EngineClient
from caravan.travel.engines.failure import EngineFailure
from caravan.travel.engines.settings import EngineSettings
from caravan.travel.leg import Source

UNSHAPELY = "The routing engine's answer is not in the expected form."


def _client(address, **limits):
    return EngineClient(EngineSettings(Source.OSRM, address, **limits))


def _failure(answer, **limits):
    """The failure that an answer gives; it may be a function that waits."""
    with serving(lambda request, server: answer(server) if callable(answer) else answer) as server:
        with pytest.raises(EngineFailure) as failure:
            _client(server.address, **limits).get("table", {})
        return str(failure.value)


def test_an_answer_is_given_as_it_is():
    with serving(lambda request, server: Answer({"code": "Ok", "n": [1, None, 2.5]})) as server:
        answer = _client(server.address).get("table/v1/driving/1.5,2;3,4", {"a": "0;1", "b": "x y"})
        assert answer == {"code": "Ok", "n": [1, None, 2.5]}
        (request,) = server.requests
    assert request.path == "/table/v1/driving/1.5,2;3,4"
    assert request.query == {"a": "0;1", "b": "x y"}
    assert request.headers["Accept"] == "application/json"


def test_a_body_is_posted_as_json():
    with serving(lambda request, server: Answer({})) as server:
        assert _client(server.address + "/valhalla/").post("route", {"a": "é"}) == {}
        (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/valhalla/route")
    assert request.body == b'{"a": "\\u00e9"}'


def test_requests_share_one_connection():
    with serving(lambda request, server: Answer({})) as server:
        client = _client(server.address)
        for _ in range(5):
            client.get("route", {})
        assert (len(server.requests), server.connections) == (5, 1)


def test_a_connection_that_was_closed_meanwhile_is_opened_again():
    with serving(lambda request, server: Answer({}, headers={"Connection": "close"})) as server:
        client = _client(server.address)
        client.get("route", {})
        client.get("route", {})
        assert server.connections == 2


def test_an_engine_that_is_not_there_can_not_be_reached():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # Bound, not listening: the connection is refused.
        with pytest.raises(EngineFailure, match="can't be reached"):
            _client(f"http://127.0.0.1:{taken.getsockname()[1]}").get("table", {})


def test_a_host_that_does_not_exist_can_not_be_reached():
    with pytest.raises(EngineFailure):
        _client("http://nowhere.invalid", request_seconds=5).get("table", {})


def test_an_engine_that_does_not_speak_http_can_not_be_reached():
    assert _failure(Answer(raw=b"SSH-2.0-OpenSSH_9.2\r\n")) == (
        "The routing engine can't be reached."
    )


def test_an_answer_cut_short_is_a_failure():
    raw = b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code"'
    assert _failure(Answer(raw=raw)) == UNSHAPELY


def test_silence_is_waited_for_only_so_long():
    def answer(server):
        server.stopped.wait(60)
        return Answer({})

    began = time.monotonic()
    assert _failure(answer, request_seconds=0.3) == (
        "The routing engine did not answer within 0.3 s."
    )
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_drips_is_waited_for_only_so_long(head):
    # Each byte comes well within a socket's time limit, in the head or in the body.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def drip():
            connection, _ = listening.accept()
            with connection:
                connection.sendall(head)
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        began = time.monotonic()
        client = _client(f"http://127.0.0.1:{listening.getsockname()[1]}", request_seconds=0.4)
        with pytest.raises(EngineFailure, match=r"did not answer within 0\.4 s"):
            client.get("table", {})
        assert time.monotonic() - began < 30
        over.set()
        thread.join()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status):
    with serving(lambda request, server: Answer({"code": "Ok"})) as other:
        answer = Answer({}, status=status, headers={"Location": other.address})
        assert _failure(answer) == (
            "The routing engine sends us elsewhere, and redirects are not followed."
        )
        assert other.requests == []


def test_an_error_is_told_with_the_engines_own_words():
    body = {"code": "InvalidValue", "message": "Exclude flag combination is not supported."}
    assert _failure(Answer(body, status=400)) == (
        "The routing engine answered with error 400. "
        "InvalidValue Exclude flag combination is not supported."
    )
    body = {"error_code": 171, "error": "No suitable edges near location", "status_code": 400}
    assert _failure(Answer(body, status=400)) == (
        "The routing engine answered with error 400. No suitable edges near location"
    )


@pytest.mark.parametrize("status", [404, 500, 502, 503])
def test_an_error_page_is_not_repeated(status):
    body = b"<html><script>alert(1)</script>"
    assert _failure(Answer(body, status=status)) == (
        f"The routing engine answered with error {status}. "
    )


def test_long_or_hostile_words_are_cut_and_cleaned():
    text = _failure(Answer({"message": "a\u202eb\n\x1b[31m" + "x" * 1000}, status=500))
    assert text.startswith("The routing engine answered with error 500. a b  [31mxxx")
    assert len(text) < 210


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html></html>",
        b'{"code": "Ok"',
        b'{"n": NaN}',
        b'{"n": -Infinity}',
        b'{"n": "\xff"}',
        b"[" * 100_000,
        b'{"n": ' + b"9" * 5000 + b"}",
        gzip.compress(b"{}", mtime=0),
    ],
)
def test_what_is_no_json_is_a_failure(body):
    assert _failure(Answer(body)) == UNSHAPELY


def test_a_packed_answer_that_was_not_asked_for_is_not_unpacked():
    bomb = gzip.compress(b"[" + b"0," * 1_000_000 + b"0]")
    assert _failure(Answer(bomb, headers={"Content-Encoding": "gzip"})) == UNSHAPELY


def test_an_answer_that_is_too_long_is_not_read_to_its_end():
    assert _failure(Answer(b"[" + b"0," * 5000 + b"0]"), max_bytes=10_000) == (
        "The routing engine's answer is too long."
    )
    with serving(lambda request, server: Answer(b"[" + b"0," * 4990 + b"0]")) as server:
        assert len(_client(server.address, max_bytes=10_000).get("table", {})) == 4991


def test_an_endless_answer_is_not_read_to_its_end():
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk * 50
    assert _failure(Answer(raw=raw), max_bytes=1_000_000) == (
        "The routing engine's answer is too long."
    )


def test_proxies_and_passwords_of_the_environment_are_not_used(monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(lambda request, server: Answer({})) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        with serving(lambda request, server: Answer({})) as server:
            _client(server.address).get("table", {})
            assert "Authorization" not in server.requests[0].headers
        assert proxy.requests == []
