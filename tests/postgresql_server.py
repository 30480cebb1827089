"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, PASSWORD = "caravan", "geheim"
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Cluster:
    """A server that runs.

    Attributes:
        folder: of its sockets; its port is only a number in their names.
    """

    folder: Path
    port: int
    programs: Path

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        """The address of a database, which needn't exist."""
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}&port={self.port}"

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        # What is on the disk after the power fails is PostgreSQL's own business.
        told = "-c fsync=off -c shared_buffers=16MB -c max_connections=40 -c listen_addresses=''"
        options = f"-k {self.folder} -p {self.port} {told} -c lc_messages=C"
        self._control("start", "-o", options, "-l", str(self.folder / "log"))

    def _control(self, *arguments: str) -> None:
        _run(self.programs / "pg_ctl", "-w", "-D", str(self.folder / "data"), *arguments)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server with the password above; skip, or fail, where there is no PostgreSQL."""
    programs = _programs()
    # Sockets have short names, and pytest's folders may not be entered by others.
    folder = Path(tempfile.mkdtemp(prefix="caravan-pg-"))
    made = Cluster(folder, 5432, programs)
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        user = _user()
        if user:  # Debian's package has made it
            for path in (folder, folder / "password"):
                shutil.chown(path, user)
        _run(
            programs / "initdb", "--auth=scram-sha-256", f"--username={USER}", "--no-sync",
            f"--pwfile={folder / 'password'}", "--encoding=UTF8", "--locale=C",
            f"--pgdata={folder / 'data'}",
        )  # fmt: skip
        with _ended_with_us(made):
            made.start()
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ended_with_us(made: Cluster) -> Iterator[None]:
    """Stop the server and remove its folder at the end, also when the tests are killed."""
    script = f"read _; {made.programs}/pg_ctl -w -D {made.folder}/data -m immediate stop; rm -r {made.folder}"
    with subprocess.Popen(
        ["sh", "-c", script],
        stdin=subprocess.PIPE,  # ends with this process, however that ends
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        user=_user(),
        start_new_session=True,  # hears no Ctrl-C
    ):
        yield


def _user() -> str | None:
    """As whom its programs run: they refuse to run as root."""
    return "postgres" if os.geteuid() == 0 else None


def _programs() -> Path:
    """The folder with initdb and pg_ctl, which Debian keeps off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(_DEBIAN.glob("*/bin"), reverse=True)
    folder = next((folder for folder in folders if (folder / "pg_ctl").exists()), None)
    if folder is None:
        missing("PostgreSQL is not installed")
    return folder


def _run(*command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd="/",
        user=_user(),
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(done.stdout)
