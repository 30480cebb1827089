"""What the checker answers: which rule is broken, where, and by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

from caravan.errors import Message


class Rule(StrEnum):
    """The rules that a plan keeps, one word for each."""

    TEAMS = "teams"
    """There are as many teams as the tour has, and no two have one id."""
    DATES = "dates"
    """A team's days are exactly the tour's dates, in order."""
    START = "start"
    """The first day starts where the tour starts."""
    END = "end"
    """The last day ends where the tour ends."""
    BED = "bed"
    """Every overnight stay but the last is in a town where one can sleep."""
    MORNING = "morning"
    """A day starts where the one before ended, and not before it ended."""
    UNKNOWN = "unknown"
    """Every id is one of the tour's."""
    FORM = "form"
    """An item is what its kind says: a drive isn't a sailing, a wait holds no event."""
    TIMES = "times"
    """Each item begins when the one before ends, within its date."""
    PLACES = "places"
    """Each item begins where the one before ends; the last ends at the overnight stay."""
    DURATION = "duration"
    """No item lasts less than nothing, and a leg lasts at least a minute."""
    WORKING_HOURS = "working-hours"
    """Nobody drives, sails or hosts outside of the working hours."""
    DRIVING_LIMIT = "driving-limit"
    """Nobody drives longer in a day than is allowed."""
    BREAK = "break"
    """The break rule."""
    EVENT_ONCE = "event-once"
    """An event is held at most once, by one team."""
    EVENT_PLACE = "event-place"
    """An event is held in its own town."""
    SERVICE_TIME = "service-time"
    """An event lasts exactly its service time."""
    FIXED_DATE = "fixed-date"
    """An event with a fixed date is held on it."""
    FIXED_HOUR = "fixed-hour"
    """An event with a fixed hour begins at it."""
    PIN = "pin"
    """A pinned event is held on its date, and at its hour if it has one."""
    REFUSED_DATE = "refused-date"
    """An event is held on no date that its host has refused."""
    TIME_WINDOW = "time-window"
    """An event lies wholly in one of its time windows."""
    REQUIRED = "required"
    """Every event that must be kept is held."""
    ORDER = "order"
    """Events of an order are held one after the other; of several teams, by each on each day."""
    FORBIDDEN_PAIR = "forbidden-pair"
    """No team holds both events of a forbidden pair on one day."""
    SAILING = "sailing"
    """A ferry leg is a sailing of its line's timetable, as long as the crossing."""
    BOARDING = "boarding"
    """The team stands at the port long enough before the ship sails."""
    ROAD = "road"
    """A leg by road follows roads of the tour and adds their figures up."""
    CLOSED_ROAD = "closed-road"
    """No leg by road leads over a closed road."""
    FASTEST = "fastest"
    """A leg by road takes the fastest way."""
    ESTIMATE = "estimate"
    """A guessed leg follows the tour's estimate, and only where no way is known."""
    ENGINE = "engine"
    """A leg of a routing engine isn't shorter than the great circle, nor too fast."""
    OBJECTIVE = "objective"
    """The plan's totals are those of its items."""
    BOUND = "bound"
    """The bound doesn't contradict the plan."""
    STATUS = "status"
    """A plan is called optimal when its bound proves it, and only then."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule.

    Attributes:
        rule: which rule.
        message: what is wrong, with the figures.
        team: id of the team, empty when it is a matter of the whole plan.
        date: the day, None when it is a matter of the whole plan.
        place, event: ids of the place and event, empty when it isn't about one.
    """

    rule: Rule
    message: Message
    team: str = ""
    date: Date | None = None
    place: str = ""
    event: str = ""

    def __str__(self) -> str:
        return self.translated(lambda text: text)

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The violation as one line in another language; ids and the date stay as they are."""
        date = self.date.isoformat() if self.date else ""
        where = ", ".join(part for part in (self.team, date, self.event or self.place) if part)
        text = self.message.translated(gettext)
        return f"{where}: {text}" if where else text
