"""The plans that a server has found, kept by the content of their tour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import caravan
from caravan.errors import Message
from caravan.plan.plan import Plan, Status
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.state_folder import write_atomically
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class ShelvedPlan:
    """A plan on the shelf.

    Attributes:
        tour_key: of the tour that it answers; see `Shelf.key`.
        mark: changes whenever the plan changes; views may be cached by it.
        warnings: what a person must know about how the plan was made.
    """

    plan: Plan
    tour_key: str
    mark: str
    warnings: tuple[Message, ...] = ()


@dataclass(slots=True)
class Shelf:
    """Plans in the state folder. One file a tour, and one for each schedule that names its latest.

    Safe for threads; other processes may share the folder.

    Attributes:
        travel: names the source of travel times, when it isn't the tour itself: with another
            source the same tour has another plan.
    """

    folder: Path
    travel: str = ""
    _read: dict[str, ShelvedPlan] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def key(self, tour: Tour) -> str:
        """What tells questions apart: a hash of all that a plan depends on, this version included."""
        parts = (caravan.__version__, self.travel, tour)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def put(self, schedule: str, plan: Plan, warnings: tuple[Message, ...] = ()) -> ShelvedPlan:
        """Keep a plan as the latest of a schedule, unless a better one of the tour is there.

        Raises StateUnusable.
        """
        from caravan.files.plan_json import plan_to_json

        key = self.key(plan.tour)
        before = self.plan(key)
        if before is None or _rank(plan) > _rank(before.plan):
            # The plan last: its file tells that both have changed.
            write_atomically(self._warnings_file(key), messages_to_json(warnings).encode())
            write_atomically(self._plan_file(key), plan_to_json(plan).encode())
        write_atomically(self._latest_file(schedule), key.encode())
        shelved = self.plan(key)
        if shelved is None:
            raise AssertionError("a plan that was just written can't be read")
        return shelved

    def latest(self, schedule: str) -> ShelvedPlan | None:
        """The plan last kept for a schedule: what its subscribers get."""
        try:
            key = self._latest_file(schedule).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return None
        return self.plan(key) if len(key) == 64 and key.isalnum() else None

    def plan(self, key: str) -> ShelvedPlan | None:
        """The plan of a tour by its key; None without one, or with one that doesn't hold."""
        path = self._plan_file(key)
        try:
            status = path.stat()
        except OSError:
            return None
        mark = f"{key}-{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"
        with self._lock:
            known = self._read.get(key)
            if known is None or known.mark != mark:
                plan = _read_checked(path)
                if plan is None:
                    return None
                warnings = _read_warnings(self._warnings_file(key))
                known = self._read[key] = ShelvedPlan(plan, key, mark, warnings)
            return known

    def _plan_file(self, key: str) -> Path:
        return self.folder / "plans" / f"{key}.json"

    def _warnings_file(self, key: str) -> Path:
        return self.folder / "plans" / f"{key}.warnings.json"

    def _latest_file(self, schedule: str) -> Path:
        # A hash, because a schedule's name may hold what a file name can't.
        return self.folder / "latest" / hashlib.sha256(schedule.encode()).hexdigest()


def _read_checked(path: Path) -> Plan | None:
    """The plan in a file; None when it was spoilt, of an older format, or breaks a rule."""
    from caravan.errors import CaravanError
    from caravan.files.plan_json import read_plan
    from caravan.plan.check import check_plan

    try:
        plan = read_plan(path)
    except (CaravanError, OSError):
        return None
    return None if check_plan(plan) else plan


def _read_warnings(path: Path) -> tuple[Message, ...]:
    try:
        return messages_from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def _rank(plan: Plan) -> tuple[int, int, int, bool]:
    """Orders plans of one tour from worse to better."""
    objective = plan.objective
    return (
        objective.value,
        -objective.travel_minutes,
        -objective.balance,
        plan.status is Status.OPTIMAL,
    )
