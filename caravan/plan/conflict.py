"""Why there is no plan: the few wishes that clash, or what is short."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.errors import ImpossibleValue, msg


class WishKind(StrEnum):
    """What a person may wish, and give up again."""

    KEEP = "keep"
    """An event is kept."""
    DATE = "date"
    """An event is on its fixed date."""
    HOUR = "hour"
    """An event begins at its fixed hour."""
    REFUSED_DATES = "refused-dates"
    """An event is on none of the dates that its host has refused."""
    PIN = "pin"
    """An event is where it is pinned."""
    OPENING = "opening"
    """An event lies in the opening hours of its host."""
    ORDER = "order"
    """Events are held in an order that was set by hand."""
    FORBIDDEN_PAIR = "forbidden-pair"
    """Two events are not on one day."""
    WORKING_HOURS = "working-hours"
    """Nobody works before or after the hours of the day."""
    DRIVING_LIMIT = "driving-limit"
    """Nobody drives more than so much a day."""
    BREAK = "break"
    """There is a break."""
    DATES = "dates"
    """The tour keeps to its dates: from its first day to its last."""
    BEDS = "beds"
    """Nights are spent where there are beds."""


_EVENTS = {
    WishKind.ORDER: (2, 62),
    WishKind.FORBIDDEN_PAIR: (2, 2),
    WishKind.WORKING_HOURS: (0, 0),
    WishKind.DRIVING_LIMIT: (0, 0),
    WishKind.BREAK: (0, 0),
    WishKind.DATES: (0, 0),
    WishKind.BEDS: (0, 0),
}
"""Fewest and most events of the kinds that aren't about exactly one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish.

    Attributes:
        events: ids of the events that it is about: one, two and more for an order, two for a
            forbidden pair, none for a rule of every day.

    Raises ImpossibleValue for another number of events.
    """

    kind: WishKind
    events: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        least, most = _EVENTS.get(self.kind, (1, 1))
        if not least <= len(self.events) <= most:
            raise ImpossibleValue(
                msg(
                    "a wish of the kind “{kind}” about {count} events",
                    kind=self.kind.value,
                    count=len(self.events),
                )
            )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Wishes that can't all be met, and that can as soon as any single one is given up.

    It speaks of a tour that holds only the events that it names. Without any wish it says that no
    way leads from the start of the tour to its end.
    """

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """What is short when no small conflict exists: the days are too few or too short for it all.

    Attributes:
        service_minutes: of all events that must be kept.
        travel_minutes: of the plan that keeps them all with longer days; without one, of the plan
            of the repair that leaves one out; None when there is none either.
        minutes_a_day: least number of minutes, a multiple of 15, by which every day must be longer
            for a plan to keep them all; None when two hours don't do, or nobody had time to see.
        smallest: no conflict has fewer wishes to keep an event than this.
    """

    service_minutes: int
    travel_minutes: int | None
    minutes_a_day: int | None
    smallest: int
