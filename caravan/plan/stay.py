"""How long calendars go on showing what was cancelled: an event that vanishes leaves a doubt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

STAYS = 30
"""Whole days (UTC) after the one on which it was cancelled."""


def leaves(cancelled: datetime) -> datetime:
    """The instant from which what was cancelled at another one isn't shown any more."""
    day = cancelled.astimezone(UTC).date() + timedelta(days=STAYS + 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def stays(cancelled: datetime, at: datetime) -> bool:
    """Whether what was cancelled is still shown at an instant."""
    return at < leaves(cancelled)
