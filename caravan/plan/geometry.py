"""The same plan with its legs drawn: only what the map shows changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from caravan.plan.plan import Plan
from caravan.travel.leg import Leg


def with_legs(plan: Plan, change: Callable[[Leg], Leg]) -> Plan:
    """The plan with every leg as `change` gives it, for example with the way of an engine."""
    teams = tuple(
        replace(
            team,
            days=tuple(
                replace(
                    day,
                    items=tuple(
                        change(item) if isinstance(item, Leg) else item for item in day.items
                    ),
                )
                for day in team.days
            ),
        )
        for team in plan.teams
    )
    return replace(plan, teams=teams)
