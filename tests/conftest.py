"""What every test may ask for: tools of the machine, a browser, repeatable examples.

Tools that caravan doesn't need itself (Chromium, node, …) may be absent on a laptop: a test that
asks for one is skipped and says so. `CARAVAN_TEST_TOOLS=required`, as in CI, makes it fail instead,
so that nothing is skipped there by accident.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from postgresql_server import Cluster

    from caravan.store.database import Database

# The same examples each time: a red build says something about the change, not about luck.
# How fast examples are made says something of the machine only.
hypothesis.settings.register_profile(
    "caravan",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("caravan")

# A shell that runs the tests in the background lets all children ignore Ctrl-C, which many test.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_TOOLS = {
    # The shell is the same engine without windows, which take a fifth of a browser test's time.
    "chromium": (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ),
    "node": ("node", "nodejs"),
}
_NODE_MODULES = Path(__file__).parent / "views" / "calendar" / "node"
_CHROMIUM_SWITCHES = (
    "--no-sandbox",  # CI runs as root, where Chromium has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Folders and files whose tests take longest, before all others: so no worker has much left to do
# when the others have nothing.
_FIRST = (
    "browser/test_accessibility.py",
    "browser",
    "scenarios",
    "planning",
    "pages",
    "cli",
    "travel/engines",
    "views/calendar",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first when this is one of several workers; else in the order of the files."""
    if hasattr(config, "workerinput"):
        items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    path = f"{item.path.relative_to(Path(__file__).parent).as_posix()}/"
    turns = (turn for turn, first in enumerate(_FIRST) if path.startswith(f"{first}/"))
    return next(turns, len(_FIRST))


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Give `__main__` back: AppTest puts its script there, and new processes would run that."""
    ours = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = ours


def require_tool(name: str) -> Path:
    """Where the tool `name` is; without it the test is skipped, or fails if tools are required.

    The variable CARAVAN_<NAME>, for example CARAVAN_CHROMIUM, points to a tool off the PATH.
    """
    chosen = os.environ.get(f"CARAVAN_{name.upper()}")
    candidates = (chosen,) if chosen else _TOOLS.get(name, (name,))
    found = next(filter(None, map(shutil.which, candidates)), None)
    if found is None:
        missing(f"{name} is not installed")
    return Path(found)


def missing(reason: str) -> NoReturn:
    """Skips the test for this reason, or fails it where every tool is required."""
    if os.environ.get("CARAVAN_TEST_TOOLS") == "required":
        pytest.fail(f"{reason}, and CARAVAN_TEST_TOOLS=required", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The system's Chromium."""
    return require_tool("chromium")


@pytest.fixture(scope="session")
def node_path() -> Path:
    """The system's node."""
    return require_tool("node")


@pytest.fixture(scope="session")
def node_modules(node_path: Path) -> Path:
    """The folder of the calendar tests' package.json, its modules installed by npm."""
    if not (_NODE_MODULES / "node_modules").is_dir():
        missing(f"no modules for {node_path.name}: npm install in tests/views/calendar/node")
    return _NODE_MODULES


# Not for the whole session: Playwright keeps an event loop in this thread, and a test of another
# module that calls asyncio.run() would then fail.
@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """A headless Chromium, one for each test file; open a context of your own in each test."""
    from playwright.sync_api import sync_playwright  # slow to import, few tests need it

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium_path), args=list(_CHROMIUM_SWITCHES)
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server, started for this run of the tests."""
    from postgresql_server import cluster

    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def emptied_server(
    postgresql: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database of that server with all tables."""
    from caravan.store.database import Database
    from caravan.store.postgresql import server_at
    from caravan.store.tours import Tours

    folder = tmp_path_factory.mktemp("server")
    found = Database(server_at(postgresql.url("postgres"), folder))
    Tours(found).listed()
    yield found
    found.engine.dispose()


@pytest.fixture
def database_server(emptied_server: Database) -> Database:
    """An empty database of a PostgreSQL server: always the same one, emptied."""
    from caravan.store.rows import empty
    from caravan.store.schema import Base

    with emptied_server.writing() as session:
        empty(session.connection(), Base.metadata)
    return emptied_server


@pytest.fixture
def empty_server(postgresql: Cluster, database_server: Database) -> str:
    """The address of that database, as CARAVAN_DATABASE_URL has it."""
    return postgresql.url("postgres")
