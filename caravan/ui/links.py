"""The addresses that the app hands out: feeds to subscribe to, day pages to open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from caravan.language.language import Language
from caravan.store.desk import Desk
from caravan.store.settings import Schedule


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of one schedule in one language.

    Attributes:
        base: scheme and host, with the path of a reverse proxy if any, without a slash at the end.
        secret: of the schedule.
        code: language of what is behind the addresses.
    """

    base: str
    secret: str
    code: str

    def feed(self, file: str) -> str:
        """The address of a feed, to copy: ``https://…/calendars/<secret>/tour.ics?lang=fr``."""
        return f"{self.base}/calendars/{self.secret}/{file}?lang={self.code}"

    def webcal(self, file: str) -> str:
        """The same to click: ``webcal://…`` opens the calendar program of the device."""
        return "webcal" + self.feed(file).removeprefix(urlsplit(self.base).scheme)

    def day(self, date: Date) -> str:
        """The address of a day page."""
        return f"{self.base}/day/{self.secret}/{date.isoformat()}?lang={self.code}"

    @property
    def is_loopback(self) -> bool:
        """Whether the addresses work on this computer only."""
        return _is_loopback(urlsplit(self.base).hostname or "")

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read the secret."""
        return self.base.startswith("https:")


def links(desk: Desk, schedule: Schedule, language: Language) -> Links:
    """The addresses of a schedule, as this visitor reaches the server. Raises StateUnusable."""
    base = desk.settings.url or _reached_at(st.context.url or "")
    return Links(base, desk.secret_of(schedule), language.code)


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
