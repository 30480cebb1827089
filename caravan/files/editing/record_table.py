"""A table of which single records are changed; all other records stay byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from caravan.files.bounded_text import BoundedText
from caravan.files.csv_table import dialect_of, shared_table


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a table.

    Attributes:
        raw: as it stands in the file, with its line end.
        cells: what it says.
    """

    raw: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table as its records stand in the file.

    Attributes:
        source: the file.
        separator, newline: how it is written.
        header: the record of the names of the columns.
        records: the others, blank ones too.
    """

    source: BoundedText
    separator: str
    newline: str
    header: Record
    records: tuple[Record, ...]

    def value(self, record: Record, column: str) -> str:
        """The text of a cell, without spaces around it; "" when there is no such column."""
        try:
            return record.cells[self.header.cells.index(column)].strip()
        except (ValueError, IndexError):
            return ""

    def rows(self, column: str, value: str) -> tuple[Record, ...]:
        """The records with this text in a column."""
        return tuple(record for record in self.records if self.value(record, column) == value)

    def values(self, column: str) -> tuple[str, ...]:
        """The texts of a column, blank ones left out, in order."""
        found = (self.value(record, column) for record in self.records)
        return tuple(value for value in found if value)

    def with_columns(self, columns: Iterable[str]) -> RecordTable:
        """The same table with these columns, those that it hasn't got behind the others."""
        missing = [column for column in columns if column not in self.header.cells]
        if not missing:
            return self
        return replace(
            self,
            header=self._extended(self.header, missing),
            records=tuple(
                self._extended(record, [""] * len(missing)) if any(record.cells) else record
                for record in self.records
            ),
        )

    def with_cells(self, old: Record, cells: Mapping[str, str]) -> RecordTable:
        """The same table with other texts in some cells of a record."""
        table = self.with_columns(column for column, text in cells.items() if text)
        # Adding columns made new records; the one that is meant is where it was.
        position = next(n for n, record in enumerate(self.records) if record is old)
        record = table.records[position]
        texts = list(record.cells)
        for column, text in cells.items():
            if column in table.header.cells:
                texts[table.header.cells.index(column)] = text
        changed = record if tuple(texts) == record.cells else self._record(texts)
        return replace(
            table,
            records=(*table.records[:position], changed, *table.records[position + 1 :]),
        )

    def with_row(self, cells: Mapping[str, str]) -> RecordTable:
        """The same table with one more record at its end."""
        table = self.with_columns(column for column, text in cells.items() if text)
        record = self._record([cells.get(column, "") for column in table.header.cells])
        return replace(table, records=(*table.records, record))

    def without(self, is_dropped: Callable[[Record], bool]) -> RecordTable:
        """The same table without some of its records."""
        kept = tuple(record for record in self.records if not is_dropped(record))
        return replace(self, records=kept)

    def file(self) -> BoundedText:
        """The table as a file. Raises InputFaults when it couldn't be read back."""
        records = (self.header, *self.records)
        ended = (
            record.raw if record.raw.endswith(("\n", "\r")) else record.raw + self.newline
            for record in records[:-1]
        )
        last = records[-1].raw
        if self._ends_with_newline() and not last.endswith(("\n", "\r")):
            last += self.newline
        source = replace(self.source, text="".join(ended) + last)
        if source.text != self.source.text:
            shared_table(source)
        return source

    def _ends_with_newline(self) -> bool:
        return self.source.text.endswith(("\n", "\r"))

    def _extended(self, record: Record, texts: list[str]) -> Record:
        body = record.raw.rstrip("\r\n")
        end = record.raw[len(body) :]
        more = self._record(texts).raw.rstrip("\r\n")
        if len(texts) == 1 and not texts[0]:
            more = ""  # alone in its line, an empty cell would be written with quotes
        return Record(f"{body}{self.separator}{more}{end}", (*record.cells, *texts))

    def _record(self, texts: list[str]) -> Record:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.separator, lineterminator=self.newline)
        writer.writerow(texts)
        return Record(out.getvalue(), tuple(texts))


@lru_cache(maxsize=8)
def record_table(source: BoundedText) -> RecordTable:
    """The records of a table. Raises InputFaults for a text that is no table."""
    shared_table(source)
    dialect = dialect_of(source)
    lines = list(io.StringIO(source.text, newline=""))
    reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
    records = []
    begins = 0
    for row in reader:
        records.append(Record("".join(lines[begins : reader.line_num]), tuple(row)))
        begins = reader.line_num
    return RecordTable(source, dialect.separator, dialect.newline, records[0], tuple(records[1:]))
