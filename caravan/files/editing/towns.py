"""Adding, locating, naming and removing places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caravan.errors import msg
from caravan.files.cities_csv import NAME, REGION
from caravan.files.editing.new_id import new_id
from caravan.files.editing.record_table import Record, RecordTable
from caravan.files.editing.sections import list_in, refuse_wrong, schedule_data, with_schedule
from caravan.files.editing.tables import number_text, table_of, with_table
from caravan.files.shapes.place_shape import PlaceShape
from caravan.files.shapes.texts import names_of
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown
from caravan.tour.place import PlaceKind

SERVICE_MINUTES = 120
"""Service time of a new event, until somebody says another."""


@dataclass(frozen=True, slots=True)
class NewTown:
    """A place to be added.

    Attributes:
        names: by language; at least one.
        hint: what stood behind its name, "Gabès" of "El Hamma, Gabès"; kept as its region until
            it is located.
        latitude, longitude: WGS 84, decimal degrees; None when its point isn't found yet.
        country: ISO 3166-1 alpha-2, or empty.
        region: governorate or the like, in the language of the first name.
        source: where the coordinates come from.
        population: inhabitants.
    """

    names: Mapping[str, str]
    hint: str = ""
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
    region: str = ""
    source: str = ""
    population: int | None = None
    can_sleep: bool = True


def add_towns(files: TourFiles, towns: Sequence[NewTown]) -> TourFiles:
    """The files with these towns, each with an event of two hours in the first calendar.

    Raises WrongValue for an impossible name, point or country; its `inside` begins with the number
    of the town in the list.
    """
    ids = new_ids(files, towns)
    table = table_of(files, "cities")
    data = schedule_data(files)
    events = list_in(data, "events")
    calendars = data.get("calendars")
    first = list(calendars)[:1] if isinstance(calendars, dict) else []
    for number, (id_, town) in enumerate(zip(ids, towns, strict=True)):
        try:
            cells = _cells(table, id_, town, PlaceKind.TOWN)
        except WrongValue as wrong:
            raise WrongValue(wrong.message, wrong.remedy, (number, *wrong.inside)) from None
        table = table.with_row(cells)
        events.append({"town": id_, "service_minutes": SERVICE_MINUTES, "open": list(first)})
    return with_table(with_schedule(files, data), "cities", table)


def new_ids(files: TourFiles, towns: Sequence[NewTown]) -> tuple[str, ...]:
    """The ids that `add_towns` gives to these towns."""
    events = schedule_data(files).get("events")
    taken = set(table_of(files, "cities").values("id"))
    for event in events if isinstance(events, list) else ():
        if isinstance(event, dict):
            taken.add(str(event.get("id") or event.get("town")))
    ids = []
    for town in towns:
        ids.append(new_id(town.names.values(), "town", taken))
        taken.add(ids[-1])
    return tuple(ids)


def add_place(files: TourFiles, place: NewTown, kind: PlaceKind) -> TourFiles:
    """The files with one more place and no event: a port or a junction of roads.

    Raises WrongValue like `add_towns`.
    """
    table = table_of(files, "cities")
    id_ = new_id(place.names.values(), kind, table.values("id"))
    return with_table(files, "cities", table.with_row(_cells(table, id_, place, kind)))


def locate_town(
    files: TourFiles,
    id_: str,
    latitude: float,
    longitude: float,
    *,
    source: str,
    country: str = "",
    region: str = "",
    population: int | None = None,
) -> TourFiles:
    """The files with a point for a place; an empty country, region or population stays as it is.

    Raises WrongValue for an unknown id or an impossible point.
    """
    table = table_of(files, "cities")
    record = _row(table, id_)
    cells = {
        "latitude": number_text(latitude, table.separator),
        "longitude": number_text(longitude, table.separator),
        "coordinate_source": source,
    }
    plain: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    if source:
        plain["coordinate_source"] = source
    if country:
        cells["country"] = plain["country"] = country
    if population is not None:
        cells["population"] = str(population)
        plain["population"] = population
    if region:
        language = _first_language(table, record)
        names_of({language: region})
        cells[REGION + language] = region
    refuse_wrong(PlaceShape, plain, tuple(plain))
    return with_table(files, "cities", table.with_cells(record, cells))


def rename_town(files: TourFiles, id_: str, language: str, text: str) -> TourFiles:
    """The files with another name for a place in one language; an empty one takes it away.

    Raises WrongValue for an unknown id, an impossible name, or the last one to go.
    """
    table = table_of(files, "cities")
    record = _row(table, id_)
    text = text.strip()
    if text:
        _refuse_bad_names({language: text})
    else:
        others = [code for code in _languages(table, record) if code != language]
        if not others:
            problem = msg("the place has no name")
            raise WrongValue(problem, msg("Write it in at least one language"))
    return with_table(files, "cities", table.with_cells(record, {NAME + language: text}))


def set_can_sleep(files: TourFiles, id_: str, can_sleep: bool) -> TourFiles:  # noqa: FBT001 - the value itself
    """The files with or without beds in a town.

    Raises WrongValue for an unknown id, or beds in a place that is no town.
    """
    table = table_of(files, "cities")
    record = _row(table, id_)
    kind = table.value(record, "kind")
    if can_sleep and kind != PlaceKind.TOWN:
        problem = msg("only a town can have beds, not a {kind}", kind=shown(kind))
        raise WrongValue(problem, msg("Write no, or make it a town"))
    cells = {"can_sleep": "yes" if can_sleep else "no"}
    return with_table(files, "cities", table.with_cells(record, cells))


def _cells(table: RecordTable, id_: str, place: NewTown, kind: PlaceKind) -> dict[str, str]:
    names = {code: text.strip() for code, text in place.names.items() if text.strip()}
    _refuse_bad_names(names)
    plain: dict[str, Any] = {"id": id_, "kind": kind.value}
    cells = {"id": id_, "kind": kind.value}
    cells |= {NAME + code: text for code, text in names.items()}
    if region := (place.region or place.hint).strip():
        language = next(iter(names))
        names_of({language: region})
        cells[REGION + language] = region
    for column, value in (("latitude", place.latitude), ("longitude", place.longitude)):
        if value is not None:
            plain[column] = float(value)
            cells[column] = number_text(value, table.separator)
    if place.country:
        cells["country"] = plain["country"] = place.country
    if place.source:
        cells["coordinate_source"] = plain["coordinate_source"] = place.source
    if place.population is not None:
        plain["population"] = place.population
        cells["population"] = str(place.population)
    refuse_wrong(PlaceShape, plain, tuple(plain))
    cells["can_sleep"] = "yes" if place.can_sleep and kind is PlaceKind.TOWN else "no"
    return cells


def _refuse_bad_names(names: dict[str, str]) -> None:
    if not names:
        raise WrongValue(msg("a name is missing"), msg("Write it in at least one language"))
    names_of(names)
    for text in names.values():
        # Opened in a spreadsheet, the table would run it (CWE-1236); no place is called so.
        if text[0] in "=+-@＝＋－＠−":
            problem = msg("the name “{name}” begins with “{sign}”", name=shown(text), sign=text[0])
            raise WrongValue(problem, msg("Delete the sign: spreadsheets take it for a formula"))


def _row(table: RecordTable, id_: str) -> Record:
    found = table.rows("id", id_)
    if not found:
        problem = msg("“{id}” is not a place of the tour", id=shown(id_))
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))
    return found[0]


def _languages(table: RecordTable, record: Record) -> list[str]:
    """The languages in which a place has a name."""
    return [
        column.removeprefix(NAME)
        for column in table.header.cells
        if column.startswith(NAME) and table.value(record, column)
    ]


def _first_language(table: RecordTable, record: Record) -> str:
    return next(iter(_languages(table, record)), "en")
