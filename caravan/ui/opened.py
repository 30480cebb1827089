"""A schedule as a page finds it: its tour or its faults, and the plan that there is."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from caravan.errors import CaravanError, Fault, InputFaults, Message
from caravan.store.desk import Desk
from caravan.store.settings import Schedule
from caravan.store.shelf import ShelvedPlan
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the files gave: a tour, or faults, or one complaint."""

    tour: Tour | None = None
    faults: tuple[Fault, ...] = ()
    complaint: Message | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A schedule that a visitor looks at.

    Attributes:
        key: of the tour on the shelf; empty without a tour.
        shelved: the plan of the tour as it is now, else the latest of the schedule, else None.
        is_current: whether that plan answers the files as they are now.
    """

    schedule: Schedule
    reading: Reading
    key: str
    shelved: ShelvedPlan | None
    is_current: bool


def open_schedule(desk: Desk, schedule: Schedule) -> Opened:
    """Open a schedule; reading it again only when a file of its folder has changed."""
    reading = _read(str(schedule.path), _signature(schedule))
    key = desk.shelf.key(reading.tour) if reading.tour else ""
    shelved = desk.shelf.plan(key) if key else None
    if shelved is not None:
        return Opened(schedule, reading, key, shelved, is_current=True)
    return Opened(schedule, reading, key, desk.shelf.latest(schedule.name), is_current=False)


def _signature(schedule: Schedule) -> tuple[tuple[str, int, int], ...]:
    """Changes when a file that the schedule may be made of changes."""
    found = []
    for path in sorted(schedule.path.parent.iterdir()):
        if path.suffix in {".yaml", ".yml", ".csv"}:
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(found)


@st.cache_resource(show_spinner=False, max_entries=16)
def _read(path: str, signature: tuple[tuple[str, int, int], ...]) -> Reading:  # noqa: ARG001 a key of the cache
    return read(path)


def read(path: str) -> Reading:
    """Read a schedule and the files that belong to it."""
    from pathlib import Path

    from caravan.files.read_tour import read_tour

    try:
        tour = read_tour(Path(path))
    except InputFaults as error:
        return Reading(faults=error.faults)
    except CaravanError as error:
        return Reading(complaint=error.message)
    return Reading(tour=tour)
