"""A plan taken over on its way: what has happened by now, team by team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.errors import CaravanError, ImpossibleValue, msg
from caravan.plan.day import Day, Item, Stop, StopKind, place_after
from caravan.plan.plan import Plan, Team
from caravan.planning.standing import Standing
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class Now:
    """The moment at which a plan is taken over.

    Attributes:
        instant: aware.
        late_minutes: how late the teams are: what they do at the instant ends so much later.
        late_team: id of the only team that is late; empty when all are.

    Raises ImpossibleValue for an instant without offset, and minutes that are negative or more than
    a day.
    """

    instant: datetime
    late_minutes: int = 0
    late_team: str = ""

    def __post_init__(self) -> None:
        if self.instant.utcoffset() is None:
            raise ImpossibleValue(msg("the instant needs an offset, like +01:00"))
        if not 0 <= self.late_minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(
                msg(
                    "{minutes} minutes late are not between 0 and 24 hours",
                    minutes=self.late_minutes,
                )
            )

    def late_by(self, team: str) -> int:
        """How many minutes a team is late, by its id."""
        return self.late_minutes if self.late_team in {"", team} else 0

    def refuse_unknown_team(self, plan: Plan) -> None:
        """Raises CaravanError when the plan doesn't have the team that is late."""
        known = [team.id for team in plan.teams]
        if self.late_minutes and self.late_team not in {"", *known}:
            raise CaravanError(
                msg(
                    "the plan has no team “{team}”, which is to be late: it has {known}",
                    team=self.late_team,
                    known=", ".join(known),
                )
            )

    def local(self, tour: Tour) -> tuple[Date, int]:
        """The local date, and minutes after midnight."""
        here = self.instant.astimezone(ZoneInfo(tour.zone))
        return here.date(), here.hour * 60 + here.minute


def standings_of(before: Plan, tour: Tour, now: Now) -> tuple[Standing, ...]:
    """Where each team is at an instant; none when the tour hasn't begun.

    What has begun goes on to its end: a drive, a sailing, an event, a break. Teams that the tour
    has and the plan before had not wait at the start.

    Args:
        tour: the question as it is now.

    Raises CaravanError for a change of the past: a tour that is over, another first day, fewer
    teams, an event taken out that has already begun; and for a late team that the plan doesn't have.
    """
    now.refuse_unknown_team(before)
    date, clock = now.local(tour)
    if date < tour.first_day and date < before.tour.first_day:
        return ()
    _refuse_changed_past(before, tour, date, clock)
    teams = [_standing(team, tour, date, clock, now.late_by(team.id)) for team in before.teams]
    behind = tour.dates[: (date - tour.first_day).days]
    for _ in range(tour.teams - len(before.teams)):
        rest = tuple(Day(day, tour.start, tour.start, ()) for day in behind)
        from_now = max(clock, tour.rules.hours.begins)
        teams.append(
            Standing(rest, tour.start, (), tour.start, from_now, 0, _too_late(tour, clock))
        )
    return tuple(teams)


def begun(before: Plan, tour: Tour, now: Now) -> frozenset[str]:
    """Ids of the events that have begun by an instant."""
    date, clock = now.local(tour)
    return frozenset(
        stop.event for day, stop in before.kept if (day.date, stop.begins) < (date, clock)
    )


def refuse_earlier(before: Plan, now: Now) -> None:
    """Refuse to take a plan over at an instant that lies in its frozen past. Raises CaravanError."""
    if before.precedent is not None and now.instant < before.precedent.frozen_until:
        raise CaravanError(
            msg(
                "this plan was made at {instant}: what began before can't change any more",
                instant=before.precedent.frozen_until.isoformat(timespec="minutes"),
            )
        )


def _refuse_changed_past(before: Plan, tour: Tour, date: Date, clock: int) -> None:
    if date > tour.last_day:
        raise CaravanError(
            msg("the tour was over on {date}: nothing can change", date=tour.last_day.isoformat())
        )
    if tour.first_day != before.tour.first_day:
        raise CaravanError(msg("the first day can't change any more: the tour is under way"))
    if tour.start != before.tour.start:
        raise CaravanError(msg("the start can't change any more: the tour is under way"))
    if tour.teams < len(before.teams):
        raise CaravanError(msg("a team can't be taken away any more: the tour is under way"))
    known = {event.id for event in tour.events}
    for day, stop in before.kept:
        if (day.date, stop.begins) < (date, clock) and stop.event not in known:
            raise CaravanError(
                msg(
                    "“{event}” can't be taken out any more: it began on {date}",
                    event=stop.event,
                    date=day.date.isoformat(),
                )
            )


def _standing(team: Team, tour: Tour, date: Date, clock: int, late: int) -> Standing:
    behind = tuple(day for day in team.days if day.date < date)
    today = next((day for day in team.days if day.date == date), None)
    morning = behind[-1].overnight if behind else tour.start
    items = [item for item in (today.items if today else ()) if item.begins < clock]
    running = bool(items) and items[-1].ends > clock
    if running and _is_wait(items[-1]):
        items[-1] = replace(items[-1], ends=clock)
        running = False
    if running and late:
        items[-1] = replace(items[-1], ends=items[-1].ends + late)
    place = place_after(items[-1]) if items else morning
    free = items[-1].ends if running else clock + late
    free = min(max(free, 0 if items else tour.rules.hours.begins), MINUTES_PER_DAY)
    stood_since = _stood_since(items, running=running, free=free)
    rested = _has_rested(items, tour, free) or _too_late(tour, stood_since)
    return Standing(behind, morning, tuple(items), place, free, stood_since, rested)


def _stood_since(items: list[Item], *, running: bool, free: int) -> int:
    """Since when the team stands where it is free; what still runs keeps it busy until then."""
    if not items:
        return 0
    since = free if running and not _is_free(items[-1]) else items[-1].ends
    for item in reversed(items):
        if not _is_free(item) or item.ends != since:
            break
        since = item.begins
    return since


def _is_free(item: Item) -> bool:
    """Whether the team neither drives, sails nor hosts."""
    return isinstance(item, Stop) and item.kind is not StopKind.EVENT


def _is_wait(item: Item) -> bool:
    return isinstance(item, Stop) and item.kind is StopKind.WAIT


def _too_late(tour: Tour, clock: int) -> bool:
    """Whether no break of today can begin any more."""
    rule = tour.rules.pause
    return rule is None or clock > rule.within.ends - rule.minutes


def _has_rested(items: list[Item], tour: Tour, free: int) -> bool:
    """Whether the team stood in a town for the length of the break, in the hours of the break."""
    rule = tour.rules.pause
    if rule is None:
        return True
    towns = {place.id for place in tour.places if place.kind is PlaceKind.TOWN}
    spans = [(0, items[0].begins if items else free)]
    for item in items:
        if isinstance(item, Stop) and item.kind is not StopKind.EVENT and item.place in towns:
            begins = spans.pop()[0] if spans and spans[-1][1] == item.begins else item.begins
            spans.append((begins, item.ends))
    return any(
        min(ends, rule.within.ends) - max(begins, rule.within.begins) >= rule.minutes
        for begins, ends in spans
    )
