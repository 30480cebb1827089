"""What a visitor of the page Publish may do, and under which name it is noted."""

from __future__ import annotations

from datetime import UTC, datetime

from caravan.ui.visit import Visit


def may_publish(visit: Visit) -> bool:
    """Whether this visitor may publish, send, make links and settle answers."""
    return visit.may.publish


def acting(visit: Visit) -> str:
    """The account under whose name it is noted; empty where nobody logs in."""
    return visit.visitor.name


def present() -> datetime:
    """Now."""
    return datetime.now(UTC)
