"""caravan serve: what can be told before the server starts."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request

import pytest
from cli.processes import command, environment

from caravan.cli.listening import check_listening, is_loopback
from caravan.errors import CaravanError, msg


@pytest.fixture
def taken():
    """A port that another program listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free():
    """A port that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def served(monkeypatch):
    """What the server would have been started with."""
    asked = []

    def serve(port, address):
        asked.append((port, address))
        return 0

    monkeypatch.setattr("caravan.ui.serve.serve", serve)
    return asked


def test_it_serves_this_machine_only_unless_told(caravan, served, free):
    result = caravan("serve", "--port", free)
    assert served == [(free, "127.0.0.1")]
    assert (result.output, result.exit_code) == ("", 0)


@pytest.fixture
def access(monkeypatch):
    """Sets CARAVAN_ACCESS, and gives it back after a command that set it."""

    def set_to(mode):
        monkeypatch.setenv("CARAVAN_ACCESS", mode)

    set_to("")
    return set_to


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
@pytest.mark.parametrize("mode", ["", "accounts"])
def test_on_other_addresses_people_have_accounts(caravan, served, free, access, address, mode):
    access(mode)
    result = caravan("serve", "--port", free, "--address", address)
    assert served == [(free, address)]
    assert os.environ["CARAVAN_ACCESS"] == "accounts"
    assert result.stderr.startswith(f"People log in on {address} port {free}. Put a proxy")
    assert result.exit_code == 0


def test_a_single_user_is_served_on_this_machine_only(caravan, served, free, access):
    access("single")
    result = caravan("serve", "--port", free, "--address", "0.0.0.0")
    assert "only this machine is served" in result.stderr
    assert (served, result.exit_code) == ([], 2)
    assert caravan("serve", "--port", free).exit_code == 0
    assert os.environ["CARAVAN_ACCESS"] == "single"


def test_on_this_machine_nothing_changes(caravan, served, free, access):
    assert caravan("serve", "--port", free).exit_code == 0
    assert os.environ["CARAVAN_ACCESS"] == ""


def test_a_mode_that_is_none_is_refused(caravan, served, free, access):
    access("open")
    result = caravan("serve", "--port", free)
    assert "CARAVAN_ACCESS must be “single” or “accounts”" in result.stderr
    assert (served, result.exit_code) == ([], 2)


def test_a_secret_that_is_too_short_is_refused(caravan, served, free, monkeypatch):
    monkeypatch.setenv("CARAVAN_SECRET", "short")
    result = caravan("serve", "--port", free)
    assert "CARAVAN_SECRET must have 32 characters at least" in result.stderr
    assert (served, result.exit_code) == ([], 2)


def test_a_port_that_is_taken_is_one_clear_message(caravan, served, taken):
    result = caravan("serve", "--port", taken)
    assert result.stderr == (
        f"Error: port {taken} is taken by another program; choose one with --port, for example"
        f" --port {taken + 1 if taken < 65535 else taken - 1}.\n"
    )
    assert (served, result.exit_code) == ([], 1)


@pytest.mark.parametrize("address", ["192.0.2.1", "no.such.host.invalid", "x" * 100, "1.2.3.4.5"])
def test_an_address_of_another_machine(caravan, served, free, address):
    result = caravan("serve", "--port", free, "--address", address)
    assert result.stderr.endswith(
        f"Error: Invalid value for --address: “{address}” is no address of this machine.\n"
    )
    assert (served, result.exit_code) == ([], 2)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_is_a_number(caravan, served, port):
    assert caravan("serve", "--port", port).exit_code == 2
    assert served == []


def test_a_port_that_needs_more_rights(monkeypatch, caravan, served):
    def forbidden(self, where):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", forbidden)
    result = caravan("serve", "--port", "80")
    assert result.stderr.startswith("Error: port 80 needs the rights of the administrator")
    assert result.exit_code == 1


def test_a_port_just_closed_is_free(free):
    check_listening("127.0.0.1", free)
    check_listening("127.0.0.1", free)


def test_an_installed_package_without_app_is_a_failure(caravan, monkeypatch, free):
    def missing(port, address):
        raise CaravanError(msg("{path} is missing", path="app.py"))

    monkeypatch.setattr("caravan.ui.serve.serve", missing)
    result = caravan("serve", "--port", free)
    assert (result.stderr, result.exit_code) == ("Error: app.py is missing\n", 1)


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("127.0.0.1", True),
        ("127.3.2.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("example.org", False),
    ],
)
def test_which_addresses_are_this_machine_only(address, answer):
    assert is_loopback(address) is answer


def test_the_app_answers_and_ends_when_told(free, tmp_path):
    with subprocess.Popen(
        command("serve", "--port", free),
        env=environment(CARAVAN_STATE=str(tmp_path / "state"), CARAVAN_DATA=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while True:
                try:
                    with urllib.request.urlopen(
                        f"http://127.0.0.1:{free}/_stcore/health", timeout=5
                    ) as answer:
                        assert answer.status == 200
                    break
                except OSError:
                    assert time.monotonic() < deadline
                    assert process.poll() is None
                    time.sleep(0.2)
            process.terminate()
            process.wait(timeout=30)
            # The server itself is gone, too: nobody listens any more.
            deadline = time.monotonic() + 30
            while True:
                try:
                    socket.create_connection(("127.0.0.1", free), timeout=1).close()
                except OSError:
                    break
                assert time.monotonic() < deadline, "the server outlived the command"
                time.sleep(0.2)
        finally:
            process.kill()
