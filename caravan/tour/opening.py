"""When a host can receive the convoy: opening hours and the time windows they give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY, format_clock
from caravan.tour.names import Names
from caravan.tour.place import refuse_bad_id


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A span of local time within one date, in minutes after midnight, end not included.

    Raises ImpossibleValue when it ends before it begins or leaves the day.
    """

    begins: int
    ends: int

    def __post_init__(self) -> None:
        if not 0 <= self.begins < self.ends <= MINUTES_PER_DAY:
            raise ImpossibleValue(
                msg(
                    "the hours {begins}–{ends} must begin before they end, within one day",
                    begins=format_clock(self.begins),
                    ends=format_clock(self.ends),
                )
            )

    def without(self, other: Hours) -> tuple[Hours, ...]:
        """What is left of these hours when `other` is taken out: none, one or two spans."""
        left = []
        if self.begins < min(other.begins, self.ends):
            left.append(Hours(self.begins, min(other.begins, self.ends)))
        if max(other.ends, self.begins) < self.ends:
            left.append(Hours(max(other.ends, self.begins), self.ends))
        return tuple(left)


def joined(spans: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """The same hours in order, overlapping and touching spans made one."""
    result: list[Hours] = []
    for span in sorted(spans):
        if result and span.begins <= result[-1].ends:
            result[-1] = Hours(result[-1].begins, max(result[-1].ends, span.ends))
        else:
            result.append(span)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """An interval of local time on a date in which a whole event must lie."""

    date: Date
    hours: Hours


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A named weekly calendar, for example the hours of municipal offices.

    Attributes:
        id, names: what files and screens call it.
        weekly: seven entries from Monday to Sunday, each the open spans of that weekday.
        blocked: seven entries likewise, spans that are never available (a prayer, a market).
        dates: other hours on single dates; no span means closed. `blocked` doesn't apply to them.
        source: where the hours come from.
    """

    id: str
    names: Names
    weekly: tuple[tuple[Hours, ...], ...]
    blocked: tuple[tuple[Hours, ...], ...] = ((),) * 7
    dates: tuple[tuple[Date, tuple[Hours, ...]], ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        refuse_bad_id(self.id)
        if len(self.weekly) != 7 or len(self.blocked) != 7:
            raise ImpossibleValue(msg("opening hours need seven weekdays"))

    def on(self, date: Date) -> tuple[Hours, ...]:
        """The open spans on a date, in order."""
        exceptions = dict(self.dates)
        if date in exceptions:
            return joined(exceptions[date])
        spans = joined(self.weekly[date.weekday()])
        for block in self.blocked[date.weekday()]:
            spans = tuple(part for span in spans for part in span.without(block))
        return spans
