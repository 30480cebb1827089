"""What docs/command-line.md shows is what the commands say, run one after the other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
from cli.processes import ROOT, environment
from cli.tour_files import breaking

DOCUMENT = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
MARK = "\x1e"


def sessions() -> list[tuple[str, str]]:
    """The commands of the document, each with the output shown below it."""
    parts = [part for block in BLOCKS for part in block.split("$ ")[1:]]
    return [tuple(part.split("\n", 1)) for part in parts]


def pattern(shown: str) -> str:
    """A pattern for an output; a line with three dots stands for any lines.

    A comment more in the schedule shifts its lines, and makes nothing untrue.
    """
    lines = numberless(shown).split("\n")
    return "\n".join(r"[^\0]+" if line == "…" else re.escape(line) for line in lines)


def numberless(output: str) -> str:
    return re.sub(r", line \d+,", ", line N,", output)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """What each command of the document prints, in a folder with a copy of the 2020 tour."""
    folder = tmp_path_factory.mktemp("document")
    shutil.copytree(ROOT / "data", folder / "data")
    program = folder / "bin" / "caravan"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m caravan "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    script = "".join(
        f"(exit $last)\n{command}\nlast=$?; printf '{MARK}'\n" for command, _ in sessions()
    )
    result = subprocess.run(
        ["sh", "-c", f"last=0\n{script}"],
        cwd=folder,
        env=environment(
            PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            CARAVAN_STATE=str(folder / "state"),
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return result.stdout.split(MARK)


@pytest.mark.parametrize("number", range(len(sessions())), ids=lambda n: sessions()[n][0][:40])
def test_the_output_shown_is_true(outputs, number):
    command, shown = sessions()[number]
    printed = numberless(breaking(outputs[number]))
    assert re.fullmatch(pattern(shown), printed), (command, printed)


def test_every_command_that_answers_is_shown():
    shown = {command.split()[1] for command, _ in sessions() if command.startswith("caravan ")}
    assert shown == {"plan", "check", "compare", "export", "geocode", "publish"}


def test_the_phases_and_results_of_the_progress_are_explained():
    from caravan.planning.progress import Phase

    for word in (*Phase, "optimal", "feasible", "infeasible", "faults", "failed"):
        assert f"`{word}`" in DOCUMENT
