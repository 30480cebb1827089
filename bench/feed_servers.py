"""The servers that feeds are asked of: the app as it is started, and nginx with the same bytes."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update

from bench.long_tours import long_plan
from caravan.store.desk import Desk
from caravan.store.link import LinkKind
from caravan.store.schema import LinkRow
from caravan.store.settings import Settings

ROOT = Path(__file__).parent.parent
_NGINX = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; default_type text/calendar; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


class FeedDesk:
    """A state folder with published tours, each with a link to its calendars."""

    def __init__(self, folder: Path) -> None:
        self.data, self.state = folder / "data", folder / "state"
        self.data.mkdir()
        # The first of all is planned at a first start; it can't be, and nothing else is.
        (self.data / "schedule.yaml").write_text("events: []\n", encoding="utf-8")
        self._desk = Desk(Settings((self.data,), self.state))

    def publish(self, events: int) -> None:
        """Publish a tour of so many events, once more if it was."""
        schedule, at = _schedule(events), datetime.now(UTC)
        (self.data / schedule).write_text("events: []\n", encoding="utf-8")
        base = self._desk.publications.latest_number(schedule)
        self._desk.publications.publish(schedule, long_plan(events), base=base, at=at, who="bench")

    def links(self, events: int, number: int = 1) -> list[str]:
        """Paths of the whole calendar of a tour, each with a secret of its own, used today."""
        at, schedule = datetime.now(UTC), _schedule(events)
        with self._desk.links.database.writing() as session:
            made = [
                self._desk.links.add(
                    session, LinkKind.TOUR, schedule, "", label="", language="fr", at=at
                )
                for _ in range(number)
            ]
            session.execute(update(LinkRow).values(used=at.date()))
        return [f"/calendars/{new.secret}/tour.ics" for new in made]


@contextmanager
def app_serving(desk: FeedDesk, log: Path) -> Iterator[int]:
    """The port of the app on these folders, one process."""
    port = _free_port()
    environment = os.environ | {"CARAVAN_DATA": str(desk.data), "CARAVAN_STATE": str(desk.state)}
    environment["CARAVAN_ACCESS"] = "accounts"  # as a server that others reach
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    command += ["--server.port", str(port), "--server.headless", "true"]
    with _serving(command, port, log, environment):
        yield port


@contextmanager
def nginx_serving(folder: Path, files: dict[str, bytes]) -> Iterator[int]:
    """The port of nginx with these files."""
    port = _free_port()
    folder.mkdir()
    (folder / "files").mkdir()
    folder.chmod(0o755)
    for name, content in files.items():
        (folder / "files" / name).write_bytes(content)
    settings = folder / "nginx.conf"
    settings.write_text(_NGINX.format(folder=folder, port=port), encoding="utf-8")
    command = ["nginx", "-e", str(folder / "error.log"), "-c", str(settings)]
    with _serving(command, port, folder / "log", dict(os.environ)):
        yield port


def get(port: int, path: str) -> tuple[float, str, bytes]:
    """Seconds to the first byte of the answer's head, its entity tag, its body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    began = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    seconds = time.perf_counter() - began
    body = response.read()
    connection.close()
    if response.status != 200:
        sys.exit(f"{path[:12]}… answered {response.status}")
    return seconds, response.headers["etag"], body


def rate(
    port: int, path: str, seconds: int, *, condition: str = "", script: Path | None = None
) -> float:
    """Answers a second, asked over 16 connections. Ends the program if one isn't as expected."""
    command = ["wrk", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{port}{path}"]
    if condition:
        command += ["-H", f"If-None-Match: {condition}"]
    if script:
        command += ["-s", str(script)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(told)
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if found is None:
        sys.exit(told)
    return float(found[1])


def _schedule(events: int) -> str:
    return f"tour-of-{events}.yaml"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _serving(
    command: list[str], port: int, log: Path, environment: dict[str, str]
) -> Iterator[None]:
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=environment
        ) as process,
    ):
        try:
            deadline = time.monotonic() + 60
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{command[0]} doesn't answer: {log.read_text()}")
                time.sleep(0.1)
            _wait_until_idle(process.pid)
            yield
        finally:
            process.terminate()


def _wait_until_idle(pid: int) -> None:
    """A server may load libraries for a while after its first answer."""
    idle = 0
    for _ in range(90):
        before = _cpu_seconds(pid)
        time.sleep(1)
        idle = idle + 1 if _cpu_seconds(pid) - before < 0.03 else 0
        if idle == 4:
            return


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
