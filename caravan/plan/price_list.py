"""What each wish of a tour costs: what leaving it out would save, and what a bit more would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

from caravan.errors import Message
from caravan.plan.figures import Figures
from caravan.tour.adjustment import Adjustment
from caravan.tour.tour import Tour


class PriceKind(StrEnum):
    """What is tried, each in a tour that is otherwise as it is."""

    AS_IT_IS = "as-it-is"
    """Nothing is changed: what the others are compared with."""
    KEEP = "keep"
    """An event that the plan leaves out has to be kept."""
    LEAVE_OUT = "leave-out"
    """An event that the plan keeps is left out."""
    LATER_END = "later-end"
    EARLIER_START = "earlier-start"
    MORE_DRIVING = "more-driving"
    DAY_AFTER = "day-after"
    DAY_BEFORE = "day-before"
    SAILING = "another-sailing"
    """A ship more on a date and from a port where the plan takes one, at the best quarter hour."""
    BED = "another-bed"
    TEAM = "one-more-team"


class PriceStatus(StrEnum):
    """What is known."""

    PROVED = "proved"
    """The plan found is proved to be the best."""
    FOUND = "found"
    """A plan was found, a better one is not excluded."""
    IMPOSSIBLE = "impossible"
    """It is proved that no plan keeps all that must be kept."""
    NOT_FOUND = "not-found"
    """No plan was found in time; that there is none is not proved."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Price:
    """What one change gives.

    Attributes:
        subject: id of the event (LEAVE_OUT, KEEP), the place (BED) or the port (SAILING) that it is
            about, else empty.
        adjustments: the change; nothing for AS_IT_IS and KEEP. For SAILING the departures that the
            best plan takes, hardly ever more than one: none when no further one is of use.
        date: of a SAILING, else None.
        figures: of the best plan found, None without one.
        left_out: ids of the events of the changed tour that this plan leaves out.
        failure: why it failed.
    """

    kind: PriceKind
    subject: str
    adjustments: tuple[Adjustment, ...]
    status: PriceStatus
    date: Date | None = None
    figures: Figures | None = None
    left_out: tuple[str, ...] = ()
    failure: Message | None = None


@dataclass(frozen=True, slots=True)
class PriceDifference:
    """The figures with a change less those without: negative minutes are saved.

    Attributes:
        value: of the events kept.
        money: in the currency of the tour's rates; None when unknown, as is `co2_kg`.
    """

    value: int
    travel_minutes: int
    road_km: float
    sea_km: float
    nights_away: int
    money: float | None
    co2_kg: float | None


@dataclass(frozen=True, slots=True)
class PriceList:
    """The prices of a plan.

    Attributes:
        tour: of the plan.
        plan: figures of the plan itself.
        as_it_is: the best plan of the tour as it is; None as long as it isn't known.
        prices: those that are known, in the order in which they were asked for.
        wanted: how many there will be in the end.
        warnings: what a person must know about the driving times.
    """

    tour: Tour
    plan: Figures
    as_it_is: Price | None
    prices: tuple[Price, ...]
    wanted: int
    warnings: tuple[Message, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to find out."""
        return self.as_it_is is not None and len(self.prices) == self.wanted

    @property
    def base(self) -> Figures:
        """What prices are compared with: the best plan of the tour as it is that is known."""
        found = self.as_it_is
        if found is None or found.figures is None:
            return self.plan
        if found.status is PriceStatus.PROVED or found.figures.rank < self.plan.rank:
            return found.figures
        return self.plan

    def difference(self, price: Price) -> PriceDifference | None:
        """What the change makes of the figures, None without a plan."""
        after, before = price.figures, self.base
        if after is None:
            return None
        return PriceDifference(
            after.value - before.value,
            after.travel_minutes - before.travel_minutes,
            after.road_km - before.road_km,
            after.sea_km - before.sea_km,
            after.nights_away - before.nights_away,
            _less(after.money, before.money),
            _less(after.co2_kg, before.co2_kg),
        )

    def is_exact(self, price: Price) -> bool:
        """Whether both plans of a difference are proved to be the best."""
        found = self.as_it_is
        return (
            found is not None
            and found.status is PriceStatus.PROVED
            and price.status is PriceStatus.PROVED
        )


def _less(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else after - before
