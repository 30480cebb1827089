"""Stands in for ``caravan plan``: tells its progress, stops when told, writes the sample plan.

Usage: python fake_planner.py BEHAVIOUR OUT, with BEHAVIOUR one of the functions below.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def say(**report: object) -> None:
    """Report one line."""
    print(json.dumps(report), flush=True)


def finish(out: Path, result: str) -> None:
    """Write the plan and say how it went."""
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
    from samples import sample_plan

    from caravan.files.plan_json import plan_to_json

    out.write_text(plan_to_json(sample_plan()), encoding="utf-8")
    say(result=result)


def quick(out: Path) -> None:
    """Finds its plan at once."""
    say(phase="search", seconds=0.1, value=3, travel_minutes=263, bound=200)
    finish(out, "feasible")


def patient(out: Path) -> None:
    """Has a first plan, then works until it is told to stop or left alone."""
    say(phase="days", seconds=0.0)
    say(phase="search", seconds=0.2, value=3, travel_minutes=263, bound=200)
    for line in sys.stdin:
        if line.strip() == "stop":
            break
    finish(out, "feasible")


def planless(out: Path) -> None:
    """Works without finding anything until it is told to stop."""
    say(phase="days", seconds=0.0)
    sys.stdin.readline()
    say(result="infeasible", proved=False, omissions=[])


def impossible(out: Path) -> None:
    """Proves that there is no plan."""
    omissions = [
        {"event": "sbeitla", "helps": False, "travel_minutes": None},
        {"event": "kerkennah", "helps": True, "travel_minutes": 150},
        {"event": "sfax", "helps": False, "travel_minutes": None},
    ]
    say(result="infeasible", proved=True, omissions=omissions)


def crash(out: Path) -> None:
    """Ends without a word of use."""
    print("{ not json", flush=True)
    print("[1, 2]", flush=True)
    sys.exit(70)


def deaf(out: Path) -> None:
    """Never listens."""
    time.sleep(600)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
