"""A server of caravan for tests: a data folder, a state folder with the sample plan, routes."""

from __future__ import annotations

import http.client
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samples import sample_plan

from caravan.plan.plan import Plan
from caravan.plan.publication import Publication
from caravan.store.desk import Desk
from caravan.store.link import LinkKind
from caravan.store.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEDULE = "schedule.yaml"
PUBLISHED = datetime(2020, 2, 25, 10, tzinfo=UTC)
"""Five days after the sample's revision."""


def desk_with_plan(folder: Path, plan: Plan | None = None) -> Desk:
    """A desk with one schedule, whose plan is on the shelf. The schedule's file can't be read."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / SCHEDULE).write_text("events: []\n", encoding="utf-8")
    here = Desk(Settings((data,), folder / "state"))
    here.shelf.put(SCHEDULE, plan or sample_plan())
    return here


def publish(here: Desk, plan: Plan | None = None, at: datetime = PUBLISHED) -> Publication:
    """Publish a plan, the sample unless told otherwise, after whatever was published before."""
    base = here.publications.latest_number(SCHEDULE)
    return here.publications.publish(SCHEDULE, plan or sample_plan(), base=base, at=at, who="Amina")


def secret_of(here: Desk, kind: LinkKind = LinkKind.TOUR, subject: str = "", **more: Any) -> str:
    """The secret of a new link to the desk's first schedule, in French unless told otherwise."""
    told = {"label": "", "language": "fr", "at": PUBLISHED, **more}
    return here.links.make(kind, SCHEDULE, subject, **told).secret


class Client:
    """Asks a server on this machine, one connection a question, nothing followed or mended."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, method: str, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer and its body; underscores in the names of headers become hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer to GET."""
        return self.ask("GET", path, **headers)


@contextmanager
def serving(here: Desk, clock: Callable[[], datetime] | None = None) -> Iterator[Client]:
    """The plain routes of a desk behind the server that Streamlit uses, on a free port."""
    import uvicorn
    from starlette.applications import Starlette

    from caravan.web.clock import now
    from caravan.web.feeds import Feeds
    from caravan.web.middleware import Calendars, middleware
    from caravan.web.routes import routes

    clock = clock or now
    feeds = Feeds(here, clock)
    pages = Starlette(routes=routes(here, clock), middleware=middleware(here, feeds, clock))
    app = Calendars(pages, feeds, here.access)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield Client(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
