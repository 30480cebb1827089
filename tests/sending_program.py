"""Programs that publish and send, for a test that kills them.

python sending_program.py send ARGUMENT…    for each line of the input two `caravan send` at once
python sending_program.py publish STATE     for each line one that publishes until it is killed

Each tells "began PID" of the processes that it starts, and "ended" when they are gone.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

# All that is slow to import, once for all children.
import icalendar  # noqa: E402, F401 found by the path above
from mailing import KILLED_PLAN, SCHEDULE, held  # noqa: E402

import caravan.publishing.sending  # noqa: E402
import caravan.publishing.smtp  # noqa: E402
import caravan.views.calendar.document  # noqa: E402, F401
from caravan.cli import main  # noqa: E402
from caravan.publishing.publish import publish  # noqa: E402
from caravan.store.desk import Desk  # noqa: E402
from caravan.store.settings import Settings  # noqa: E402


def send(*arguments: str) -> None:
    """As the command line does it, not heard by the test."""
    sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 the process ends with it
    main(["send", *arguments])


def publish_until_killed(state: str) -> None:
    """Publish at another hour each time, and tell each number."""
    url = os.environ.get("CARAVAN_DATABASE_URL", "")
    desk = Desk(Settings(data=(), state=Path(state), database_url=url))
    while True:
        base = desk.publications.latest_number(SCHEDULE)
        plan = held(KILLED_PLAN, "sbeitla", 480 + base % 60)
        made = publish(desk, SCHEDULE, plan, base=base, at=datetime.now(UTC), who="Salma")
        os.write(1, f"published {made.number}\n".encode())


def child(do, arguments: list[str]) -> int:
    """The process id of a new process that does it; no database is open here."""
    pid = os.fork()
    if pid:
        os.write(1, f"began {pid}\n".encode())
        return pid
    try:
        with open(os.devnull, "r+") as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), 0)
        do(*arguments)
    except SystemExit as end:
        os._exit(int(end.code or 0))
    os._exit(0)


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    for _ in sys.stdin:
        if kind == "send":
            pids = [child(send, rest), child(send, rest)]
        else:
            pids = [child(publish_until_killed, rest)]
        for pid in pids:
            os.waitpid(pid, 0)
        os.write(1, b"ended\n")
