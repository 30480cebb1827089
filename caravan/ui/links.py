"""The addresses that the app hands out: calendars to subscribe to, day pages to open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from caravan.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses on one server.

    Attributes:
        base: scheme and host, with the path of a reverse proxy if any, without a slash at the end.
    """

    base: str

    def feed(self, secret: str, file: str) -> str:
        """The address of a feed, to copy: ``https://…/calendars/<secret>/tour.ics``."""
        return f"{self.base}/calendars/{secret}/{file}"

    def webcal(self, secret: str, file: str) -> str:
        """The same to click: ``webcal://…`` opens the calendar program of the device."""
        return "webcal" + self.feed(secret, file).removeprefix(urlsplit(self.base).scheme)

    def day(self, secret: str, date: Date) -> str:
        """The address of a day page, from which links lead to the days before and after it."""
        return f"{self.base}/day/{secret}/{date.isoformat()}"

    def answer(self, secret: str) -> str:
        """The address of the page on which a partner answers."""
        return f"{self.base}/answer/{secret}"

    @property
    def is_loopback(self) -> bool:
        """Whether the addresses work on this computer only."""
        return _is_loopback(urlsplit(self.base).hostname or "")

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read a secret."""
        return self.base.startswith("https:")


def addresses(desk: Desk) -> Addresses:
    """The addresses of a server, as this visitor reaches it."""
    return Addresses(base_address(desk))


def base_address(desk: Desk) -> str:
    """Where people reach the server, without a slash at the end."""
    return desk.settings.url or _reached_at(st.context.url or "")


def _reached_at(url: str) -> str:
    """The server's address, from that of the page in the visitor's browser."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "http://localhost:8501"
    return f"{parts.scheme}://{parts.netloc}"


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
