"""Real routing engines for tests: the commands of docs/routing.md, run on our own road file.

`make routing` brings the engines; CARAVAN_ROUTING points to another folder with them. Without them
a test is skipped, or fails where every tool is required.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from cli.processes import ROOT, command, environment, run
from conftest import missing
from road_file import pbf_of

ROADS = ROOT / "tests" / "travel" / "engines" / "roads"
DOCUMENT = ROOT / "docs" / "routing.md"
START_SECONDS = 30.0


def commands(section: str) -> list[str]:
    """The commands that a section of docs/routing.md tells its reader to type, block by block."""
    text = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (found,) = [part for part in text if part.startswith(f"{section}\n")]
    return re.findall(r"^```sh\n(.*?)^```$", found, re.DOTALL | re.MULTILINE)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class RealEngine:
    """An engine in a folder like caravan's own, and its server once it is started."""

    folder: Path
    documented_port: int
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / f"server-{self.port}.log"

    def run(self, block: str) -> subprocess.CompletedProcess[str]:
        """What a block of commands does that a reader types in caravan's folder."""
        return run(["sh", "-e", "-c", self._here(block)], cwd=self.folder)

    @contextmanager
    def serving(self, block: str, probe: str) -> Iterator[RealEngine]:
        """Its server, started by this block of commands; it has answered the probe."""
        try:
            self._start(block)
            self._await(probe)
            yield self
        finally:
            self.stop()

    def _start(self, block: str) -> None:
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                # exec: the process that we end is then the server itself.
                ["sh", "-e", "-c", self._here(f"exec {block}")],
                cwd=self.folder,
                env=environment(),
                stdout=output,
                stderr=output,
            )

    def _await(self, probe: str) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process and self.process.poll() is None:
            try:
                with urlopen(f"{self.address}/{probe}", timeout=1):
                    return
            except OSError:  # Not yet listening.
                time.sleep(0.05)
        pytest.fail(f"The engine did not start:\n{self.log.read_text(errors='replace')}")

    def stop(self) -> None:
        """End the server at once, and nothing else; told politely, it waits for seconds."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _here(self, block: str) -> str:
        """The commands with the port that is free, where the programs of the engine are found."""
        path = commands("Getting an engine")[1]
        return path + re.sub(rf"\b{self.documented_port}\b", str(self.port), block)


def real_engine(folder: Path, program: str, documented_port: int) -> RealEngine:
    """An engine that nothing is built for yet, where the folder has what the commands expect."""
    programs = Path(os.environ.get("CARAVAN_ROUTING") or ROOT / ".venv" / "routing").absolute()
    if not (programs / "bin" / program).exists():
        missing(f"{program} is not installed (make routing)")
    _furnish(folder, programs)
    return RealEngine(folder, documented_port)


def _furnish(folder: Path, programs: Path) -> None:
    """What the commands expect in caravan's folder: the programs, the roads, a tour."""
    environment_folder = folder / ".venv"
    (environment_folder / "bin").mkdir(parents=True)
    (environment_folder / "routing").symlink_to(programs)
    caravan = environment_folder / "bin" / "caravan"
    caravan.write_text(f'#!/bin/sh\nexec {shlex.join(command())} "$@"\n')
    caravan.chmod(0o755)
    (folder / "tunisia-latest.osm.pbf").write_bytes(pbf_of((ROADS / "roads.osm").read_text()))
    shutil.copytree(ROADS / "tour", folder / "data")
