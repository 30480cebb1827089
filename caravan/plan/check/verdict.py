"""All rules over a whole plan."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.day_limits import check_day_limits
from caravan.plan.check.drives import check_drives
from caravan.plan.check.events import check_events
from caravan.plan.check.forbidden_pairs import check_forbidden_pairs
from caravan.plan.check.nights import check_nights
from caravan.plan.check.orders import check_orders
from caravan.plan.check.pause import check_break
from caravan.plan.check.reference import Reference
from caravan.plan.check.sailings import check_sailings
from caravan.plan.check.timeline import check_timeline
from caravan.plan.check.totals import check_totals
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.plan import Plan


def check_plan(plan: Plan) -> tuple[Violation, ...]:
    """Every rule that a plan breaks, none when it is right. Never raises on an unsound plan.

    The order is that of the plan: team by team and day by day, then events, what is set by hand, then totals.
    """
    return tuple(_violations(plan))


def _violations(plan: Plan) -> Iterator[Violation]:
    reference = Reference(plan.tour, plan.precedent)
    yield from _check_teams(plan)
    for team in plan.teams:
        yield from check_nights(team, reference)
        for day in team.days:
            yield from check_timeline(day, team.id, reference)
            yield from check_day_limits(day, team.id, reference)
            yield from check_break(day, team.id, reference)
            yield from check_drives(day, team.id, reference)
            yield from check_sailings(day, team.id, reference)
    yield from check_events(plan, reference)
    yield from check_orders(plan, reference)
    yield from check_forbidden_pairs(plan, reference)
    yield from check_totals(plan, reference)


def _check_teams(plan: Plan) -> Iterator[Violation]:
    ids = [team.id for team in plan.teams]
    if not ids:
        yield Violation(Rule.TEAMS, msg("the plan has no team"))
    elif len(ids) != plan.tour.teams:
        message = msg(
            "teams of the plan: {teams}, of the tour: {wanted}",
            teams=len(ids),
            wanted=plan.tour.teams,
        )
        yield Violation(Rule.TEAMS, message)
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield Violation(Rule.TEAMS, msg("two teams are called “{id}”", id=id_), id_)
