"""What is known when a search for the plan that follows was cut short: the plan before is at hand."""

from __future__ import annotations

from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.plan.promise import broken_promises
from caravan.plan.replanned import Replanned


def best_known(found: Replanned | Infeasible, kept: Plan) -> Replanned | Infeasible:
    """The better of what a search found and the programme so far, if that breaks no rule.

    Args:
        kept: see `caravan.plan.timing.kept_on`.
    """
    is_proved = found.proved if isinstance(found, Infeasible) else _is_best(found.plan)
    if is_proved or check_plan(kept):
        return found
    if isinstance(found, Replanned) and not found.given_up and _merit(found.plan) <= _merit(kept):
        return found
    promises = kept.precedent.promises if kept.precedent else ()
    return Replanned(kept, (), broken_promises(promises, kept.days))


def _is_best(plan: Plan) -> bool:
    return plan.status is Status.OPTIMAL


def _merit(plan: Plan) -> tuple[int, int, int]:
    """Compared in this order, less is better: what a plan with a precedent is judged by."""
    return (plan.objective.broken, -plan.objective.value, plan.objective.travel_minutes)
