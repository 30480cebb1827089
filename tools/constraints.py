"""Writes constraints.txt: the exact version of everything that gets installed, without addresses.

    python tools/constraints.py             keep the versions, add what is new, drop what is gone
    python tools/constraints.py --upgrade   take the newest versions that fit together

It asks pip, with each supported Python that is on the PATH, what it would install. The oldest
Python decides: a version that runs there is kept for the others.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
PYTHONS = ("python3.11", "python3.12", "python3.13")
BUILD_TOOLS = ("setuptools>=77",)
HEADER = """\
# What `make` installs, exactly: the versions that the tests passed with. Written by
# `make constraints`; to take newer versions: `make constraints UPGRADE=1`.
"""


def resolved(python: str, pins: dict[str, str]) -> dict[str, str]:
    """Name and version of all that pip would install with this Python and these pins."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(_lines(pins))
        file.flush()
        command = [python, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        command += ["--report", "-", "--constraint", file.name, *BUILD_TOOLS]
        command += [f"{ROOT}[test,lint]"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 pip
    packages = [entry["metadata"] for entry in json.loads(done.stdout)["install"]]
    return {
        _normal(package["name"]): package["version"]
        for package in packages
        if _normal(package["name"]) != "caravan"
    }


def _runs(python: str) -> bool:
    """Whether the interpreter is there; a manager of versions may have a name without one."""
    if shutil.which(python) is None:
        return False
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0  # noqa: S603 a fixed command


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lines(pins: dict[str, str]) -> str:
    return "".join(f"{name}=={version}\n" for name, version in sorted(pins.items()))


def _present() -> dict[str, str]:
    if not CONSTRAINTS.exists():
        return {}
    lines = [line for line in CONSTRAINTS.read_text().splitlines() if "==" in line]
    return {_normal(name): version for name, _, version in (line.partition("==") for line in lines)}


def main() -> int:
    """Writes the file; returns the exit code."""
    parser = argparse.ArgumentParser(description="Write constraints.txt anew.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    pins = {} if parser.parse_args().upgrade else _present()
    found: dict[str, str] = {}
    for python in filter(_runs, PYTHONS):
        found = resolved(python, pins | found) | found
        print(f"{python}: {len(found)} packages")
    if not found:
        print(f"none of {', '.join(PYTHONS)} is on the PATH", file=sys.stderr)
        return 1
    CONSTRAINTS.write_text(HEADER + _lines(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
