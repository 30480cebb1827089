"""A schedule as a page finds it: its tour or its faults, and the plan that there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from caravan.errors import CaravanError, Fault, InputFaults, Message
from caravan.files.tour_files import TourFiles
from caravan.store.desk import Desk
from caravan.store.settings import Schedule
from caravan.store.shelf import ShelvedPlan
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the files gave: a tour, or faults, or one complaint.

    Attributes:
        files: what was read; None when the schedule itself can't be.
    """

    files: TourFiles | None = None
    tour: Tour | None = None
    faults: tuple[Fault, ...] = ()
    complaint: Message | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A schedule that a visitor looks at.

    Attributes:
        key: of the tour on the shelf; empty without a tour.
        shelved: the plan of the tour as it is now (one that a person adopted before any other),
            else the latest of the schedule, else None.
        is_current: whether that plan answers the files as they are now.
    """

    schedule: Schedule
    reading: Reading
    key: str
    shelved: ShelvedPlan | None
    is_current: bool


def open_schedule(desk: Desk, schedule: Schedule) -> Opened:
    """Open a schedule, reading it again only when it has changed. Raises CaravanError."""
    if schedule.path is None:
        kept = desk.tours.open(schedule.name)
        reading = _read_kept(schedule.name, kept.kept.version, kept.files)
    else:
        reading = _read_files(str(schedule.path), _signature(schedule.path))
    key = desk.shelf.key(reading.tour) if reading.tour else ""
    shelved = desk.shelf.current(schedule.name, key) if key else None
    if shelved is not None:
        return Opened(schedule, reading, key, shelved, is_current=True)
    return Opened(schedule, reading, key, desk.shelf.latest(schedule.name), is_current=False)


def _signature(schedule: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes when a file that the schedule may be made of changes."""
    found = []
    for path in sorted(schedule.parent.iterdir()):
        if path.suffix in {".yaml", ".yml", ".csv"}:
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(found)


@st.cache_resource(show_spinner=False, max_entries=16)
def _read_files(path: str, signature: tuple[tuple[str, int, int], ...]) -> Reading:  # noqa: ARG001 a key of the cache
    return read(Path(path))


@st.cache_resource(show_spinner=False, max_entries=64)
def _read_kept(id_: str, version: int, _files: TourFiles) -> Reading:  # noqa: ARG001 keys of the cache
    return reading_of(_files)


def read(path: Path) -> Reading:
    """Read a schedule and the files that belong to it."""
    from caravan.files.read_tour import read_tour
    from caravan.files.tour_files import files_at

    try:
        # Twice, on purpose: files that can't be read have their faults told by their paths.
        return Reading(files_at(path), read_tour(path))
    except InputFaults as error:
        return Reading(faults=error.faults)
    except CaravanError as error:
        return Reading(complaint=error.message)


def reading_of(files: TourFiles) -> Reading:
    """Read the files of a kept tour."""
    from caravan.files.read_tour import tour_of

    try:
        return Reading(files, tour_of(files))
    except InputFaults as error:
        return Reading(files, faults=error.faults)
    except CaravanError as error:
        return Reading(files, complaint=error.message)
