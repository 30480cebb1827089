"""Building the index of the world's places in a child process, once.

Loading the data takes 390 MB and seconds; in a process of its own, the app never carries them. As
a program (``python -m caravan.geocoding.world_build PATH``) it prints a line of JSON now and then:
``{"done": 4000, "of": 234908}``, or ``{"template": …, "values": {…}}`` of the message when it fails.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from caravan.errors import CaravanError, Message, msg
from caravan.geocoding.world_index import FILE_NAME, IndexUnavailable, is_current
from caravan.geocoding.world_places import (
    world_areas,
    world_edition,
    world_places,
    world_subdivisions,
)
from caravan.geocoding.world_writing import build_index, cannot_write

_ONE_AT_A_TIME = threading.Lock()
_LOADING = 0.15
"""Share of the time that loading the data takes, before the first place is done."""
_SORTING = 0.1


def cache_folder(environment: Mapping[str, str]) -> Path:
    """The user's cache folder of this program: ``$XDG_CACHE_HOME/caravan``, or ~/.cache/caravan.

    Raises IndexUnavailable when the user has no home.
    """
    base = environment.get("XDG_CACHE_HOME", "")
    # The specification says that a path that isn't absolute is to be passed over.
    if base and Path(base).is_absolute():
        return Path(base) / "caravan"
    try:
        return Path.home() / ".cache" / "caravan"
    except RuntimeError as error:
        raise IndexUnavailable(
            msg("no folder for the index of the world's places; name one in XDG_CACHE_HOME")
        ) from error


def has_world_index(folder: Path) -> bool:
    """Whether the index is there, so that `world_index` returns at once."""
    return is_current(folder / FILE_NAME, world_edition())


def world_index(folder: Path, on_progress: Callable[[float], None] = lambda _: None) -> Path:
    """The path of the index in a folder; it is built when it isn't there, broken, or too old.

    `on_progress` hears the share that is done, from 0 to 1; when it raises, the building stops and
    nothing stays behind. Threads wait for one another; another process may build at the same time,
    which costs time but no harm.

    Raises IndexUnavailable when the folder can't be written, and when the building fails.
    """
    path = folder / FILE_NAME
    if not has_world_index(folder):
        with _ONE_AT_A_TIME:
            if not has_world_index(folder):
                _build_in_child(path, on_progress)
    return path


def _build_in_child(path: Path, on_progress: Callable[[float], None]) -> None:
    on_progress(0.0)
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-m", "caravan.geocoding.world_build", str(path)],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        # Kept quiet: what it has to say comes as JSON.
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=_child_environment(),
    ) as child:
        problem = None
        try:
            for line in child.stdout or ():
                report = json.loads(line)
                if "template" in report:
                    problem = Message(report["template"], tuple(sorted(report["values"].items())))
                else:
                    share = report["done"] / max(1, report["of"])
                    on_progress(_LOADING + (1 - _LOADING - _SORTING) * share)
        except BaseException:  # an interrupt, too: no child may build on alone
            child.terminate()
            raise
    if child.returncode:
        raise IndexUnavailable(
            problem
            or msg(
                "building the index of the world's places failed (exit code {code}); perhaps the "
                "memory is too small: it needs 600 MB",
                code=child.returncode,
            )
        )
    on_progress(1.0)


def _child_environment() -> dict[str, str]:
    # The child imports the same caravan, however this process found it.
    root = str(Path(__file__).resolve().parent.parent.parent)
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, path] if path else [root])}


def _stop(*_: object) -> NoReturn:
    # Leaving in order removes what is half done.
    sys.exit(1)


def main(path: Path) -> int:
    """Build the index at a path, with a report on standard output now and then."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        # Before the data are loaded: a folder that can't be written is known at once.
        path.parent.mkdir(parents=True, exist_ok=True)
        count, places = world_places()
        build_index(
            path,
            places,
            world_areas(),
            world_subdivisions(),
            edition=world_edition(),
            on_place=lambda done: _report({"done": done, "of": count}),
        )
    except OSError as error:
        _report_failure(cannot_write(path, error))
        return 1
    except CaravanError as error:
        _report_failure(error)
        return 1
    return 0


def _report_failure(error: CaravanError) -> None:
    _report({"template": error.message.template, "values": dict(error.message.values)})


def _report(what: Mapping[str, object]) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201  # how it speaks to its parent


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
