"""A plan from a file that keeps the rules of its tour: only such plans are given to others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from caravan.cli.exit_codes import ExitCode
from caravan.cli.output import one_line, say

if TYPE_CHECKING:
    from caravan.plan.plan import Plan


def sound_plan(path: Path) -> Plan:
    """The plan of a file.

    Ends the program, each violation told, when it breaks a rule. Raises InputFaults for a file
    that can't be read.
    """
    from caravan.files.plan_json import read_plan
    from caravan.plan.check import check_plan

    plan = read_plan(path)
    violations = check_plan(plan)
    if violations:
        for violation in violations:
            say(one_line(str(violation)), err=True)
        say("Nothing was written: the plan breaks rules of its tour.", err=True)
        sys.exit(ExitCode.FAILURE)
    return plan
