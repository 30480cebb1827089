"""Runs the real app, but with the sample tour as its files and with a planner that is told how.

Usage: python launch_app.py PORT BEHAVIOUR; data and state folders come from the environment.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def main() -> None:
    """Serve until ended."""
    port, behaviour = sys.argv[1:]
    sys.path[:0] = [str(ROOT), str(HERE.parent)]
    from samples import sample_tour
    from streamlit.web import cli

    import caravan.files.read_tour
    import caravan.ui.jobs

    caravan.files.read_tour.read_tour = lambda *_: sample_tour()
    fake = str(HERE.parent / "fake_planner.py")
    caravan.ui.jobs.planner_command = lambda _, out: [sys.executable, fake, behaviour, str(out)]
    options = ["--server.port", port, "--server.showEmailPrompt", "false"]
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *options]
    cli.main()


if __name__ == "__main__":
    main()
