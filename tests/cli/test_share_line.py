"""The line that tells how far a long step is: on a terminal, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from cli.processes import environment

PROGRAM = """
import sys
from caravan.cli.share_line import ShareLine
line = ShareLine("Making it")
for share in (0.0, 0.5, 0.5, 1.0):
    line.told(share)
line.clear()
print("done")
"""


def test_a_terminal_sees_how_far_it_is():
    master, slave = pty.openpty()
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        stderr=slave,
        stdout=subprocess.PIPE,
        env=environment(TERM="xterm", COLUMNS="80"),
        check=True,
    )
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)
    assert process.stdout == b"done\n"
    assert shown.split("\r\x1b[K")[1:] == [
        "Making it  [........................]   0%",
        "Making it  [############............]  50%",
        "Making it  [########################] 100%",
        "",
    ]


def test_no_terminal_sees_no_line():
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, env=environment(), check=True
    )
    assert (process.stdout, process.stderr) == (b"done\n", b"")
