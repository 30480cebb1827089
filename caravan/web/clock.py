"""The clock of the server."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present, as an aware instant."""
    return datetime.now(UTC)
