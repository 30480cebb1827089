"""What changed between two editions of a tour's files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caravan.errors import InputFaults, Message, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.csv_table import rows_of, shared_table
from caravan.files.differences.by_hand import by_hand_differences
from caravan.files.differences.calendars import calendar_differences
from caravan.files.differences.events import event_differences
from caravan.files.differences.head import head_differences, rule_differences
from caravan.files.differences.network import ferry_differences, road_differences
from caravan.files.differences.places import place_differences
from caravan.files.differences.rates import rate_differences
from caravan.files.draft import Draft, draft_of
from caravan.files.tour_files import TourFiles

_COMMENT = re.compile(r"(?:^|\s)#[^\n]*")


def differences(before: TourFiles, after: TourFiles, language: str = "en") -> tuple[Message, ...]:
    """What `after` says otherwise than `before`, town by town; nothing only for equal files.

    Names are in the language of this code where there are such. A change that means nothing to a
    plan, like that of a comment, is told as other lines of its file.
    """
    if before == after:
        return ()
    try:
        one, other = draft_of(before), draft_of(after)
    except InputFaults:
        return tuple(_texts_alone(before, after))
    found = [
        *head_differences(one, other, language),
        *rule_differences(one, other),
        *calendar_differences(one, other, language),
        *place_differences(one, other, language),
        *event_differences(one, other, language),
        *by_hand_differences(one, other, language),
        *road_differences(one, other, language),
        *ferry_differences(one, other, language),
        *rate_differences(one, other),
    ]
    found += _rest(before, after, one, other, told=bool(found))
    return tuple(dict.fromkeys(found))


def _texts_alone(before: TourFiles, after: TourFiles) -> Iterator[Message]:
    """The names of the files that differ, when they can't be read."""
    one, other = ({file.name: file for file in files} for files in (before, after))
    for name in [*one, *(name for name in other if name not in one)]:
        if name not in other:
            yield msg("the file {file} is gone", file=name)
        elif name not in one:
            yield msg("the file {file} is new", file=name)
        elif one[name] != other[name]:
            yield msg("other lines of {file} changed", file=name)
    if tuple(one) != tuple(other) and one == other:
        yield msg("the files are in another order")


def _rest(
    before: TourFiles, after: TourFiles, one: Draft, other: Draft, *, told: bool
) -> Iterator[Message]:
    """What no section told: comments, columns of somebody's own, ways of writing."""
    files = {file.name: file for file in after}
    for file in before:
        now = files.get(file.name)
        if now is None or now == file:
            continue
        if not told or _differs_aside(file, now):
            yield msg("other lines of {file} changed", file=file.name)
    if {file.name for file in before} != set(files) or (not told and before.beside != after.beside):
        yield from (m for m in _texts_alone(before, after) if not m.template.startswith("other"))
    known = {(f.where, str(f.problem)) for f in one.faults}
    if not told and known != {(f.where, str(f.problem)) for f in other.faults}:
        yield msg("other things are missing or wrong")


def _differs_aside(before: BoundedText, after: BoundedText) -> bool:
    """Whether two editions of a file differ beside the tour: comments, columns of one's own."""
    if not before.name.lower().endswith(".csv"):
        return _COMMENT.findall(before.text) != _COMMENT.findall(after.text)
    try:
        old, new = _own_cells(before), _own_cells(after)
    except InputFaults:
        return True
    # Rows that came or went have been told with their places.
    return any(old[row] != new[row] for row in old.keys() & new.keys())


def _own_cells(file: BoundedText) -> dict[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The cells of columns that no section tells, by what a row is known by."""
    rows = {}
    for row in rows_of(shared_table(file)):
        key = tuple(row.get(column, "") for column in ("id", "a", "b"))
        own = ((column, cell) for column, cell in row.items() if not _TOLD.fullmatch(column))
        rows[key] = tuple((column, cell) for column, cell in own if cell)
    return rows


_TOLD = re.compile(
    r"id|kind|name(_\w+)?|variants|country|region_(?!code)\w+|latitude|longitude"
    r"|coordinate_source|can_sleep|population|a|b|km|km_low|km_high|minutes|grade|source|via|closed"
)
"""Columns whose changes are told as those of places and roads."""
