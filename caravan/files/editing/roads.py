"""Road links of one's own: kilometres and minutes between two places, instead of the estimate."""

from __future__ import annotations

from caravan.errors import msg
from caravan.files.editing.record_table import Record, RecordTable
from caravan.files.editing.sections import refuse_wrong
from caravan.files.editing.tables import number_text, table_of, with_table
from caravan.files.shapes.road_shape import RoadShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown
from caravan.tour.road import Road


def set_road(files: TourFiles, road: Road) -> TourFiles:
    """The files with this link, usable both ways: that of the two places replaced, or added.

    The table of roads is made when there is none. Raises WrongValue for an unknown place.
    """
    known = table_of(files, "cities").values("id")
    for end in (road.a, road.b, *road.via):
        if end not in known:
            problem = msg("“{id}” is not a place of the tour", id=shown(end))
            raise WrongValue(problem, msg("Add it to the table of places, or name another"))
    refuse_wrong(RoadShape, RoadShape.of(road).plain())
    table = table_of(files, "roads")
    old = _link(table, road.a, road.b)
    if old is None:
        return with_table(files, "roads", table.with_row(_cells(road, table)))
    cells = _cells(road, table)
    if not road.closed and table.value(old, "closed").lower() == "no":
        del cells["closed"]  # it says so already
    if table.value(old, "a") == road.b:  # it stands there the other way round
        cells |= {"a": road.b, "b": road.a, "via": "|".join(reversed(road.via))}
    return with_table(files, "roads", table.with_cells(old, cells))


def close_road(files: TourFiles, a: str, b: str, *, closed: bool = True) -> TourFiles:
    """The files with the link of two places closed, or open again.

    Raises WrongValue when there is none.
    """
    table = table_of(files, "roads")
    old = _link(table, a, b)
    if old is None:
        raise _no_road(a, b)
    is_closed = table.value(old, "closed").lower() == "yes"
    if is_closed == closed:
        return files
    cells = {"closed": "yes" if closed else "no"}
    return with_table(files, "roads", table.with_cells(old, cells))


def remove_road(files: TourFiles, a: str, b: str) -> TourFiles:
    """The files without the link of two places, whichever way round it stands there.

    Raises WrongValue when there is none.
    """
    table = table_of(files, "roads")
    if _link(table, a, b) is None:
        raise _no_road(a, b)
    ends = {a, b}
    return with_table(
        files,
        "roads",
        table.without(lambda row: {table.value(row, "a"), table.value(row, "b")} == ends),
    )


def _no_road(a: str, b: str) -> WrongValue:
    problem = msg("there is no road {a}–{b} in the table", a=shown(a), b=shown(b))
    return WrongValue(problem, msg("Reload the page: it may have been removed"))


def _link(table: RecordTable, a: str, b: str) -> Record | None:
    for record in table.records:
        if {table.value(record, "a"), table.value(record, "b")} == {a, b}:
            return record
    return None


def _cells(road: Road, table: RecordTable) -> dict[str, str]:
    def number(value: float | None) -> str:
        return "" if value is None else number_text(value, table.separator)

    return {
        "a": road.a,
        "b": road.b,
        "name": road.name,
        "km": number(road.km),
        "km_low": number(road.km_low),
        "km_high": number(road.km_high),
        "minutes": str(road.minutes),
        "grade": road.grade.value,
        "source": road.source,
        "via": "|".join(road.via),
        "closed": "yes" if road.closed else "",
    }
