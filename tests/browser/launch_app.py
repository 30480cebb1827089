"""Runs the real app, but with the sample tour as its files and with a planner that is told how.

A schedule of another name than `served.SCHEDULE` is the same tour under its file's name, which
therefore has plans of its own; ``broken.yaml`` is read as it is.

Usage: python launch_app.py PORT BEHAVIOUR; data and state folders come from the environment.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caravan.tour.tour import Tour

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def main() -> None:
    """Serve until ended."""
    port, behaviour = sys.argv[1:]
    sys.path[:0] = [str(ROOT), str(HERE.parent)]
    from samples import sample_tour
    from served import SCHEDULE
    from streamlit.web import cli

    import caravan.files.read_tour
    import caravan.ui.jobs
    from caravan.tour.names import Names

    really_read = caravan.files.read_tour.read_tour

    def read_tour(path: Path, *rest: Path) -> Tour:
        if path.name == "broken.yaml":
            return really_read(path, *rest)
        tour = sample_tour()
        return tour if path.name == SCHEDULE else replace(tour, names=Names((("fr", path.stem),)))

    caravan.files.read_tour.read_tour = read_tour
    fake = str(HERE.parent / "fake_planner.py")
    caravan.ui.jobs.planner_command = lambda _, out: [sys.executable, fake, behaviour, str(out)]
    options = ["--server.port", port, "--server.showEmailPrompt", "false"]
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *options]
    cli.main()


if __name__ == "__main__":
    main()
