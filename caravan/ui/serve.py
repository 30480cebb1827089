"""Starting the app from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import caravan
from caravan.errors import CaravanError, msg

_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 nothing listens here


def serve(port: int, address: str) -> int:
    """Serve the app until it is ended; the exit code of the server.

    Raises CaravanError when app.py isn't beside the package, as in an installed wheel.
    """
    line = command(port, address)
    if os.name == "posix":
        # This process becomes the server: whatever ends it ends the server, and its planners.
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(line[0], line)  # noqa: S606 our own server, without a shell
    return subprocess.call(line)  # noqa: S603 the same


def command(port: int, address: str) -> list[str]:
    """The command that serves the app. Raises CaravanError like `serve`."""
    app = Path(caravan.__file__).resolve().parent.parent / "app.py"
    if not app.is_file():
        raise CaravanError(
            msg(
                "{path} is missing: the app is served from a copy of the repository, made by"
                " git clone, not from an installed package",
                path=str(app),
            )
        )
    options = ["--server.port", str(port), "--server.address", address]
    if address in _EVERYWHERE:
        # Else it would ask a server elsewhere under which address this one is seen from outside.
        options += ["--browser.serverAddress", "localhost"]
    elif ":" in address:
        # Else the address that is printed has no brackets, and no browser opens it.
        options += ["--browser.serverAddress", f"[{address}]"]
    return [sys.executable, "-m", "streamlit", "run", str(app), *options]
