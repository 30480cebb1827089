"""The files beside a schedule, read together: places, the roads and the ferries between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from caravan.errors import InputFaults, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.cities_csv import ids_in, places_of
from caravan.files.csv_table import shared_table
from caravan.files.ferries_yaml import ferries_of, parse_ferries
from caravan.files.place_checks import check_places
from caravan.files.roads_csv import roads_of
from caravan.files.wrong import FaultList, KeyPath, meant
from caravan.tour.ferry import Ferry
from caravan.tour.place import Place
from caravan.tour.road import Road

T = TypeVar("T")
Open = Callable[[], BoundedText]
"""Gives a file's text, or raises InputFaults for one that can't be read."""


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The places of a tour.

    Attributes:
        places: those that are right.
        ids: of all places, right or wrong, so that a wrong one isn't called unknown too; None
            when no table could be read, or an empty one: then that is the fault.
        file: name of their table.
    """

    places: tuple[Place, ...]
    ids: frozenset[str] | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Places with the roads and ferries between them."""

    places: PlaceList
    roads: tuple[Road, ...]
    ferries: tuple[Ferry, ...]


def read_network(
    cities: Open | None, roads: Open | None, ferries: Open | None, faults: FaultList
) -> Network:
    """The network of these files, None for one that isn't there; faults are noted."""
    places = read_places(cities, faults) if cities is not None else PlaceList((), None)
    return Network(
        places,
        _roads(roads, places.ids, faults) if roads is not None else (),
        _ferries(ferries, places.ids, faults) if ferries is not None else (),
    )


def read_places(cities: Open, faults: FaultList) -> PlaceList:
    """The places of a cities.csv; faults are noted."""
    table = _or_note(lambda: shared_table(cities()), faults)
    if table is None:
        return PlaceList((), None)
    places = check_places(places_of(table, faults), table.name, faults)
    return PlaceList(places, ids_in(table), table.name)


def _roads(roads: Open, known: frozenset[str] | None, faults: FaultList) -> tuple[Road, ...]:
    table = _or_note(lambda: shared_table(roads()), faults)
    if table is None:
        return ()
    lines: dict[frozenset[str], int] = {}
    kept = []
    for road, line in roads_of(table, faults):
        for column, end in (("a", road.a), ("b", road.b), *(("via", id_) for id_ in road.via)):
            if known is not None and end not in known:
                problem = msg("“{id}” is not a place of the tour", id=end)
                faults.add(table.name, column, problem, meant(end, known), line)
        ends = frozenset((road.a, road.b))
        if ends in lines:
            problem = msg(
                "the road {a}–{b} is given twice, first on line {line}",
                a=road.a,
                b=road.b,
                line=lines[ends],
            )
            faults.add(table.name, "", problem, msg("Keep one of the two"), line)
            continue
        lines[ends] = line
        kept.append(road)
    return tuple(kept)


def _ferries(ferries: Open, known: frozenset[str] | None, faults: FaultList) -> tuple[Ferry, ...]:
    document = _or_note(lambda: parse_ferries(ferries()), faults)
    if document is None:
        return ()
    ids: set[str] = set()
    kept = []
    for ferry, index in ferries_of(document, faults):
        for number, port in enumerate(ferry.ports):
            if known is not None and port not in known:
                at: KeyPath = ("ferries", index, "ports", number)
                problem = msg("“{id}” is not a place of the tour", id=port)
                faults.faults.append(document.fault(at, problem, meant(port, known)))
        if ferry.id in ids:
            problem = msg("two of one id: {kind} “{id}”", kind="ferry", id=ferry.id)
            remedy = msg("Give each its own id")
            faults.faults.append(document.fault(("ferries", index, "id"), problem, remedy))
            continue
        ids.add(ferry.id)
        kept.append(ferry)
    return tuple(kept)


def _or_note(read: Callable[[], T], faults: FaultList) -> T | None:
    try:
        return read()
    except InputFaults as error:
        faults.extend(error)
        return None
