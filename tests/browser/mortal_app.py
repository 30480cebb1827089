"""The app in a process that tests kill, start again at the same address, or take the disk from."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from browser.running_app import _free_port, _wait_for

from caravan.store.database import database_in
from caravan.store.tours import Tours

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = Path(__file__).parent.parent.parent / "app.py"


@dataclass
class MortalApp:
    """An app with its state in a folder.

    Attributes:
        cache: the user's cache folder.
        data: folder with tours in files; an empty one unless told otherwise.
    """

    folder: Path
    cache: Path
    data: Path | None = None
    port: int = field(default_factory=_free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def tours(self) -> Tours:
        """What it keeps, seen from outside."""
        return Tours(database_in(self.folder / "state"))

    def start(self) -> None:
        """Start it; returns when it answers."""
        data = self.data or self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CARAVAN_")}
        told = {
            "CARAVAN_STATE": str(self.folder / "state"),
            "CARAVAN_DATA": str(data),
            "CARAVAN_TILES": "off",
            "XDG_CACHE_HOME": str(self.cache),
        }
        command = [sys.executable, "-m", "streamlit", "run", str(APP)]
        command += ["--server.port", str(self.port), "--server.fileWatcherType", "none"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env={**kept, **told},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait_for(f"{self.address}/_stcore/health", self.process)

    def kill(self) -> None:
        """End it as a power cut would: it can't do anything about it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def stop(self) -> None:
        """End it in order, if it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Meanwhile no file of its process grows: the system refuses every byte."""
        _soft, hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
