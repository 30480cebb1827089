"""Routing engines for tests: real HTTP servers on the loopback that answer as documented."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from caravan.tour.tour import Tour


@dataclass
class Request:
    """What a server was asked."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    headers: dict[str, str]


@dataclass
class Answer:
    """What it answers; `raw` is written as it is, headers included, when it is given."""

    body: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None


@dataclass
class Server:
    """A running server: its address, what it was asked, how often it was connected to."""

    address: str
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)


Answering = Callable[[Request, Server], Answer]


@contextmanager
def serving(answering: Answering) -> Iterator[Server]:
    """A server that lives as long as the block."""
    handed: list[Server] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            handed[0].connections += 1

        def do_GET(self) -> None:
            self._answer()

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(self.command, parts.path, query, body, dict(self.headers.items()))
            handed[0].requests.append(request)
            try:
                self._write(answering(request, handed[0]))
            except OSError:  # The client went away, as it should.
                self.close_connection = True

        def _write(self, answer: Answer) -> None:
            if answer.raw is not None:
                self.wfile.write(answer.raw)
                self.close_connection = True
                return
            data = answer.body
            if not isinstance(data, bytes):
                data = json.dumps(data).encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    handed.append(Server(f"http://127.0.0.1:{running.server_address[1]}"))
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield handed[0]
    finally:
        handed[0].stopped.set()
        running.shutdown()
        running.server_close()
        thread.join()


Drives = dict[tuple[str, str], tuple[float, float] | None]
"""Seconds and metres by origin and destination; None, or absent, where no way is known."""


def osrm(tour: Tour, drives: Drives, ways: dict[tuple[str, str], str] | None = None) -> Answering:
    """An OSRM server that knows these drives and ways (polyline6)."""
    at = {f"{p.longitude:.6f},{p.latitude:.6f}": p for p in tour.places}

    def waypoint(point: str) -> dict[str, object]:
        location = [float(part) for part in point.split(",")]
        return {"hint": "abc", "distance": 4.1, "name": "RN 13", "location": location}

    def answer(request: Request, _: Server) -> Answer:
        _, service, version, profile, points = request.path.split("/")
        assert (version, profile, request.query["exclude"]) == ("v1", "driving", "ferry")
        places = points.split(";")
        if service == "route":
            pair = tuple(at[point].id for point in places)
            if not ways or pair not in ways:
                body = {"code": "NoRoute", "message": "Impossible route between points"}
                return Answer(body, status=400)
            route = {"geometry": ways[pair], "legs": [], "distance": 1.0, "duration": 1.0}
            return Answer(
                {"code": "Ok", "routes": [route], "waypoints": [waypoint(p) for p in places]}
            )
        assert service == "table"
        assert request.query["annotations"] == "duration,distance"
        assert len(places) <= 100
        rows = [places[int(n)] for n in request.query["sources"].split(";")]
        columns = [places[int(n)] for n in request.query["destinations"].split(";")]

        def cell(a: str, b: str, part: int) -> float | None:
            if a == b:
                return 0
            found = drives.get((at[a].id, at[b].id))
            return None if found is None else found[part]

        return Answer(
            {
                "code": "Ok",
                "durations": [[cell(a, b, 0) for b in columns] for a in rows],
                "distances": [[cell(a, b, 1) for b in columns] for a in rows],
                "sources": [waypoint(p) for p in rows],
                "destinations": [waypoint(p) for p in columns],
            }
        )

    return answer


def valhalla(
    tour: Tour,
    drives: Drives,
    ways: dict[tuple[str, str], str] | None = None,
    ferries: tuple[tuple[str, str], ...] = (),
) -> Answering:
    """A Valhalla server that knows these drives and ways (polyline6), some of them by ferry."""
    at = {(round(p.latitude, 6), round(p.longitude, 6)): p.id for p in tour.places}

    def known(location: dict[str, float]) -> str:
        return at[location["lat"], location["lon"]]

    def answer(request: Request, _: Server) -> Answer:
        asked = json.loads(request.body)
        assert request.method == "POST"
        assert request.headers["Content-Type"] == "application/json"
        assert asked["costing"] == "auto"
        assert asked["costing_options"]["auto"] == {"use_ferry": 0, "exclude_ferries": True}
        if request.path == "/route":
            pair = tuple(known(location) for location in asked["locations"])
            if not ways or pair not in ways:
                body = {
                    "error_code": 442,
                    "error": "No path could be found for input",
                    "status_code": 400,
                    "status": "Bad Request",
                }
                return Answer(body, status=400)
            summary = {"has_ferry": pair in ferries, "time": 1.0, "length": 1.0}
            legs = [{"shape": ways[pair], "summary": summary}]
            trip = {"locations": [], "legs": legs, "summary": summary, "status": 0}
            return Answer({"trip": trip | {"units": "kilometers"}})
        assert request.path == "/sources_to_targets"
        rows = [known(location) for location in asked["sources"]]
        columns = [known(location) for location in asked["targets"]]
        assert len(rows) * len(columns) <= 2500

        def cell(i: int, j: int) -> dict[str, object]:
            same = rows[i] == columns[j]
            found = (0, 0) if same else drives.get((rows[i], columns[j]))
            seconds, metres = found or (None, None)
            km = None if metres is None else metres / 1000
            return {"from_index": i, "to_index": j, "time": seconds, "distance": km}

        table = [[cell(i, j) for j in range(len(columns))] for i in range(len(rows))]
        return Answer(
            {"algorithm": "costmatrix", "units": "kilometers", "sources_to_targets": table}
        )

    return answer


def encoded(points: list[tuple[float, float]], precision: int = 6) -> str:
    """The points as an encoded polyline, by another way than the decoder's: digits in base 32."""
    text = ""
    before = (0, 0)
    for point in points:
        here = tuple(round(part * 10**precision) for part in point)
        for old, new in zip(before, here, strict=True):
            change = new - old
            number = 2 * change if change >= 0 else -2 * change - 1
            digits = [number // 32**place % 32 for place in range(_length(number))]
            last = len(digits) - 1
            text += "".join(chr(d + (32 if n < last else 0) + 63) for n, d in enumerate(digits))
        before = here
    return text


def _length(number: int) -> int:
    return 1 if number == 0 else int(math.log2(number)) // 5 + 1
