"""Scenarios: what a tour would be if something about it were otherwise.

Each is a kept tour of its own, with versions, undo and a plan, which belongs to another tour. Its
files have the id of that tour, so that their plans can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from caravan.errors import ImpossibleValue, Message, msg
from caravan.files.tour_files import TourFiles
from caravan.store import scenario_rows, tour_rows, version_rows
from caravan.store.kept_tour import KeptTour, NoSuchTour, OpenTour, TourCard
from caravan.store.scenario_name import free_name, scenario_name
from caravan.store.schema import TourRow
from caravan.store.tours import Tours

MAX_SCENARIOS = 50
"""Scenarios that a tour can have at a time."""


@dataclass(frozen=True, slots=True)
class Scenarios:
    """The scenarios of the kept tours. Every method raises StateUnusable like those of `Tours`.

    What is done with any kept tour (open, save, undo, archive, delete, restore) is done with a
    scenario by `tours`.
    """

    tours: Tours

    def create(
        self, base: str, typed: str, files: TourFiles, card: TourCard, what: Message, at: datetime
    ) -> OpenTour:
        """Keep a new scenario of a tour.

        Args:
            base: id of the tour; a scenario stands for the tour that it is of.
            typed: its name.
            what: the change that made these files.

        Raises WrongValue for a name that it can't have, ImpossibleValue when there are too many,
        NoSuchTour, and InputFaults for a text that can't be kept.
        """
        version_rows.storable(files)
        with self.tours.database.writing() as session:
            row = tour_rows.row_to_change(session, base)
            base_row = row.id if row.scenario_of is None else row.scenario_of
            taken = scenario_rows.names_of(session, base_row)
            if len(taken) >= MAX_SCENARIOS:
                raise ImpossibleValue(
                    msg(
                        "a tour can have {limit} scenarios at a time; delete one first",
                        limit=MAX_SCENARIOS,
                    )
                )
            scenario = TourRow(
                public_id=self.tours.new_id(session),
                current=0,
                made=at,
                changed=at,
                scenario_of=base_row,
                scenario=scenario_name(typed, taken),
            )
            session.add(scenario)
            session.flush()
            version_rows.add_version(session, scenario, files, card, what, at, self.tours.keep)
            return tour_rows.opened(session, scenario)

    def rename(self, id_: str, typed: str) -> KeptTour:
        """Give a scenario another name. Raises WrongValue for one that it can't have, NoSuchTour."""
        with self.tours.database.writing() as session:
            row = tour_rows.row_to_change(session, id_)
            if row.scenario_of is None:
                raise NoSuchTour
            taken = scenario_rows.names_of(session, row.scenario_of, without=row.id)
            row.scenario = scenario_name(typed, taken)
            return tour_rows.opened(session, row).kept

    def free_name(self, base: str, wanted: str) -> str:
        """A name that no scenario of a tour has: this one, or with a number. Raises NoSuchTour."""
        with self.tours.database.reading() as session:
            row = tour_rows.tour_row(session, base)
            return free_name(wanted, scenario_rows.names_of(session, row.scenario_of or row.id))

    def listed(self, base: str, *, archived: bool | None = False) -> tuple[KeptTour, ...]:
        """The scenarios of a tour, the oldest first.

        With `archived` None, archived ones are among them; with True there are only those. None for
        a tour that isn't there.
        """
        wanted = tour_rows.with_current().where(tour_rows.is_there())
        if archived is not None:
            is_kept = TourRow.archived.is_(None)
            wanted = wanted.where(~is_kept if archived else is_kept)
        with self.tours.database.reading() as session:
            of_tour = TourRow.scenario_of == _row_id(base)
            ordered = wanted.where(of_tour).order_by(TourRow.made, TourRow.id)
            return tuple(tour_rows.kept_tours(session, ordered, base))

    def deleted(self, base: str) -> tuple[KeptTour, ...]:
        """The deleted scenarios of a tour that can be restored, the last deleted first."""
        of_tour = TourRow.scenario_of == _row_id(base)
        wanted = tour_rows.with_current().where(TourRow.deleted.is_not(None), of_tour)
        with self.tours.database.reading() as session:
            ordered = wanted.order_by(TourRow.deleted.desc(), TourRow.id.desc())
            return tuple(tour_rows.kept_tours(session, ordered, base))

    def ids(self) -> tuple[str, ...]:
        """The ids of all scenarios that can be opened."""
        with self.tours.database.reading() as session:
            wanted = select(TourRow.public_id).where(tour_rows.is_there())
            return tuple(session.scalars(wanted.where(~tour_rows.is_of_its_own())))

    def gone(self, id_: str) -> KeptTour | None:
        """A scenario that was deleted, alone or with its tour; None for anything else."""
        wanted = tour_rows.with_current().where(
            tour_rows.is_id(id_), ~tour_rows.is_of_its_own(), ~tour_rows.is_there()
        )
        with self.tours.database.reading() as session:
            for row, version in session.execute(wanted):
                return tour_rows.kept(row, version, tour_rows.base_id(session, row))
        return None


def _row_id(base: str) -> object:
    return tour_rows.with_id(base).with_only_columns(TourRow.id).scalar_subquery()
