from __future__ import annotations

from dataclasses import replace

import pytest
from files.folders import CITIES, ROADS
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import InputFaults
from caravan.files.bounded_text import BoundedText
from caravan.files.csv_table import parse_table
from caravan.files.editing.record_table import RecordTable, record_table


def table(text: str, *, bom: bool = False) -> RecordTable:
    return record_table(BoundedText("x.csv", text, bom=bom))


@pytest.mark.parametrize("text", [CITIES, ROADS, "a,b\n", "a", 'a,b\r\n"x\r\ny",2\r\n\r\n3,4'])
def test_a_table_that_is_not_changed_stays_byte_for_byte(text: str) -> None:
    assert table(text).file().text == text


def test_only_the_record_that_changes_is_written_anew() -> None:
    old = table('a,b\n"x",1\n\n"y",2\n')
    new = old.with_cells(old.rows("a", "y")[0], {"b": "3"})
    assert new.file().text == 'a,b\n"x",1\n\ny,3\n'


def test_a_cell_that_stays_the_same_leaves_its_record_as_it_was() -> None:
    old = table('a,b\n"x",1\n')
    assert old.with_cells(old.records[0], {"a": "x", "c": ""}).file().text == old.source.text


def test_new_columns_stand_behind_the_others() -> None:
    old = table('a;b\r\n"x";1\r\n\r\ny;"2"')
    new = old.with_cells(old.records[0], {"c": "z;"}).with_columns(["d"])
    assert new.file().text == 'a;b;c;d\r\nx;1;"z;";\r\n\r\ny;"2";;'


def test_rows_come_and_go() -> None:
    old = table("a,b\nx,1")
    new = old.with_row({"b": "2", "a": 'q"'})
    assert new.file().text == 'a,b\nx,1\n"q""",2\n'
    assert new.without(lambda row: new.value(row, "a") == "x").file().text == 'a,b\n"q""",2\n'
    assert new.without(lambda row: True).file().text == "a,b\n"


def test_a_table_that_could_not_be_read_back_is_not_written() -> None:
    old = table("a,b\n").with_row({"a": "1"})
    with pytest.raises(InputFaults, match="20000 rows"):
        replace(old, records=old.records * 20_001).file()


cells = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=5)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=5),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 4),
    cells,
)
def test_what_is_written_is_read_back(
    rows: list[tuple[str, str]], separator: str, newline: str, at: int, text: str
) -> None:
    new = table(f"id{separator}name_fr{newline}")
    for one, other in rows:
        new = new.with_row({"id": one or "x", "name_fr": other})
    at %= len(rows)
    new = new.with_cells(new.records[at], {"name_fr": text})
    expected = [[one or "x", other] for one, other in rows]
    expected[at][1] = text
    assert new.separator == separator
    assert parse_table(new.file()).frame.to_numpy().tolist() == expected
