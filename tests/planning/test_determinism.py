"""The same tour gives the same plan, to the last byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from planning.random_tours import random_tour
from planning.tiny_tours import Example, tiny_tours
from samples import sample_tour

from caravan.files.plan_json import plan_to_json
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.planning.solve import solve

_ROOT = Path(__file__).parents[2]

_PROGRAM = """
from planning.random_tours import random_tour
from samples import sample_tour
from caravan.files.plan_json import plan_to_json
from caravan.planning.solve import solve
tours = (sample_tour(), random_tour(3, events=12, days=5, required=0.5))
print("".join(plan_to_json(solve(tour)) for tour in tours), end="")
"""


def _bytes(answer: Plan | Infeasible) -> str:
    return plan_to_json(answer) if isinstance(answer, Plan) else repr(answer)


@settings(max_examples=40)
@given(tiny_tours())
def test_the_same_tour_gives_the_same_plan_again(example: Example):
    assert _bytes(solve(example.tour)) == _bytes(solve(example.tour))


def test_another_process_with_other_hashes_gives_the_same_plan():
    tours = (sample_tour(), random_tour(3, events=12, days=5, required=0.5))
    here = "".join(_bytes(solve(tour)) for tour in tours)
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join((str(_ROOT), str(_ROOT / "tests"))),
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert there.stdout == here
