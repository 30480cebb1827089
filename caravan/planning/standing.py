"""Where the teams are when a plan is taken over on its way: what is behind them is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.plan.day import Day, Item, Stop
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind


@dataclass(frozen=True, slots=True)
class Standing:
    """One team on its way.

    Attributes:
        behind: its days before today, as they happened.
        morning: id of the place where it woke today.
        items: of today, up to the moment when it is free to do something else.
        place: id of the place where it then is.
        clock: minutes after midnight of today when it is free there.
        stood_since: since which minute it stands there and neither drives, sails nor hosts.
        is_rested: whether the break of today is behind it, or can't be taken any more.
        has_overtime: whether today's working hours and driving limit are given up, because
            nobody could keep them any more.
    """

    behind: tuple[Day, ...]
    morning: str
    items: tuple[Item, ...]
    place: str
    clock: int
    stood_since: int
    is_rested: bool
    has_overtime: bool = False

    @property
    def events(self) -> tuple[str, ...]:
        """The events held today."""
        return tuple(item.event for item in self.items if isinstance(item, Stop) and item.event)

    def rests_until(self, tour: Tour) -> int | None:
        """When a break that is taken here at once ends, in minutes after midnight.

        The team may already stand here for some time.
        None when the break is behind the team, too late, or can't be taken at a port or junction.
        """
        rule = tour.rules.pause
        if rule is None or self.is_rested or tour.place(self.place).kind is not PlaceKind.TOWN:
            return None
        ends = max(self.stood_since, rule.within.begins) + rule.minutes
        return max(self.clock, ends) if ends <= rule.within.ends else None

    def staying(self, date: Date) -> Day:
        """Today, when the team stays where it is for the night."""
        return Day(date, self.morning, self.place, self.items)

    @property
    def driving_minutes(self) -> int:
        """Driven today."""
        legs = (item for item in self.items if isinstance(item, Leg))
        return sum(leg.minutes for leg in legs if leg.kind is LegKind.DRIVE)

    @property
    def travel_minutes(self) -> int:
        """Driven and sailed today."""
        return sum(item.minutes for item in self.items if isinstance(item, Leg))

    @property
    def places(self) -> set[str]:
        """Ids of the places where it was, is, or slept."""
        slept = {day.overnight for day in self.behind} | {day.start for day in self.behind}
        return {self.morning, self.place, *slept}
