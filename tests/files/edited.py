"""A small tour's files in memory, and what an edit did to their lines."""

from __future__ import annotations

import difflib
from dataclasses import replace

from files.folders import CITIES, DATA, FERRIES, ROADS, SCHEDULE

from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles, files_at


def small_files() -> TourFiles:
    """The tour of `folders`, in memory."""
    texts = {"cities.csv": CITIES, "roads.csv": ROADS, "ferries.yaml": FERRIES}
    beside = tuple(BoundedText(name, text, bom=False) for name, text in texts.items())
    return TourFiles(BoundedText("schedule.yaml", SCHEDULE, bom=False), beside)


def our_files() -> TourFiles:
    """The tour of March 2020, with all its comments."""
    return files_at(DATA / "schedule.yaml")


def with_text(files: TourFiles, name: str, old: str, new: str) -> TourFiles:
    """The files with one of them changed in one place, which must be there."""
    file = next(file for file in files if file.name == name)
    assert old in file.text, f"{old!r} is not in {name}"
    return files.with_file(replace(file, text=file.text.replace(old, new, 1)))


def without(files: TourFiles, name: str) -> TourFiles:
    """The files without one beside the schedule."""
    return replace(files, beside=tuple(file for file in files.beside if file.name != name))


def line_changes(before: TourFiles, after: TourFiles) -> dict[str, list[str]]:
    """The lines that went and came, by file: ``["-old", "+new"]``; files as they were left out."""
    old = {file.name: file.text.splitlines() for file in before}
    result = {}
    for file in after:
        lines = difflib.unified_diff(
            old.get(file.name, []), file.text.splitlines(), n=0, lineterm=""
        )
        changes = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        if changes:
            result[file.name] = changes
    return result
