"""The judges: programs of others that read what caravan wrote."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import missing


@pytest.fixture(scope="session")
def ical_js(node_path: Path, node_modules: Path) -> Iterator[Callable[[bytes], dict[str, Any]]]:
    """Reads a calendar with ical.js: its ``jcal`` and ``instants``, or the ``error``."""
    with subprocess.Popen(
        [str(node_path), "read.mjs"],
        cwd=node_modules,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout

        def read(content: bytes) -> dict[str, Any]:
            process.stdin.write(json.dumps(content.decode()) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield read


@dataclass
class Verdict:
    """What libical thinks of a calendar: the rules broken, and how it would write it itself."""

    faults: list[str]
    rewritten: str


class LibIcal:
    """libical, by its C functions."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
        library.icalparser_parse_string.restype = ctypes.c_void_p
        library.icalrestriction_check.argtypes = [ctypes.c_void_p]
        library.icalcomponent_as_ical_string_r.argtypes = [ctypes.c_void_p]
        library.icalcomponent_as_ical_string_r.restype = ctypes.c_void_p
        library.icalmemory_free_buffer.argtypes = [ctypes.c_void_p]
        library.icalcomponent_free.argtypes = [ctypes.c_void_p]

    def judge(self, content: bytes) -> Verdict:
        """Parses, checks the restrictions of RFC 5546, and reads the errors noted on the way."""
        component = self._library.icalparser_parse_string(content)
        assert component, "libical can't parse it at all"
        kept = self._library.icalrestriction_check(component)
        buffer = self._library.icalcomponent_as_ical_string_r(component)
        text = re.sub("\r?\n[ \t]", "", ctypes.string_at(buffer).decode())
        self._library.icalmemory_free_buffer(buffer)
        self._library.icalcomponent_free(component)
        faults = [line for line in text.splitlines() if line.startswith("X-LIC-ERROR")]
        return Verdict(faults if faults or kept else ["a restriction"], text)


@pytest.fixture(scope="session")
def libical() -> LibIcal:
    """The library of GNOME's and KDE's calendars (Debian: libical3)."""
    name = ctypes.util.find_library("ical")
    if name is None:
        missing("libical is not installed")
    return LibIcal(ctypes.CDLL(name))


class Radicale:
    """A CalDAV server on this machine, for one test."""

    def __init__(self, address: str) -> None:
        self.address = address

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
        """The answer's body. Raises HTTPError when the server refuses."""
        request = urllib.request.Request(
            self.address + path,
            body or None,
            {"Authorization": "Basic YTo=", **headers},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A Radicale server on a free port of the loopback, its storage in a temporary folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("radicale")
    log = folder / "log"
    settings = {
        "server-hosts": f"127.0.0.1:{port}",
        "storage-filesystem-folder": str(folder / "storage"),
        "auth-type": "none",
        "auth-delay": "0",
    }
    command = [sys.executable, "-m", "radicale", "--config", ""]
    command += [f"--{key}={value}" for key, value in settings.items()]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    server = Radicale(f"http://127.0.0.1:{port}")
    try:
        for _ in range(200):
            assert process.poll() is None, log.read_text()
            try:
                server.request("OPTIONS", "/")
                break
            except urllib.error.URLError:
                time.sleep(0.05)
        else:
            pytest.fail(f"Radicale doesn't answer: {log.read_text()}")
        yield server
    finally:
        process.terminate()
        process.wait(20)
