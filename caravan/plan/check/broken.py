"""The rules that a programme breaks, for those who set it by hand."""

from __future__ import annotations

from caravan.plan.check.verdict import check_plan
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.plan import Plan

_OF_ITS_FIGURES = frozenset({Rule.OBJECTIVE, Rule.BOUND, Rule.STATUS})


def broken_rules(plan: Plan) -> tuple[Violation, ...]:
    """Every rule that the programme breaks, in the order of the plan; see `check_plan`.

    What a plan says about its own figures is left out: nobody sets that by hand.
    """
    return tuple(found for found in check_plan(plan) if found.rule not in _OF_ITS_FIGURES)
