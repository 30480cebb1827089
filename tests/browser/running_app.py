"""The app in a process of its own, for tests that look at it from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from served import SCHEDULE
from small_world import cache_of_user

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


@contextmanager
def running_app(folder: Path, behaviour: str = "", **environment: str) -> Iterator[str]:
    """The address of the app, without a slash at the end.

    With a behaviour of the fake planner it has the sample tour, else the data of the checkout. The
    world that it knows is a small one.
    """
    port = _free_port()
    if behaviour:
        data = folder / "data"
        data.mkdir(exist_ok=True)
        (data / SCHEDULE).write_text("events: []\n", encoding="utf-8")
        environment["CARAVAN_DATA"] = str(data)
        command = [sys.executable, str(HERE / "launch_app.py"), str(port), behaviour]
    else:
        app = str(HERE.parent.parent / "app.py")
        command = [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port)]
    environment["XDG_CACHE_HOME"] = str(cache_of_user(folder / "cache"))
    environment["CARAVAN_STATE"] = environment.get("CARAVAN_STATE", str(folder / "state"))
    with _serving(command, port, folder, environment) as address:
        yield address


@contextmanager
def running_script(folder: Path, script: Path) -> Iterator[str]:
    """The address of a page of a test's own, which Streamlit draws by a script."""
    port = _free_port()
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    options += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    options += ["--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    root = str(HERE.parent.parent)
    with _serving(command, port, folder, {"PYTHONPATH": root}) as address:
        yield address


@contextmanager
def _serving(
    command: list[str], port: int, folder: Path, environment: dict[str, str]
) -> Iterator[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CARAVAN_")}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            env={**kept, **environment},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
