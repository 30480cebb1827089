"""What had happened when a plan was made on the way: facts, that no rule holds to."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.plan.day import Day, Item
from caravan.plan.plan import Precedent

_SECONDS_PER_DAY = 86_400


class Happened:
    """Tells facts from what was still to come; without a precedent nothing is a fact."""

    def __init__(self, precedent: Precedent | None, zone: str) -> None:
        self.overtime = precedent.overtime if precedent else ()
        self._until = _local_seconds(precedent.frozen_until, zone) if precedent else 0

    def began(self, date: Date, minute: int) -> bool:
        """Whether this minute of a date had passed."""
        return date.toordinal() * _SECONDS_PER_DAY + minute * 60 < self._until

    def is_fact(self, day: Day, item: Item) -> bool:
        """Whether an item had begun: it is as it happened."""
        return self.began(day.date, item.begins)

    def is_behind(self, date: Date) -> bool:
        """Whether a date was over, with the night that follows."""
        return date.toordinal() < self._until // _SECONDS_PER_DAY

    def is_today(self, date: Date) -> bool:
        """Whether this is the date of the instant."""
        return self._until > 0 and self._until // _SECONDS_PER_DAY == date.toordinal()

    @property
    def clock(self) -> int:
        """The minute of its date, begun or just beginning, up to which things are facts."""
        return -(-(self._until % _SECONDS_PER_DAY) // 60)

    def is_start_fact(self, day: Day) -> bool:
        """Whether where a day starts is a fact: it was over, or the team had done something."""
        return self.is_behind(day.date) or any(self.is_fact(day, item) for item in day.items)


def _local_seconds(instant: datetime, zone: str) -> int:
    """Seconds on the local calendar and clock; near the ends of all time the offset is left out."""
    try:
        local = instant.astimezone(ZoneInfo(zone))
    except OverflowError:
        local = instant
    seconds = (local.hour * 60 + local.minute) * 60 + local.second + (local.microsecond > 0)
    return local.toordinal() * _SECONDS_PER_DAY + seconds
