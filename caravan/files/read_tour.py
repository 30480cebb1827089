"""From the files that a person edits to a tour, or to all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caravan.errors import Fault, ImpossibleValue, InputFaults, msg
from caravan.files.bounded_text import BoundedText, read_bounded
from caravan.files.network_files import Network, Open, read_network, read_places
from caravan.files.schedule_parts import FILES, ScheduleParts, schedule_parts
from caravan.files.shapes.remedies import remedy_for
from caravan.files.siblings import sibling
from caravan.files.tour_checks import check_tour
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import FaultList, WrongValue
from caravan.files.yaml_document import MAX_BYTES, YamlDocument, parse_yaml
from caravan.tour.tour import Tour


def read_tour(schedule: Path, cities: Path | None = None) -> Tour:
    """The tour of a schedule.yaml and of the files beside it that it names.

    `cities` is read instead of the table that the schedule names, wherever it lies.
    Raises InputFaults with all faults of all files, file by file.
    """
    return _read(
        lambda: read_bounded(schedule, MAX_BYTES),
        lambda name: read_bounded(sibling(schedule, name)),
        None if cities is None else lambda: read_bounded(cities),
    )


def tour_of(files: TourFiles) -> Tour:
    """The tour in these files. Raises InputFaults like `read_tour`."""
    return _read(lambda: files.schedule, files.file)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files of a tour say, right or not.

    Attributes:
        parts: the sections of the schedule; those that are wrong are left out.
        network: the places, roads and ferries that are right.
        faults: all that is wrong, file by file.
        tour: the tour, or None when there are faults.
    """

    parts: ScheduleParts
    network: Network
    faults: tuple[Fault, ...]
    tour: Tour | None


def reading_of(files: TourFiles) -> Reading:
    """All that these files say, whether or not it makes a tour.

    Raises InputFaults when the schedule is no YAML with keys.
    """
    document = _document(files.schedule)
    return _reading(document, files.file, None, FaultList())


def _read(schedule: Open, beside: Callable[[str], BoundedText], cities: Open | None = None) -> Tour:
    faults = FaultList()
    try:
        document = _document(schedule())
    except InputFaults as error:
        faults.extend(error)
        if cities is not None:
            read_places(cities, faults)
        raise InputFaults(tuple(faults.faults)) from None
    reading = _reading(document, beside, cities, faults)
    if reading.tour is None:
        raise InputFaults(reading.faults)
    return reading.tour


def _document(schedule: BoundedText) -> YamlDocument:
    """What a schedule says, not yet checked. Raises InputFaults when it is no YAML with keys."""
    document = parse_yaml(schedule.text, schedule.name)
    document.keys()
    return document


def _reading(
    document: YamlDocument,
    beside: Callable[[str], BoundedText],
    cities: Open | None,
    faults: FaultList,
) -> Reading:
    parts = schedule_parts(document, faults)
    network = _network(parts, beside, cities, faults)
    check_tour(parts, network.places, faults)
    faults.faults.sort(key=lambda fault: fault.file != document.name)  # of one file together
    try:
        faults.raise_if_any()
        return Reading(parts, network, (), _tour(parts, network))
    except InputFaults as error:
        return Reading(parts, network, error.faults, None)


def _network(
    parts: ScheduleParts,
    beside: Callable[[str], BoundedText],
    cities: Open | None,
    faults: FaultList,
) -> Network:
    opens: dict[str, Open] = {}
    for key in FILES:
        if key == "cities" and cities is not None:
            opens[key] = cities
        elif key in parts.files:
            try:
                opens[key] = _opened(beside, parts.files[key])
            except WrongValue as wrong:
                faults.faults.append(parts.document.fault((key,), wrong.message, wrong.remedy))
        elif key == "cities":
            problem = msg("the key “{key}” is missing", key=key)
            faults.add(parts.document.name, "", problem, msg("Add it"))
    return read_network(opens.get("cities"), opens.get("roads"), opens.get("ferries"), faults)


def _opened(beside: Callable[[str], BoundedText], name: str) -> Open:
    """A file, looked for at once and told of later. Raises WrongValue for a name of another folder."""
    try:
        found = beside(name)
    except InputFaults as error:
        faults = error.faults

        def fail() -> BoundedText:
            raise InputFaults(faults)

        return fail
    return lambda: found


def _tour(parts: ScheduleParts, network: Network) -> Tour:
    """The tour of parts without faults. Raises InputFaults for one that only the tour sees."""
    head, revision, rules, estimate = parts.head, parts.revision, parts.rules, parts.estimate
    if not (head and revision and rules and estimate and parts.rates and network.places.places):
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
            teams=head.teams or 1,
            orders=tuple(order for _, order in parts.orders),
            forbidden_pairs=tuple(pair for _, pair in parts.forbidden_pairs),
            rates=parts.rates,
        )
    except ImpossibleValue as error:
        fault = parts.document.fault((), error.message, remedy_for(error.message))
        raise InputFaults((fault,)) from None
