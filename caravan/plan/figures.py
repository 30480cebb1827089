"""What a plan comes to, in numbers that people compare."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date as Date
from typing import Any

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Plan, Team
from caravan.tour.rates import Rates
from caravan.travel.leg import LegKind


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a plan; those of several teams are added up.

    Attributes:
        events_kept, towns_kept: number of events that are held, and of different towns with one.
        value: total value of the events that are held.
        teams: number of teams that travel or hold an event.
        days_used: number of days, one for each team, on which it travels or holds an event.
        driving_minutes, sailing_minutes: on the road and at sea.
        road_km, sea_km: by road and by sea.
        nights_away: nights spent elsewhere than where the tour starts; see `nights_of`.
        beds: number of different towns in which they are spent.
        longest_travel_minutes, shortest_travel_minutes: driving and sailing of the longest and of
            the shortest of the days used.
        travel_deviation: population standard deviation of the travel minutes of the days used.
        longest_work_minutes: of the longest day, from its first drive, sailing or event to the end
            of its last.
        money: by the rates of the tour, None when a rate that it needs is unknown.
        currency: of `money`; empty when the tour has no rates in money.
        co2_kg: kilograms of CO2 by the rates of the tour, None like `money`.
    """

    events_kept: int
    towns_kept: int
    value: int
    teams: int
    days_used: int
    driving_minutes: int
    sailing_minutes: int
    road_km: float
    sea_km: float
    nights_away: int
    beds: int
    longest_travel_minutes: int
    shortest_travel_minutes: int
    travel_deviation: float
    longest_work_minutes: int
    money: float | None = None
    currency: str = ""
    co2_kg: float | None = None

    @property
    def travel_minutes(self) -> int:
        """Driving and sailing minutes of the whole tour."""
        return self.driving_minutes + self.sailing_minutes

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts better plans of one tour first: those of more value, then of less travel."""
        return (-self.value, self.travel_minutes)


def figures_of(plan: Plan) -> Figures:
    """The figures of a plan, measured on its items."""
    tour = plan.tour
    held = [tour.event(stop.event) for _, stop in plan.kept]
    used = [day for day in plan.days if is_used(day)]
    travel = [day.travel_minutes for day in used]
    nights = [night for team in plan.teams for night in nights_of(team) if night[1] != tour.start]
    road_km = _km(plan, LegKind.DRIVE)
    sea_km = _km(plan, LegKind.FERRY)
    amounts = Amounts(road_km, sea_km, len(nights), len(used))
    return Figures(
        events_kept=len(held),
        towns_kept=len({event.place for event in held}),
        value=sum(event.value for event in held),
        teams=sum(any(is_used(day) for day in team.days) for team in plan.teams),
        days_used=len(used),
        driving_minutes=sum(day.driving_minutes for day in used),
        sailing_minutes=sum(day.sailing_minutes for day in used),
        road_km=road_km,
        sea_km=sea_km,
        nights_away=len(nights),
        beds=len({place for _, place in nights}),
        longest_travel_minutes=max(travel, default=0),
        shortest_travel_minutes=min(travel, default=0),
        travel_deviation=statistics.pstdev(travel) if travel else 0.0,
        longest_work_minutes=max(map(work_minutes, used), default=0),
        money=amounts.money(tour.rates),
        currency=tour.rates.currency,
        co2_kg=amounts.co2_kg(tour.rates),
    )


def figures_from(values: Mapping[str, object]) -> Figures:
    """Figures that were written down, by their names; other keys are passed over.

    Raises ValueError for one that is missing or no number.
    """
    found = {field.name: values.get(field.name) for field in fields(Figures)}
    currency = found.pop("currency") or ""
    is_text = isinstance(currency, str)
    unknown = {name for name in ("money", "co2_kg") if found[name] is None}
    for name, value in found.items():
        is_number = isinstance(value, int | float) and math.isfinite(value)
        if name not in unknown and (not is_number or isinstance(value, bool)):
            raise ValueError(f"{name} is no number")
    if not is_text:
        raise ValueError("the currency is no text")
    checked: dict[str, Any] = {**found, "currency": currency}
    return Figures(**checked)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What rates are multiplied by: kilometres by road and by sea, nights away and days used."""

    road_km: float
    sea_km: float
    nights: int
    days: int

    def money(self, rates: Rates) -> float | None:
        """The costs in `rates.currency`; None when a rate that they need isn't given."""
        if not rates.has_money:
            return None
        pairs = ((self.road_km, rates.km), (self.sea_km, rates.sailing_km))
        return _sum((*pairs, (self.nights, rates.night), (self.days, rates.day)))

    def co2_kg(self, rates: Rates) -> float | None:
        """Kilograms of CO2; None when a rate that they need isn't given."""
        if not rates.has_co2:
            return None
        grams = _sum(
            ((self.road_km, rates.co2_grams_km), (self.sea_km, rates.co2_grams_sailing_km))
        )
        return None if grams is None else grams / 1000


def missing_rates(figures: Figures, rates: Rates) -> tuple[str, ...]:
    """Names of the rates for want of which `money` or `co2_kg` is None, as `Rates` has them."""
    needed: dict[str, float] = {}
    if rates.has_money:
        needed |= {"km": figures.road_km, "sailing_km": figures.sea_km}
        needed |= {"night": figures.nights_away, "day": figures.days_used}
    if rates.has_co2:
        needed |= {"co2_grams_km": figures.road_km, "co2_grams_sailing_km": figures.sea_km}
    return tuple(
        field.name
        for field in fields(Rates)
        if needed.get(field.name, 0) > 0 and getattr(rates, field.name) is None
    )


def is_used(day: Day) -> bool:
    """Whether the team travels or holds an event on this day."""
    return bool(day.legs or day.events)


def nights_of(team: Team) -> tuple[tuple[Date, str], ...]:
    """The nights of a team: the date of the evening, and the id of the town.

    They lie between its first and its last day that is used. Before them the team hasn't set out,
    and where it arrives on the last of them the tour is over.
    """
    used = [number for number, day in enumerate(team.days) if is_used(day)]
    if not used:
        return ()
    return tuple((day.date, day.overnight) for day in team.days[used[0] : used[-1]])


def work_minutes(day: Day) -> int:
    """Minutes from the first drive, sailing or event of a day to the end of the last."""
    busy = [
        item
        for item in day.items
        if not (isinstance(item, Stop) and item.kind is not StopKind.EVENT)
    ]
    return busy[-1].ends - busy[0].begins if busy else 0


def _km(plan: Plan, kind: LegKind) -> float:
    # Exactly rounded, so that the order of the legs doesn't show in the last digit.
    return math.fsum(leg.km for day in plan.days for leg in day.legs if leg.kind is kind)


def _sum(pairs: tuple[tuple[float, float | None], ...]) -> float | None:
    """The sum of amounts times rates; a rate of nothing isn't needed."""
    total = 0.0
    for amount, rate in pairs:
        if amount == 0:
            continue
        if rate is None:
            return None
        total += amount * rate
    return total
