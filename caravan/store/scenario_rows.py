"""Scenarios in the tables of the store. All functions work within a transaction of the caller."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.store.scenario_name import free_name
from caravan.store.schema import TourRow


def names_of(session: Session, base: int, *, without: int | None = None) -> tuple[str, ...]:
    """The names of the scenarios of a tour that are not deleted, all but one."""
    wanted = select(TourRow.scenario).where(
        TourRow.scenario_of == base, TourRow.deleted.is_(None), TourRow.id != (without or 0)
    )
    return tuple(session.scalars(wanted))


def bring_back(session: Session, scenario: TourRow) -> None:
    """Prepare the return of a deleted scenario: its tour comes too, and its name is its alone."""
    base = session.get(TourRow, scenario.scenario_of)
    if base is None or scenario.scenario_of is None:
        return
    base.deleted = None
    taken = names_of(session, scenario.scenario_of, without=scenario.id)
    scenario.scenario = free_name(scenario.scenario, taken)
