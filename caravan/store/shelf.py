"""The plans that a server has found, kept by the content of their tour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import caravan
from caravan.errors import ImpossibleValue, Message, msg
from caravan.plan.plan import Plan, Status
from caravan.store.audit import Audit, AuditLine
from caravan.store.database import Database
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.schema import LatestRow, PlanRow
from caravan.tour.tour import Tour

KEEP_PLANS = 500
"""Plans that are kept beside the latest ones of schedules; any other can be found again."""
_KEEP_READ = 64
"""Plans that a process keeps in memory."""


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
    """Plans in the database: one for a tour, and for each schedule which one is its latest.

    Safe for threads; other processes may share the database.

    Attributes:
        travel: names the source of travel times, when it isn't the tour itself: with another
            source the same tour has another plan.
    """

    database: Database
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
        key = self.key(plan.tour)
        text, told, mark = _written(plan, warnings, key)
        self.plan(key)  # checked before others have to wait for us
        with self.database.writing() as session:
            # Between this look and the commit nobody else writes.
            row = session.scalar(select(PlanRow).where(PlanRow.key == key))
            before = None if row is None else self._shelved(row)
            if row is None:
                row = PlanRow(key=key, mark=mark, plan=text, warnings=told)
                session.add(row)
            elif before is None or _rank(plan) > _rank(before.plan):
                row.mark, row.plan, row.warnings = mark, text, told
            _make_latest(session, schedule, row)
            # Nothing leads back to a programme of the same tour that this one takes over from.
            session.execute(delete(PlanRow).where(PlanRow.key == _adopted_key(key, schedule)))
        return self._just_written(key)

    def adopt(
        self,
        schedule: str,
        plan: Plan,
        warnings: tuple[Message, ...] = (),
        *,
        line: AuditLine | None = None,
    ) -> ShelvedPlan:
        """Make a plan the latest of a schedule because a person wants it, best or not.

        The best known plan of the tour stays what it is for everybody else, and takes over again
        when it is `put`.

        Args:
            line: of the audit trail, kept at once with it.

        Raises ImpossibleValue for a plan that breaks a rule, StateUnusable.
        """
        from caravan.plan.check import check_plan

        if check_plan(plan):
            raise ImpossibleValue(msg("this programme breaks a rule: it can't become the plan"))
        tour_key = self.key(plan.tour)
        text, told, mark = _written(plan, warnings, tour_key)
        key = _adopted_key(tour_key, schedule)
        with self.database.writing() as session:
            row = session.scalar(select(PlanRow).where(PlanRow.key == key))
            if row is None:
                row = PlanRow(key=key, mark=mark, plan=text, warnings=told)
                session.add(row)
            else:
                row.mark, row.plan, row.warnings = mark, text, told
            _make_latest(session, schedule, row)
            if line is not None:
                Audit(self.database).add_line(session, line)
        return self._just_written(key)

    def follow(self, schedule: str, key: str) -> bool:
        """Make the plan of a tour, by its key, the latest of a schedule; whether there is one.

        For a schedule that went back to an earlier tour, or took over another one: its pages and
        the next publication go by this plan. Raises StateUnusable.
        """
        with self.database.writing() as session:
            adopted = select(PlanRow).where(
                PlanRow.key == _adopted_key(key, schedule), PlanRow.mark.startswith(key)
            )
            row = session.scalar(adopted) or session.scalar(
                select(PlanRow).where(PlanRow.key == key)
            )
            if row is None or self._shelved(row) is None:
                return False
            _make_latest(session, schedule, row)
            return True

    def current(self, schedule: str, key: str) -> ShelvedPlan | None:
        """The plan of a tour, by its key, as this schedule has it; None without one.

        It is the adopted one when there is one, else the best known. Raises StateUnusable.
        """
        latest = self.latest(schedule)
        return latest if latest is not None and latest.tour_key == key else self.plan(key)

    def latest(self, schedule: str) -> ShelvedPlan | None:
        """The plan last kept for a schedule: what its pages show. Raises StateUnusable."""
        with self.database.reading() as session:
            key = session.scalar(
                select(PlanRow.key)
                .join(LatestRow, LatestRow.plan_id == PlanRow.id)
                .where(LatestRow.schedule == _storable(schedule))
            )
            return None if key is None else self._plan(session, key)

    def plan(self, key: str) -> ShelvedPlan | None:
        """The plan of a tour by its key; None without one, or with one that doesn't hold.

        Raises StateUnusable.
        """
        with self.database.reading() as session:
            return self._plan(session, key)

    def _just_written(self, key: str) -> ShelvedPlan:
        shelved = self.plan(key)
        if shelved is None:
            raise AssertionError("a plan that was just written can't be read")
        return shelved

    def _plan(self, session: Session, key: str) -> ShelvedPlan | None:
        mark = session.scalar(select(PlanRow.mark).where(PlanRow.key == key))
        known = self._read.get(key)
        if mark is None or (known is not None and known.mark == mark):
            return known if mark is not None else None
        row = session.scalar(select(PlanRow).where(PlanRow.key == key))
        return None if row is None else self._shelved(row)

    def _shelved(self, row: PlanRow) -> ShelvedPlan | None:
        with self._lock:
            known = self._read.get(row.key)
            if known is not None and known.mark == row.mark:
                return known
            plan = _read_checked(row.plan)
            if plan is None:
                return None
            tour_key = row.mark.partition("-")[0]
            found = ShelvedPlan(plan, tour_key, row.mark, messages_from_json(row.warnings))
            self._read.pop(row.key, None)
            self._read[row.key] = found
            while len(self._read) > _KEEP_READ:
                self._read.pop(next(iter(self._read)))
            return found


def _storable(schedule: str) -> str:
    """A schedule's name as a database can hold it: a file's may have bytes that are no letters."""
    return schedule.encode("utf-8", "backslashreplace").decode()


def _adopted_key(tour_key: str, schedule: str) -> str:
    """Under what a programme is kept that a schedule has adopted."""
    return hashlib.sha256(f"{tour_key} {_storable(schedule)}".encode()).hexdigest()


def _written(plan: Plan, warnings: tuple[Message, ...], tour_key: str) -> tuple[str, str, str]:
    """A plan, its warnings and its mark as they are stored."""
    from caravan.files.plan_json import plan_to_json

    text, told = plan_to_json(plan), messages_to_json(warnings)
    return text, told, f"{tour_key}-{hashlib.sha256((text + told).encode()).hexdigest()[:16]}"


def _make_latest(session: Session, schedule: str, row: PlanRow) -> None:
    session.flush()
    session.merge(LatestRow(schedule=_storable(schedule), plan_id=row.id))
    session.flush()
    _remove_surplus(session)


def _remove_surplus(session: Session) -> None:
    newest = select(PlanRow.id).order_by(PlanRow.id.desc()).limit(KEEP_PLANS)
    pinned = select(LatestRow.plan_id)
    session.execute(
        delete(PlanRow)
        .where(PlanRow.id.not_in(newest), PlanRow.id.not_in(pinned))
        .execution_options(synchronize_session=False)
    )


def _read_checked(text: str) -> Plan | None:
    """The plan of a text; None when it was spoilt, of an older format, or breaks a rule."""
    from caravan.errors import CaravanError
    from caravan.files.plan_json import plan_from_json
    from caravan.plan.check import check_plan

    try:
        plan = plan_from_json(text)
    except CaravanError:
        return None
    return None if check_plan(plan) else plan


def _rank(plan: Plan) -> tuple[int, int, int, bool]:
    """Orders plans of one tour from worse to better."""
    objective = plan.objective
    return (
        objective.value,
        -objective.travel_minutes,
        -objective.balance,
        plan.status is Status.OPTIMAL,
    )
