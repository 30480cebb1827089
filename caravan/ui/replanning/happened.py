"""What an organizer tells: since when, how late the convoy is, and what is otherwise now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta

from caravan.errors import ImpossibleValue, msg
from caravan.files.adjustment_json import adjustment_from_data, adjustment_to_data
from caravan.plan.plan import Plan
from caravan.tour.adjustment import Adjustment
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.tour import Tour

MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Happened:
    """What has happened to a plan.

    Attributes:
        date: the local date of the moment from which on the plan may change; None when the tour
            hasn't begun.
        minute: of that moment, after midnight.
        late_minutes: how late the convoy is then.
        late_team: id of the only team that is late; empty when all are.
        changes: what is otherwise now, in the order in which it was told.

    Raises ImpossibleValue for times that are not within a day, and for too many changes.
    """

    date: Date | None
    minute: int = 0
    late_minutes: int = 0
    changes: tuple[Adjustment, ...] = ()
    late_team: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.minute < MINUTES_PER_DAY or not 0 <= self.late_minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(msg("the moment or the delay is not within a day"))
        if len(self.changes) > MOST_CHANGES:
            raise ImpossibleValue(
                msg("more than {limit} things can't have happened at once", limit=MOST_CHANGES)
            )

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is told but the moment."""
        return not self.late_minutes and not self.changes

    def instant(self, tour: Tour, before: Plan) -> datetime:
        """The moment, aware; the eve of the tour when it hasn't begun."""
        if self.date is None:
            first = min(tour.first_day, before.tour.first_day)
            return tour.instant(first - timedelta(days=1), 0)
        return tour.instant(self.date, self.minute)

    @property
    def digest(self) -> str:
        """Tells what was told apart from anything else, in 24 letters and digits."""
        return hashlib.sha256(self.to_text().encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def to_text(self) -> str:
        """As JSON."""
        data: dict[str, object] = {
            "date": None if self.date is None else self.date.isoformat(),
            "minute": self.minute,
            "late": self.late_minutes,
            "changes": [adjustment_to_data(change) for change in self.changes],
        }
        if self.late_team:
            data["late_team"] = self.late_team
        return json.dumps(data)

    @classmethod
    def from_text(cls, text: str) -> Happened:
        """What `to_text` wrote. Raises ImpossibleValue for anything else."""
        try:
            data = json.loads(text)
            date = data["date"]
            return cls(
                None if date is None else Date.fromisoformat(date),
                int(data["minute"]),
                int(data["late"]),
                tuple(adjustment_from_data(change) for change in data["changes"]),
                str(data.get("late_team", "")),
            )
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            raise ImpossibleValue(msg("this doesn't say what has happened")) from None
