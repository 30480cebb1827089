"""The plan of the 2020 tour, found once for all tests of planning."""

from __future__ import annotations

from pathlib import Path

import pytest

from caravan.files.read_tour import read_tour
from caravan.plan.plan import Plan
from caravan.planning.solve import solve

_SCHEDULE = Path(__file__).parent.parent.parent / "data" / "schedule.yaml"


@pytest.fixture(scope="session")
def plan_2020() -> Plan:
    """The best plan of the 2020 tour."""
    plan = solve(read_tour(_SCHEDULE))
    assert isinstance(plan, Plan)
    return plan
