"""Stands in for a command of caravan that takes long: reports, stops when told, writes a file.

Usage: python fake_task.py BEHAVIOUR [ARGUMENT…], BEHAVIOUR being a function below.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path


def say(**report: object) -> None:
    """Report one line."""
    print(json.dumps(report), flush=True)


def quick(folder: Path, schedule: Path) -> None:
    """Tells what it found in its folder, and writes a file there."""
    say(phase="reading")
    say(warning="x", template="line {line}", values={"line": 7})
    say(done=1, wanted=2)
    (folder / "out.json").write_text("written", encoding="utf-8")
    beside = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.is_file()}
    say(result="done", schedule=schedule.read_text(encoding="utf-8"), beside=beside)


def patient(folder: Path, schedule: Path) -> None:
    """Works until it is told to stop or left alone."""
    say(phase="searching")
    for line in sys.stdin:
        if line.strip() == "stop":
            break
    say(result="stopped")


def parent(folder: Path, schedule: Path) -> None:
    """Has a child of its own, and never listens."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
        say(phase="working", pid=child.pid)
        time.sleep(600)


def answer(path: Path) -> None:
    """Gives the answer that stands in a file, a line of JSON."""
    say(phase="conflict", seconds=0.1)
    print(path.read_text(encoding="utf-8"), flush=True)


def linger(path: Path) -> None:
    """Gives the answer of a file once it is told to stop."""
    say(phase="repairs", seconds=0.1, done=1, wanted=4)
    sys.stdin.readline()
    print(path.read_text(encoding="utf-8"), flush=True)


def crash(*_: Path) -> None:
    """Ends without a word of use."""
    print("{ not json", flush=True)
    sys.exit(70)


def refuse(*_: Path) -> None:
    """Says what is wrong with what it was given."""
    say(result="faults", message="line 3", template="line {line}", values={"line": 3})
    sys.exit(2)


def endless(*_: Path) -> None:
    """Prints a line without an end."""
    while True:
        sys.stdout.write("x" * 1000)


if __name__ == "__main__":
    globals()[sys.argv[1]](*(Path(argument) for argument in sys.argv[2:]))
