"""Repairs by beds in one more town."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from caravan.plan.repair import Repair, RepairKind
from caravan.planning.columns import Columns
from caravan.planning.explaining.workshop import Workshop
from caravan.planning.problem import problem_of
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import AddBed
from caravan.tour.place import PlaceKind


def another_bed(shop: Workshop) -> Repair | None:
    """The convoy may sleep in one more town.

    If beds in all towns together don't help, none does; else each town is tried, those first in
    which that plan sleeps.
    """
    towns = [p.id for p in shop.tour.places if p.kind is PlaceKind.TOWN and not p.can_sleep]
    if not towns:
        return None
    everywhere = adjusted(shop.tour, *map(AddBed, towns))
    columns = shop.enumerated(everywhere)
    chosen = shop.chosen(problem_of(everywhere, columns), complete=columns.complete)
    if chosen is None:
        return None
    nights = [int(d.overnight[row]) for d, row in zip(columns.chain, chosen, strict=True)]
    slept = {columns.index.places[night] for night in nights}
    beds = {place.id for place in shop.tour.beds}
    for town in sorted(towns, key=lambda town: town not in slept):
        fewer = _with_beds_in(columns, {*beds, town})
        if shop.chosen(problem_of(everywhere, fewer), complete=columns.complete) is not None:
            return shop.repair(RepairKind.ANOTHER_BED, AddBed(town))
    return None


def _with_beds_in(columns: Columns, towns: set[str]) -> Columns:
    """The days whose nights are in these towns."""
    beds = [n for n, place in enumerate(columns.index.places) if place in towns]
    teams = []
    for team in columns.teams:
        days = []
        for number, day in enumerate(team):
            fits = np.ones(len(day), dtype=np.bool_)
            if number > 0:
                fits &= np.isin(day.first, beds)
            if number < len(team) - 1:
                fits &= np.isin(day.overnight, beds)
            days.append(day.take(np.nonzero(fits)[0]))
        teams.append(tuple(days))
    return replace(columns, teams=tuple(teams))
