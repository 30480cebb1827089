"""Files beside a schedule that it names: they must stay in its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from caravan.errors import msg
from caravan.files.wrong import WrongValue, shown


def sibling(schedule: Path, name: str) -> Path:
    """The path of a file that a schedule names, inside the folder of the schedule.

    Raises WrongValue for an absolute path, for one that leaves the folder by ``..`` or by a link,
    and for characters that mean something to some system.
    """
    refuse_outside(name)
    folder = schedule.parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise _outside(name)
    return path


def refuse_outside(name: str) -> None:
    """Refuse the name of a file that would leave the folder of its schedule.

    Raises WrongValue like `sibling`; links are not looked at.
    """
    parts = PurePosixPath(name).parts
    strange = not name or "\\" in name or ":" in name or not name.isprintable()
    if strange or name.startswith(("/", "~")) or ".." in parts or len(name) > 200:
        raise _outside(name)


def _outside(name: str) -> WrongValue:
    problem = msg("“{name}” is not a file beside the schedule", name=shown(name))
    return WrongValue(problem, msg("Put the file into the schedule's folder and write its name"))
