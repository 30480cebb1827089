"""Instants as people of a tour read them: in its zone."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.language.language import Language


def moment_text(instant: datetime, zone: str, speech: Language) -> str:
    """``mardi 10 mars à 14:05``, in a zone by its IANA name."""
    local = instant.astimezone(ZoneInfo(zone))
    date, time = speech.date(local.date()), speech.clock(60 * local.hour + local.minute)
    return speech.text("{date} at {time}", date=date, time=time)


def local_date(instant: datetime, zone: str) -> Date:
    """The date on which an instant falls in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()
