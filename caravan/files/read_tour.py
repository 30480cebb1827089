"""From the files that a person edits to a tour, or to all that is wrong with them."""

from __future__ import annotations

from pathlib import Path

from caravan.errors import ImpossibleValue, InputFaults, msg
from caravan.files.network_files import Network, read_network, read_places
from caravan.files.schedule_parts import FILES, ScheduleParts, schedule_parts
from caravan.files.schedule_yaml import load_schedule
from caravan.files.shapes.remedies import remedy_for
from caravan.files.siblings import sibling
from caravan.files.tour_checks import check_tour
from caravan.files.wrong import FaultList, WrongValue
from caravan.tour.tour import Tour


def read_tour(schedule: Path, cities: Path | None = None) -> Tour:
    """The tour of a schedule.yaml and of the files beside it that it names.

    `cities` is read instead of the table that the schedule names, wherever it lies.
    Raises InputFaults with all faults of all files, file by file.
    """
    faults = FaultList()
    try:
        document = load_schedule(schedule).document
    except InputFaults as error:
        faults.extend(error)
        if cities is not None:
            read_places(cities, faults)
        raise InputFaults(tuple(faults.faults)) from None
    parts = schedule_parts(document, faults)
    network = _network(parts, schedule, cities, faults)
    check_tour(parts, network.places, faults)
    faults.faults.sort(key=lambda fault: fault.file != document.name)  # of one file together
    faults.raise_if_any()
    return _tour(parts, network)


def _network(
    parts: ScheduleParts, schedule: Path, cities: Path | None, faults: FaultList
) -> Network:
    paths: dict[str, Path] = {}
    for key in FILES:
        if key == "cities" and cities is not None:
            paths[key] = cities
        elif key in parts.files:
            try:
                paths[key] = sibling(schedule, parts.files[key])
            except WrongValue as wrong:
                faults.faults.append(parts.document.fault((key,), wrong.message, wrong.remedy))
        elif key == "cities":
            problem = msg("the key “{key}” is missing", key=key)
            faults.add(parts.document.name, "", problem, msg("Add it"))
    return read_network(paths.get("cities"), paths.get("roads"), paths.get("ferries"), faults)


def _tour(parts: ScheduleParts, network: Network) -> Tour:
    """The tour of parts without faults. Raises InputFaults for one that only the tour sees."""
    head, revision, rules, estimate = parts.head, parts.revision, parts.rules, parts.estimate
    if not (head and revision and rules and estimate and network.places.places):
        raise AssertionError("a part is missing, and no fault says so")
    try:
        return Tour(
            id=head.id,
            names=head.name,
            organizers=parts.organizers,
            uid_domain=head.uid_domain,
            zone=head.zone,
            first_day=head.first_day,
            last_day=head.last_day,
            start=head.start,
            end=head.end,
            rules=rules,
            places=network.places.places,
            events=tuple(event for _, event in parts.events),
            calendars=parts.calendars,
            roads=network.roads,
            ferries=network.ferries,
            estimate=estimate,
            revision=revision,
        )
    except ImpossibleValue as error:
        fault = parts.document.fault((), error.message, remedy_for(error.message))
        raise InputFaults((fault,)) from None
