"""caravan with a planner that never ends by itself: ``python -m cli.patient_caravan BEHAVIOUR plan …``.

All but the planner is the real program: signals, input, output and files.
"""

from __future__ import annotations

import sys
import time

from samples import sample_plan

from caravan.cli import main
from caravan.plan.infeasible import Infeasible
from caravan.planning import solve as solving
from caravan.planning.progress import Phase, Progress


def patient(tour, *, on_progress, should_stop, **_):
    """Has a plan, and works on until it is told to stop."""
    on_progress(Progress(Phase.DAYS, 0.0))
    on_progress(Progress(Phase.SEARCH, 0.5, 1200, 3, 263, 200))
    while not should_stop():
        time.sleep(0.002)
    return sample_plan()


def planless(tour, *, on_progress, should_stop, **_):
    """Finds nothing until it is told to stop."""
    on_progress(Progress(Phase.DAYS, 0.0))
    while not should_stop():
        time.sleep(0.002)
    return Infeasible(proved=False)


def deaf(tour, *, on_progress, **_):
    """Never asks whether it should stop."""
    on_progress(Progress(Phase.BOUND, 0.0))
    time.sleep(600)


def interrupted(tour, *, on_progress, **_):
    """Hears Ctrl-C within code from a text, like what makes a dataclass."""
    exec("raise KeyboardInterrupt")


def broken(tour, *, on_progress, **_):
    """Has a fault."""
    on_progress(Progress(Phase.DAYS, 0.0))
    raise LookupError("a fault\nof the program")


solving.solve = globals()[sys.argv.pop(1)]
main()
