"""Tables open in any spreadsheet with real dates and times, and never run what was typed."""

from __future__ import annotations

import csv
import io
import re
import time as clock
import unicodedata
import zipfile
from dataclasses import replace
from datetime import datetime, time, timedelta

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_plan

from caravan.language.language import language
from caravan.plan.plan import Plan
from caravan.tour.names import Names
from caravan.views.tables.cells import harmless, is_phone
from caravan.views.tables.itinerary_csv import itinerary_csv, sheet_csv
from caravan.views.tables.itinerary_xlsx import itinerary_xlsx
from caravan.views.tables.towns_sheet import partners_sheet, towns_sheet

ENGLISH = language("en")


def hostile_plan(name: str, **partner: str) -> Plan:
    """The sample plan with every typed text replaced by `name`."""
    plan = sample_plan()
    names = Names.of(fr=name)
    host = replace(plan.tour.event("sfax").partners[0], organization=names, **partner)
    tour = replace(
        plan.tour,
        names=names,
        places=tuple(replace(place, names=names, region=names) for place in plan.tour.places),
        events=tuple(
            replace(event, venue=names, partners=(host,) if event.partners else ())
            for event in plan.tour.events
        ),
        ferries=tuple(replace(ferry, names=names) for ferry in plan.tour.ferries),
    )
    return replace(plan, tour=tour)


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def workbook(plan: Plan, code: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(itinerary_xlsx(plan, language(code))))


def looks_like_a_formula(text: str) -> bool:
    visible = (c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    first = unicodedata.normalize("NFKC", next(visible, "x"))[0]
    return first in "=+-@\u2212"


def test_csv_is_utf8_with_a_mark_and_crlf() -> None:
    data = itinerary_csv(sample_plan(), ENGLISH)
    assert data.startswith(b"\xef\xbb\xbfDay,Date,Begins,Ends,Duration (min),What,Stop,Place,")
    assert data.count(b"\r\n") == data.count(b"\n") == 19
    assert itinerary_csv(sample_plan(), ENGLISH) == data


def test_csv_read_back_tells_the_day() -> None:
    rows = csv_rows(itinerary_csv(sample_plan(), ENGLISH))
    assert rows[14] == {
        "Day": "2",
        "Date": "2020-03-10",
        "Begins": "14:15",
        "Ends": "15:30",
        "Duration (min)": "75",
        "What": "Crossing",
        "Stop": "",
        "Place": "Sidi Youssef",
        "Description": "Crossing from Port de Sfax to Sidi Youssef",
        "Details": "Bac de Kerkennah (SONOTRAK)",
        "From": "Port de Sfax",
        "To": "Sidi Youssef",
        "km": "20.4",
        "Source": "timetable, estimate",
        "Estimate": "yes",
        "Partners": "",
    }


def test_csv_read_by_pandas_adds_up_to_the_plan() -> None:
    table = pd.read_csv(io.BytesIO(itinerary_csv(sample_plan(), ENGLISH)))
    by_kind = table.groupby("What")["Duration (min)"].sum()
    assert (by_kind["Road"], by_kind["Crossing"]) == (188, 75)
    assert table["km"].sum() == pytest.approx(211.4)
    assert table["Stop"].dropna().tolist() == [1, 2, 3]


def test_the_workbook_has_four_sheets_that_keep_their_head_in_view() -> None:
    book = workbook(sample_plan())
    assert book.sheetnames == ["Itinerary", "Days", "Towns", "Partners"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert not sheet.sheet_view.rightToLeft
        assert sheet.column_dimensions["B"].width >= 9
        assert sheet.print_title_rows == "$1:$1"


def test_arabic_sheets_run_from_right_to_left() -> None:
    book = workbook(sample_plan(), "ar")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert book.worksheets[0]["G2"].value == 1
    assert book.worksheets[0]["H2"].value == "سبيطلة"


def test_dates_times_and_durations_are_real_ones() -> None:
    sheet = workbook(sample_plan())["Itinerary"]
    assert [cell.value for cell in sheet[6]][:6] == [
        1,
        datetime.fromisoformat("2020-03-09"),
        time(13, 0),
        time(15, 30),
        timedelta(hours=2, minutes=30),
        "Road",
    ]
    assert [cell.number_format for cell in sheet[6]][1:5] == [
        "dd/mm/yyyy",
        "hh:mm",
        "hh:mm",
        "[h]:mm",
    ]


def test_the_workbook_read_by_pandas_has_the_same_totals_as_the_plan() -> None:
    data = io.BytesIO(itinerary_xlsx(sample_plan(), ENGLISH))
    sheets = pd.read_excel(data, sheet_name=None)
    days = sheets["Days"]
    assert days["Weekday"].tolist() == ["Monday 9 March", "Tuesday 10 March", "Total"]
    assert days["Driving"].tolist() == [timedelta(minutes=m) for m in (150, 38, 188)]
    assert days["At sea"].tolist() == [timedelta(minutes=m) for m in (0, 75, 75)]
    assert days["Events"].tolist() == [1, 2, 3]
    towns = sheets["Towns"]
    assert towns["Town"].tolist() == ["Sbeïtla", "Sfax", "Kerkennah", "Gafsa"]
    assert towns["State"].tolist() == ["kept", "kept", "kept", "left out"]
    assert towns["Latitude"].tolist() == [35.23151, 34.74056, 34.70882, 34.425]


def test_phone_numbers_survive_and_can_be_dialled() -> None:
    sheet = workbook(sample_plan())["Partners"]
    phone = sheet["D2"]
    assert (phone.value, phone.data_type, phone.number_format) == ("+216 70 000 001", "s", "@")
    assert phone.quotePrefix
    plan = sample_plan()
    (row,) = csv_rows(sheet_csv(partners_sheet(plan, ENGLISH), ENGLISH))
    # In CSV a bare +216… would lose its plus in every spreadsheet: it has the apostrophe in front
    # that people type there, and no dialler minds it.
    assert row["Phone"] == "'+216 70 000 001"
    assert re.sub(r"[^+0-9]", "", row["Phone"]) == "+21670000001"


@pytest.mark.parametrize("phone", ["+21670000001", "+216 70-000.001", "+1 (555) 010-9999"])
def test_phone_numbers_in_other_spellings_stay_whole(phone: str) -> None:
    assert is_phone(phone)
    assert workbook(hostile_plan("Sfax", phone=phone))["Partners"]["D2"].value == phone


@pytest.mark.parametrize("phone", ["+1+cmd", "+A1", "=1", "+216;=1", "+1\t2", "+1*2", "+", "+1,2"])
def test_a_formula_in_place_of_a_phone_number_is_no_phone_number(phone: str) -> None:
    assert not is_phone(phone)
    value = workbook(hostile_plan("Sfax", phone=phone))["Partners"]["D2"].value
    assert value.startswith("'")


HOSTILE = [
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("＝1", "'＝1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠x", "'＠x"),
    ("−1", "'−1"),
    ("﹦1", "'﹦1"),
    ("\t=1", "'=1"),
    ("\r=1", "'=1"),
    ("\n=1", "'=1"),
    ("\x00=1", "'=1"),
    ("   =1", "'=1"),
    ("\u00a0=1", "'=1"),
    ("\ufeff=1", "'\ufeff=1"),
    ("\u200b\u202e=1", "'\u200b\u202e=1"),
    ('Gafsa;=HYPERLINK("x")', 'Gafsa;\'=HYPERLINK("x")'),
    ('Gafsa";"=1', 'Gafsa";"\'=1'),
    ("Gafsa\r\n=1", "Gafsa =1"),
    ("A-B = C", "A-B = C"),
    ("'=1", "'=1"),
    ("\ud800Gafsa\uffff", "Gafsa"),
    ("قفصة", "قفصة"),
]


@pytest.mark.parametrize(("typed", "written"), HOSTILE)
def test_what_looks_like_a_formula_becomes_text(typed: str, written: str) -> None:
    assert harmless(typed) == written


@pytest.mark.parametrize("typed", [typed for typed, _ in HOSTILE])
def test_no_hostile_name_gets_into_a_table_as_a_formula(typed: str) -> None:
    plan = hostile_plan(typed, contact=typed, phone=typed, email=typed, role=typed)
    tables = [
        itinerary_csv(plan, ENGLISH),
        sheet_csv(towns_sheet(plan, ENGLISH), ENGLISH),
        sheet_csv(partners_sheet(plan, ENGLISH), ENGLISH),
    ]
    for data in tables:
        cells = [cell for row in csv_rows(data) for cell in row.values()]
        assert not any(looks_like_a_formula(cell) for cell in cells)
    for sheet in workbook(plan):
        for cell in (cell for row in sheet for cell in row if isinstance(cell.value, str)):
            assert cell.data_type == "s"
            assert not looks_like_a_formula(cell.value) or is_phone(cell.value)


@given(st.text(min_size=1))
def test_no_text_at_all_is_taken_for_a_formula(text: str) -> None:
    written = harmless(text)
    for part in written.split(";"):
        assert not looks_like_a_formula(part.lstrip("\"'") if part[:1] == '"' else part)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in written)
    assert len(written.splitlines()) <= 1


def test_the_same_plan_gives_the_same_workbook_at_any_hour() -> None:
    first = itinerary_xlsx(sample_plan(), ENGLISH)
    clock.sleep(2.1)  # a ZIP file counts in steps of two seconds
    assert itinerary_xlsx(sample_plan(), ENGLISH) == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {member.date_time for member in file.infolist()} == {(2020, 2, 20, 8, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert core.count("2020-02-20T08:00:00Z") == 2  # created and modified: the revision, in UTC


def test_an_hour_after_midnight_is_written_as_hours() -> None:
    plan = sample_plan()
    team = plan.teams[0]
    monday = team.days[0]
    late = replace(monday.items[0], begins=1380, ends=1440)
    days = (replace(monday, items=(late,)), team.days[1])
    sheet = workbook(replace(plan, teams=(replace(team, days=days),)))["Itinerary"]
    assert (sheet["C2"].value, sheet["D2"].value) == (time(23, 0), timedelta(days=1))
    assert sheet["D2"].number_format == "[h]:mm"
