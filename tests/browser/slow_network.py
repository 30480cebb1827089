"""A network between the server and a page that stops in the middle of what the server says."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from browser.patience import until
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, WebSocketRoute

_QUIET_SECONDS = 0.5
"""A page is often drawn once more for what was found while it was drawn."""


@dataclass
class SlowNetwork:
    """What the server says comes until the first message with some words, the rest when let go.

    What the page says always comes at once.

    Attributes:
        last: the words of the last message that still comes; None lets everything through.
        connections: how often the page has found the server.
    """

    last: bytes | None = None
    connections: int = 0
    _draws: bool = False
    _ended: int = 0
    _heard: float = 0.0
    _page: WebSocketRoute | None = None
    _held: list[str | bytes] = field(default_factory=list)
    _holds: bool = False

    def between(self, page: Page) -> None:
        """Stand between the server and this page. Call it before the page is opened."""
        page.route_web_socket("**/_stcore/stream", self._stand)

    def hold_after(self, last: str) -> None:
        """From the message with these words on, hold what comes after it."""
        self.last = last.encode()

    def hold(self) -> None:
        """Hold what comes from now on."""
        self._holds = True

    @property
    def holds(self) -> int:
        """How many messages wait."""
        return len(self._held)

    @contextmanager
    def answered(self, page: Page) -> Iterator[None]:
        """What is done within is answered to its end, whether the page hears of it or not."""
        before = self._ended
        yield
        until(page, lambda: self._ended > before and self._is_quiet)

    @property
    def _is_quiet(self) -> bool:
        return not self._draws and time.monotonic() > self._heard + _QUIET_SECONDS

    def let_go(self) -> None:
        """Deliver all that waits at once, and whatever comes as it comes."""
        self.last, self._holds = None, False
        waiting, self._held = self._held, []
        assert self._page is not None
        for message in waiting:
            self._page.send(message)

    def break_off(self) -> None:
        """Lose what waits, and the connection; the next one lets everything through."""
        self.last, self._holds, self._held = None, False, []
        assert self._page is not None
        self._page.close(code=1012, reason="gone")

    def _stand(self, page: WebSocketRoute) -> None:
        self._page, server = page, page.connect_to_server()
        self.connections += 1
        page.on_message(server.send)
        server.on_message(self._said)

    def _said(self, message: str | bytes) -> None:
        assert self._page is not None
        said = message.encode() if isinstance(message, str) else message
        kind = ForwardMsg.FromString(said).WhichOneof("type")
        if kind in ("new_session", "script_finished"):
            # Of a run that another one follows at once, only the beginning may be told.
            self._draws = kind == "new_session"
            self._ended += not self._draws
        self._heard = time.monotonic()
        if self._holds:
            self._held.append(message)
            return
        self._page.send(message)
        self._holds = self.last is not None and self.last in said
