from __future__ import annotations

from pathlib import Path

import pytest
from files.folders import CITIES, DATA, TourFolder

from caravan.errors import InputFaults
from caravan.files.bounded_text import BoundedText
from caravan.files.cities_csv import places_of, read_cities
from caravan.files.csv_table import CsvTable, Dialect, parse_table
from caravan.files.wrong import FaultList

HEADER = "id,kind,name_fr,latitude,longitude,can_sleep\n"


def table(text: str) -> CsvTable:
    return parse_table(BoundedText("cities.csv", text, bom=False))


def faults(text: str) -> list[str]:
    """All faults of a text, of the table and of its places."""
    found = FaultList()
    try:
        places_of(table(text), found)
    except InputFaults as error:
        return [str(fault) for fault in error.faults]
    return [str(fault) for fault in found.faults]


def test_columns_come_in_any_order_with_columns_of_ones_own() -> None:
    text = (
        "note,longitude,latitude,kind,id,name_fr,can_sleep,Bürgermeister 🎩\n"
        '"a, ""b""",10.76028,34.74056,town,sfax,Sfax,yes,007\n'
        "=1+1,8.78417,34.4250,town,gafsa,Gafsa,no,NA\n"
    )
    found = FaultList()
    assert [place.id for place, _ in places_of(table(text), found)] == ["sfax", "gafsa"]
    assert found.faults == []


def test_the_table_of_a_french_excel_is_read(tmp_path: Path) -> None:
    text = (
        "id;kind;name_fr;latitude;longitude;can_sleep;population\r\n"
        "sfax;town;Sfax;34,74056;10,76028;yes;272801\r\n"
        "gafsa;town;Gafsa;34.425;8,78417;NO;\r\n"
    )
    path = tmp_path / "cities.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    read = read_cities(path)
    assert read.dialect == Dialect(separator=";", bom=True, newline="\r\n")
    places = [place for place, _ in places_of(read, FaultList())]
    assert [place.point for place in places] == [(34.74056, 10.76028), (34.425, 8.78417)]
    assert [place.population for place in places] == [272801, None]
    assert [place.can_sleep for place in places] == [True, False]


def test_a_decimal_comma_between_commas_is_refused() -> None:
    assert faults(HEADER + 'sfax,town,Sfax,"34,74056",10.76028,yes\n') == [
        "cities.csv, line 2, latitude: “34,74056” is not a number. Write a number, like 12.5"
    ]


def test_the_country_na_and_names_like_null_are_read() -> None:
    text = (
        "id,kind,name_fr,country,latitude,longitude,can_sleep\n"
        "nan,town,NaN,NA,-22.56,17.08,yes\n"
        "null,town,null,NA,-22.0,17.0,no\n"
    )
    places = [place for place, _ in places_of(table(text), FaultList())]
    assert [(p.id, p.names.given("fr"), p.country) for p in places] == [
        ("nan", "NaN", "NA"),
        ("null", "null", "NA"),
    ]


def test_all_known_columns_reach_the_place() -> None:
    header = (DATA / "cities.csv").read_text(encoding="utf-8").splitlines()[0]
    found = FaultList()
    read = read_cities(DATA / "cities.csv")
    hamma = next(place for place, _ in places_of(read, found) if place.id == "el-hamma")
    assert found.faults == []
    assert "can_sleep_grade,can_sleep_source" in header
    assert hamma.variants == ("El Hamma de Gabès", "El Hamma de l’Arad", "Al Hammah")
    assert hamma.region is not None
    assert hamma.region.texts == (("fr", "Gabès"), ("ar", "قابس"))
    assert (hamma.country, hamma.region_code) == ("TN", "TN-81")
    assert (hamma.population, hamma.population_year) == (41607, "2014")
    assert hamma.coordinate_source == "GeoNames 2473747"
    assert not hamma.can_sleep


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            HEADER.replace("latitude,", "") + "sfax,town,Sfax,10.76028,yes\n",
            "cities.csv, line 1: the column “latitude” is missing. Add it",
        ),
        (
            HEADER.replace("latitude", "lattitude") + "sfax,town,Sfax,34.7,10.76028,yes\n",
            (
                "cities.csv, line 1: the column “latitude” is missing. "
                "Rename “lattitude” to “latitude”"
            ),
        ),
        (
            HEADER.replace("\n", ",populaton\n") + "sfax,town,Sfax,34.7,10.76028,yes,5\n",
            (
                "cities.csv, line 1, populaton: the column “populaton” is unknown. "
                "Did you mean “population”?"
            ),
        ),
        (
            HEADER.replace("name_fr,", "") + "sfax,town,34.7,10.76028,yes\n",
            "cities.csv, line 1: no column holds names. Add a column like name_fr",
        ),
        (
            HEADER.replace("kind", "id") + "sfax,town,Sfax,34.7,10.76028,yes\n",
            "cities.csv, line 1: the column “id” is given twice. Keep one of the two",
        ),
        (
            HEADER.replace("can_sleep", "") + "sfax,town,Sfax,34.7,10.76028,\n",
            "cities.csv, line 1: column 6 has no name. Name it, or delete it",
        ),
        (
            HEADER + "sfax,town,Sfax,134.7,10.76028,yes\n",
            "cities.csv, line 2, latitude: 134.7 is too much. At most 90 is allowed",
        ),
        (
            HEADER + "sfax,town,Sfax,34.7,-190,yes\n",
            "cities.csv, line 2, longitude: -190.0 is too little. At least -180 is allowed",
        ),
        (
            HEADER + "sfax,town,Sfax,nan,10.76028,yes\n",
            "cities.csv, line 2, latitude: “nan” is not a number. Write a number, like 12.5",
        ),
        (
            HEADER + "sfax,town,Sfax,,10.76028,yes\n",
            "cities.csv, line 2, latitude: the cell is empty. Fill it in",
        ),
        (
            HEADER + "sfax,village,Sfax,34.7,10.76028,yes\n",
            (
                "cities.csv, line 2, kind: “village” is unknown here. "
                "Use one of: junction, port, town"
            ),
        ),
        (
            HEADER + "sfax,port,Sfax,34.7,10.76028,yes\n",
            (
                "cities.csv, line 2: only a town can have beds, not a port. "
                "Write no, or make it a town"
            ),
        ),
        (
            HEADER + "sfax,town,Sfax,34.7,10.76028,oui\n",
            "cities.csv, line 2, can_sleep: “oui” is not yes or no. Write yes or no",
        ),
        (
            HEADER + "../../etc,town,Sfax,34.7,10.76028,yes\n",
            (
                "cities.csv, line 2, id: the id “../../etc” must be lower-case letters, digits and "
                "single hyphens, at most 60. Write it like new-town"
            ),
        ),
        (
            HEADER + "sfax,town,,34.7,10.76028,yes\n",
            "cities.csv, line 2, name_fr: the place has no name. Fill it in",
        ),
        (
            HEADER + f"sfax,town,{'x' * 301},34.7,10.76028,yes\n",
            (
                "cities.csv, line 2, name_fr: the name “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has 301 "
                "characters, at most 300 are allowed. Write a shorter name"
            ),
        ),
        (
            HEADER + "sfax,town,Sf\u202eax,34.7,10.76028,yes\n",
            (
                "cities.csv, line 2, name_fr: character 3 is invisible: U+202E right-to-left "
                "override. Delete it, or write the text anew"
            ),
        ),
        (
            HEADER + '\nsfax,town,"Sf\nax",34.7,10.76028,yes\n',
            (
                "cities.csv, line 3, name_fr: character 3 is invisible: U+000A control character. "
                "Delete it, or write the text anew"
            ),
        ),
        (
            HEADER + "sfax,town,Sfax,34.7,10.76028,yes,extra\n",
            (
                "cities.csv, line 2: 7 cells instead of 6. "
                "Put a cell that holds the separator in quotes; keep empty cells"
            ),
        ),
        (
            HEADER + "sfax,town,Sfax\n",
            (
                "cities.csv, line 2: 3 cells instead of 6. "
                "Put a cell that holds the separator in quotes; keep empty cells"
            ),
        ),
        (
            HEADER + 'sfax,town,"Sfax,34.7,10.76028,yes\n',
            (
                "cities.csv, line 2: a quote is not closed, or stands inside a cell, or a cell is "
                "far too long. Write quotes inside a cell twice"
            ),
        ),
        (HEADER, "cities.csv: the table has no rows. Add a row for each place"),
        (
            "",
            ("cities.csv: the table is empty. Write the names of the columns in the first line"),
        ),
        (
            ",,,\n",
            (
                "cities.csv, line 1: the first line has no names of columns. "
                "Write them, like id, kind, name_fr"
            ),
        ),
        (
            HEADER.replace("\n", ",population\n") + "sfax,town,Sfax,34.7,10.7,yes,24 597\n",
            (
                "cities.csv, line 2, population: “24 597” is not a whole number. "
                "Write digits only, like 120"
            ),
        ),
        (
            HEADER.replace("\n", ",country\n") + "sfax,town,Sfax,34.7,10.7,yes,Tunisia\n",
            (
                "cities.csv, line 2, country: “Tunisia” is not a country code. "
                "Use the two capital letters of ISO 3166, like FR"
            ),
        ),
    ],
)
def test_a_fault_of_the_table_says_cell_problem_and_remedy(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_several_faults_of_a_row_and_of_several_rows_are_told_at_once() -> None:
    text = HEADER + "sfax,town,Sfax,x,y,yes\n\ngafsa,twn,Gafsa,34.4,8.7,maybe\n"
    assert faults(text) == [
        "cities.csv, line 2, latitude: “x” is not a number. Write a number, like 12.5",
        "cities.csv, line 2, longitude: “y” is not a number. Write a number, like 12.5",
        "cities.csv, line 4, can_sleep: “maybe” is not yes or no. Write yes or no",
        "cities.csv, line 4, kind: “twn” is unknown here. Did you mean “town”?",
    ]


def test_empty_rows_that_spreadsheets_leave_are_passed_over() -> None:
    text = HEADER + "sfax,town,Sfax,34.7,10.7,yes\n,,,,,\n\n"
    assert faults(text) == []
    assert len(places_of(table(text), FaultList())) == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "sfax,town,Autre,,TN,34.7,10.7,no\n",
            "line 7, id: the id “sfax” is given twice, first on line 4. Give each place its own id",
        ),
        (
            "sbeitla-2,town,SBEITLA,,TN,35.2,9.1,no\n",
            (
                "line 7, name_fr: the name “SBEITLA” is that of line 2, “Sbeïtla”, but for accents "
                "and capitals. Delete one, or add the region to its name"
            ),
        ),
        (
            "tozeur,town,Tozeur,,TN,8.13352,33.91968,no\n",
            (
                "line 7, latitude: latitude 8.13352 and longitude 33.91968 look swapped. "
                "Write latitude 33.91968, longitude 8.13352"
            ),
        ),
    ],
)
def test_places_that_do_not_fit_together_are_faults(
    folder: TourFolder, row: str, fault: str
) -> None:
    folder.write("cities.csv", CITIES + row)
    assert folder.faults() == [f"cities.csv, {fault}"]


def test_two_swapped_places_do_not_hide_each_other(folder: TourFolder) -> None:
    folder.change("cities.csv", "34.74056,10.76028", "10.76028,34.74056")
    folder.change("cities.csv", "34.425,8.78417", "8.78417,34.425")
    assert [fault.split(":")[0] for fault in folder.faults()] == [
        "cities.csv, line 3, latitude",
        "cities.csv, line 4, latitude",
    ]


def test_two_columns_with_swapped_names_are_one_fault(folder: TourFolder) -> None:
    folder.change("cities.csv", "latitude,longitude", "longitude,latitude")
    assert folder.faults() == [
        (
            "cities.csv, line 1, latitude: the columns latitude and longitude look swapped, seen from "
            "Africa/Tunis. Swap the names of the two columns"
        )
    ]


def test_a_tour_far_from_its_time_zone_is_not_called_swapped(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "zone: Africa/Tunis", "zone: Asia/Tokyo")
    assert folder.faults() == []


def test_a_place_far_away_is_not_called_swapped(folder: TourFolder) -> None:
    folder.write("cities.csv", CITIES + "paris,town,Paris,,FR,48.85,2.35,no\n")
    assert folder.faults() == []
