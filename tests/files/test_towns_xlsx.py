from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from files.edited import our_files, small_files, with_text
from files.folders import CITIES
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from caravan.errors import InputFaults
from caravan.files.csv_table import parse_table
from caravan.files.draft import draft_of
from caravan.files.editing.record_table import record_table
from caravan.files.tour_files import TourFiles
from caravan.files.towns_xlsx import towns_xlsx
from caravan.files.upload import files_from_upload


def workbook_of(fill: Callable[[Any], None]) -> bytes:
    workbook = Workbook()
    fill(workbook.active)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def imported(content: bytes, base: TourFiles | None = None) -> TourFiles:
    return files_from_upload([("towns.xlsx", content)], base or small_files())


def rows_sheet(*rows: tuple[object, ...]) -> bytes:
    return workbook_of(lambda sheet: [sheet.append(row) for row in rows])


@pytest.mark.parametrize("files", [small_files(), our_files()])
def test_the_table_comes_back_as_it_was(files: TourFiles) -> None:
    assert towns_xlsx(files) == towns_xlsx(files)
    assert imported(towns_xlsx(files), files) == files


def test_a_table_of_semicolons_comes_back_as_it_was() -> None:
    files = small_files()
    table = CITIES.replace(",", ";").replace(".", ",").replace("\n", "\r\n")
    files = with_text(files, "cities.csv", CITIES, table)
    files = files.with_file(replace(files.file("cities.csv"), bom=True))
    assert imported(towns_xlsx(files), files) == files
    sheet = load_workbook(io.BytesIO(towns_xlsx(files))).active
    assert sheet["F3"].value == 34.425


def test_numbers_are_numbers_and_texts_that_look_like_formulas_are_texts() -> None:
    files = with_text(small_files(), "cities.csv", "Gafsa,", "=1+1,")
    sheet = load_workbook(io.BytesIO(towns_xlsx(files))).active
    assert [cell.value for cell in sheet[3]] == [
        "gafsa", "town", "=1+1", "قفصة", "TN", 34.425, 8.78417, "no",
    ]  # fmt: skip
    assert (sheet["C3"].data_type, sheet["C3"].quotePrefix) == ("s", True)
    assert imported(towns_xlsx(files), files) == files


def test_what_people_and_spreadsheets_write_is_read() -> None:
    content = rows_sheet(
        ("id", "kind", "name_fr", "latitude", "longitude", "can_sleep", "population", "note", None),
        ("sbeitla", "town", "Sbeïtla", 35.23151, 9, True, 24597, date(2020, 3, 9)),
        (),
        ("sfax", "town", "Sfax", "34.74056", 10.76028, "no", 272801.0, 1.5),
    )
    files = imported(content)
    table = files.file("cities.csv").text
    assert table.splitlines() == [
        "id,kind,name_fr,latitude,longitude,can_sleep,population,note",
        "sbeitla,town,Sbeïtla,35.23151,9,yes,24597,2020-03-09T00:00:00",
        ",,,,,,,",
        "sfax,town,Sfax,34.74056,10.76028,no,272801,1.5",
    ]
    places = draft_of(files).places
    assert [(place.id, place.line) for place in places] == [("sbeitla", 2), ("sfax", 4)]
    assert places[1].population == 272801


def formula(sheet: Any) -> None:
    sheet.append(("id", "kind", "name_fr"))
    sheet.append(("gafsa", "town", "=A2"))


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
    return out.getvalue()


GOOD = rows_sheet(("id", "kind", "name_fr"), ("gafsa", "town", "Gafsa"))
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook_of(formula), "line 2: a formula in cell C2"),
        (workbook_of(lambda sheet: None), "empty"),
        (rows_sheet(("id", "name_fr"), ("x", "X", "more")), "line 2: a cell behind the last column"),
        (rows_sheet(("id", "id"), ("x", "y")), "given twice"),
        (rows_sheet(("id", None, "name_fr"), ("x", "y", "z")), "column 2 has no name"),
        (rows_sheet(("name", "latitude"), ("x", 1)), "neither those of places nor"),
        (rows_sheet(("id", *range(100)), ("x",)), "more than 100 columns"),
        (rows_sheet(("id", "name_fr"), *[("x", "y")] * 20_001), "more than 20000 rows"),
        (rows_sheet(("id", "name_fr"), ("x", "a\u009fb")), "control character"),
        (with_member(GOOD, "xl/workbook.xml", BOMB), "can't be read as a workbook"),
        (with_member(GOOD, "xl/worksheets/sheet1.xml", BOMB.decode().encode("utf-16")),
         "can't be read as a workbook"),
        (with_member(GOOD, "xl/worksheets/sheet1.xml", b"<x>"), "can't be read as a workbook"),
        (with_member(GOOD, "xl/workbook.xml", b""), "can't be read as a workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "can't be read as a workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "can't be opened"),
        (b"0" * 5_000_001, "at most 5.0 MB"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_towns_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(InputFaults) as raised:
        imported(content)
    assert words in str(raised.value)
    assert {fault.file for fault in raised.value.faults} == {"towns.xlsx"}


def test_a_sheet_that_says_it_has_a_million_rows_is_read_quickly() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'<row r="2"', b'<row r="1048576"').replace(b'"A2"', b'"A1048576"')
    far = far.replace(b'"B2"', b'"B1048576"').replace(b'"C2"', b'"C1048576"')
    files = imported(with_member(GOOD, "xl/worksheets/sheet1.xml", far))
    assert files.file("cities.csv").text == "id,kind,name_fr\n"


def test_a_workbook_can_begin_a_tour_with_its_schedule() -> None:
    schedule = small_files().schedule.text.encode()
    files = files_from_upload([("s.yaml", schedule), ("t.xlsx", towns_xlsx(small_files()))])
    assert [(file.name, file.text) for file in files] == [
        ("s.yaml", small_files().schedule.text),
        ("cities.csv", CITIES),
    ]


cells = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4))
def test_any_table_comes_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    files = small_files()
    table = record_table(files.file("cities.csv"))
    for id_, name, number in rows:
        table = table.with_row({"id": id_ or "x", "name_fr": name, "latitude": number})
    files = files.with_file(table.file())
    again = imported(towns_xlsx(files), files)
    expected = parse_table(files.file("cities.csv")).frame
    assert parse_table(again.file("cities.csv")).frame.to_numpy().tolist() == (
        expected.to_numpy().tolist()
    )
