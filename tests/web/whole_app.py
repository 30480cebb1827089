"""The whole app in a process of its own, with all routes that Streamlit adds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caravan.store.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).parent / "serve_whole_app.py"


@dataclass(frozen=True)
class WholeApp:
    port: int
    routes: frozenset[tuple[str, str]]
    """Path and method of each."""


@contextmanager
def whole_app(here: Desk, port: int = 0) -> Iterator[WholeApp]:
    """The app over the state of a desk, where people have accounts; on a free port without one.

    Its settings of Streamlit, secrets included, are those of the folder above the state.
    """
    state = here.settings.state
    kept = {
        key: value
        for key, value in os.environ.items()
        # It asks only this computer, where a proxy would not find anything.
        if not key.startswith("CARAVAN_") and not key.lower().endswith("_proxy")
    }
    own = {
        "CARAVAN_STATE": str(state),
        "CARAVAN_DATA": os.pathsep.join(map(str, here.settings.data)),
        "CARAVAN_ACCESS": "accounts",
        "XDG_CACHE_HOME": str(state.parent / "cache"),
        "HOME": str(state.parent),
    }
    with (state.parent / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(port)],
            env={**kept, **own},
            cwd=state.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    try:
        said = json.loads(server.stdout.readline())
        routes = frozenset((path, method) for path, methods in said["routes"] for method in methods)
        # The port is open already: whoever asks before it is served waits.
        urllib.request.urlopen(f"http://127.0.0.1:{said['port']}/_stcore/health", timeout=60)
        yield WholeApp(said["port"], routes)
    finally:
        server.terminate()
        server.communicate(timeout=30)
