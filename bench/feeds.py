"""How many feeds a second one process answers, beside nginx with the same bytes."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.feed_servers import FeedDesk, app_serving, get, nginx_serving, rate
from bench.measure import Figure

SCHEDULE = Path(__file__).parent.parent / "data" / "schedule.yaml"
SECONDS = 3
"""How long each measurement takes."""
FEW, MANY = 20, 350
LINKS = 2000

Say = Callable[[str], None]


def feeds(runs: int, say: Say) -> None:
    """Measure all of them in turns, so that all see the same machine."""
    missing = [tool for tool in ("wrk", "nginx") if shutil.which(tool) is None]
    if missing:
        say(f"feeds: not measured, {' and '.join(missing)} not installed (apt install wrk nginx)")
        say("")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers give up root's rights
        desk = FeedDesk(folder)
        for events in (FEW, MANY):
            desk.publish(events)
        with app_serving(desk, folder / "app.log") as port:
            _compare(folder, desk, port, runs, say)
            _first_bytes(desk, port, runs, say)


def _compare(folder: Path, desk: FeedDesk, port: int, runs: int, say: Say) -> None:
    paths = {events: desk.links(events)[0] for events in (FEW, MANY)}
    tags, bodies = {}, {}
    for events, path in paths.items():
        get(port, path)  # the day of its use is noted
        _, tags[events], bodies[events] = get(port, path)
    many_links = _script(folder / "links.lua", desk.links(FEW, LINKS))
    files = {f"{events}.ics": body for events, body in bodies.items()}
    rates: dict[str, list[float]] = {}
    with nginx_serving(folder / "nginx", files) as static:
        measured: dict[str, Callable[[], float]] = {
            "nginx, 304": lambda: rate(
                static, f"/{FEW}.ics", SECONDS, condition=get(static, f"/{FEW}.ics")[1]
            ),
            "caravan, 304": lambda: rate(port, paths[FEW], SECONDS, condition=tags[FEW]),
            "nginx, 200": lambda: rate(static, f"/{FEW}.ics", SECONDS),
            "caravan, 200": lambda: rate(port, paths[FEW], SECONDS),
            "caravan, 304 of many": lambda: rate(port, paths[MANY], SECONDS, condition=tags[MANY]),
            "nginx, 200 of many": lambda: rate(static, f"/{MANY}.ics", SECONDS),
            "caravan, 200 of many": lambda: rate(port, paths[MANY], SECONDS),
            "caravan, links": lambda: rate(port, "/", SECONDS, script=many_links),
        }
        for _ in range(runs):
            for what, measure in measured.items():
                rates.setdefault(what, []).append(measure())
            with _solving():
                for what in ("caravan, 304", "caravan, 200"):
                    rates.setdefault(f"{what}, a solve beside", []).append(measured[what]())
    say(f"feeds a second over 16 connections, one process, median of {runs} (least to most)")
    say(f"  the feed of {FEW} events has {len(bodies[FEW])} bytes, of {MANY} {len(bodies[MANY])}")
    for what, values in rates.items():
        say(f"  {what:30}{Figure(tuple(values))}")
    middle = {what: statistics.median(values) for what, values in rates.items()}
    for what in ("304", "200", "200 of many"):
        share = middle[f"caravan, {what}"] / middle[f"nginx, {what}"]
        say(f"  caravan of nginx, {what:20} {share:.1%}")
    for what in ("304", "200"):
        share = middle[f"caravan, {what}, a solve beside"] / middle[f"caravan, {what}"]
        say(f"  left of it beside a solve, {what:11} {share:.1%}")
    say("")


def _first_bytes(desk: FeedDesk, port: int, runs: int, say: Say) -> None:
    """Of feeds that nobody has asked for since they were published."""
    say(f"first byte of a feed just published, seconds, median of {runs} (least to most)")
    for events in (FEW, MANY):
        [path] = desk.links(events)
        get(port, path)
        new, kept = [], []
        for _ in range(runs):
            desk.publish(events)
            new.append(get(port, path)[0])
            kept.append(get(port, path)[0])
        say(
            f"  {events} events {Figure(tuple(new))}, asked for again {statistics.median(kept):.4f}"
        )
    say("")


def _script(file: Path, paths: list[str]) -> Path:
    """Asks for one path after the other, as many subscribers would."""
    quoted = ",".join(f'"{path}"' for path in paths)
    file.write_text(
        f"local paths = {{{quoted}}}\nlocal i = 0\n"
        "request = function() i = i % #paths + 1; return wrk.format('GET', paths[i]) end\n",
        encoding="utf-8",
    )
    return file


@contextmanager
def _solving() -> Iterator[None]:
    """A plan is searched, again and again, in a process of its own as the pages start it."""
    loop = (
        "import subprocess, sys\n"
        "while True: subprocess.run([sys.executable, '-m', 'caravan', 'plan', *sys.argv[1:]],"
        " stdout=subprocess.DEVNULL)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", loop, str(SCHEDULE), "--progress", "none"]
        command += ["--out", f"{folder}/plan.json"]
        with subprocess.Popen(command, start_new_session=True) as process:
            try:
                yield
            finally:
                import os
                import signal

                os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    feeds(5, lambda line: print(line, flush=True))
