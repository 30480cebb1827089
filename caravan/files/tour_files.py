"""The files of a tour as they stand: what a person edits, keeps, imports and exports.

They are the question in the words of its author. Comments, columns of the author's own and faults
are all in there; reading them gives the tour, or says what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from caravan.errors import Fault, InputFaults, msg
from caravan.files.atomic_write import write_atomically
from caravan.files.bounded_text import BoundedText, read_bounded
from caravan.files.schedule_parts import FILES
from caravan.files.siblings import sibling
from caravan.files.wrong import WrongValue
from caravan.files.yaml_document import MAX_BYTES, parse_yaml


@dataclass(frozen=True, slots=True)
class TourFiles:
    """A schedule and the files beside it.

    Attributes:
        schedule: the schedule.yaml.
        beside: the files that it names (cities, roads, ferries), each by its own name; a file
            that is named but not here is a fault when the tour is read.

    Raises ValueError for two files of one name.
    """

    schedule: BoundedText
    beside: tuple[BoundedText, ...] = ()

    def __post_init__(self) -> None:
        names = [file.name for file in self]
        if len(set(names)) != len(names):
            raise ValueError(f"two files of one name: {names}")

    def __iter__(self) -> Iterator[BoundedText]:
        """All files, the schedule first."""
        yield self.schedule
        yield from self.beside

    def file(self, name: str) -> BoundedText:
        """The file of a name beside the schedule. Raises InputFaults when it isn't there."""
        for file in self.beside:
            if file.name == name:
                return file
        problem = msg("there is no such file")
        raise InputFaults((Fault(name, "", problem, msg("Check the name and the folder")),))

    def with_file(self, file: BoundedText) -> TourFiles:
        """The same files with one replaced, or added."""
        if file.name == self.schedule.name:
            return replace(self, schedule=file)
        if all(known.name != file.name for known in self.beside):
            return replace(self, beside=(*self.beside, file))
        beside = (file if known.name == file.name else known for known in self.beside)
        return replace(self, beside=tuple(beside))


def files_at(schedule: Path) -> TourFiles:
    """The files of a schedule on disk: itself, and those beside it that it names.

    A file that can't be read is left out: reading the tour says so. Raises InputFaults when the
    schedule itself can't be read.
    """
    source = read_bounded(schedule, MAX_BYTES)
    beside = []
    for name in dict.fromkeys(named_files(source).values()):
        try:
            beside.append(replace(read_bounded(sibling(schedule, name)), name=name))
        except (InputFaults, WrongValue):
            continue
    return TourFiles(source, tuple(file for file in beside if file.name != source.name))


def named_files(schedule: BoundedText) -> dict[str, str]:
    """The names of the files that a schedule names, by key: cities, roads, ferries.

    Raises InputFaults for a text that isn't YAML with keys.
    """
    keys = parse_yaml(schedule.text, schedule.name).keys()
    return {key: name for key in FILES if isinstance(name := keys.get(key), str)}


def write_files(files: TourFiles, folder: Path) -> Path:
    """Write the files into a folder; the path of the schedule. Raises OSError.

    Raises WrongValue for a file whose name would leave the folder.
    """
    schedule = folder / files.schedule.name
    for file in files:
        path = sibling(schedule, file.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, file_bytes(file))
    return schedule


def file_bytes(file: BoundedText) -> bytes:
    """A file as it stands on a disk."""
    return file.text.encode("utf-8-sig" if file.bom else "utf-8")
