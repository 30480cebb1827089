"""A network between the server and a page that stops in the middle of what the server says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocketRoute


@dataclass
class SlowNetwork:
    """What the server says comes until the first message with some words, the rest when let go.

    What the page says always comes at once.

    Attributes:
        last: the words of the last message that still comes; None lets everything through.
    """

    last: bytes | None = None
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
        page.on_message(server.send)
        server.on_message(self._said)

    def _said(self, message: str | bytes) -> None:
        assert self._page is not None
        if self._holds:
            self._held.append(message)
            return
        self._page.send(message)
        said = message.encode() if isinstance(message, str) else message
        self._holds = self.last is not None and self.last in said
