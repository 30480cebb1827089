"""Is a plan right? Every rule of the tour, stated a second time, independently of the solver.

A plan passes here before anyone sees it. The rules are re-stated on purpose: this package knows
the tour and the plan, and nothing of how plans are found. An unsound plan gives violations, never
an exception: unknown ids, impossible times and figures that aren't numbers are violations too.
"""

from caravan.plan.check.broken import broken_rules
from caravan.plan.check.verdict import check_plan
from caravan.plan.check.violation import Rule, Violation

__all__ = ["Rule", "Violation", "broken_rules", "check_plan"]
