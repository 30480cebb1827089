"""Files that somebody brings: a schedule with its tables, a table alone, an archive, a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.bounded_text import MAX_BYTES, BoundedText, decode
from caravan.files.csv_table import shared_table
from caravan.files.editing.tables import file_name, named
from caravan.files.siblings import refuse_outside
from caravan.files.tour_files import TourFiles, named_files
from caravan.files.towns_xlsx import table_of_xlsx
from caravan.files.unpacking import unpacked
from caravan.files.wrong import FaultList, WrongValue, shown
from caravan.files.yaml_document import MAX_BYTES as MAX_YAML
from caravan.files.yaml_document import parse_yaml

MAX_UPLOAD = 20_000_000
"""Most bytes of one upload."""
MAX_FILES = 20
"""Most files of one upload that are read; a tour has four."""
_SCHEDULE = "schedule"


def files_from_upload(
    parts: Sequence[tuple[str, bytes]], base: TourFiles | None = None
) -> TourFiles:
    """The files of a tour that somebody uploads, each part a name with its bytes.

    A schedule replaces that of `base`; what it names and isn't in the upload is taken from `base`.
    A table of places alone (CSV or the first sheet of a workbook) replaces that of `base`, and so
    do roads and ferries: their places only, new towns get no event, and the events of towns that
    are gone become faults of the draft. A ZIP stands for the files in it. A file is known by what
    it holds, not by its name.

    The texts stay as they are, comments and columns of one's own included. Raises InputFaults
    with all that makes a file unreadable, and for files that don't fit together.
    """
    if sum(len(content) for _, content in parts) > MAX_UPLOAD:
        problem = msg("more than {limit} MB at once", limit=MAX_UPLOAD // 1_000_000)
        raise _fault("upload", problem, msg("Choose the right files"))
    faults = FaultList()
    found: dict[str, BoundedText] = {}
    opened = _opened(parts, faults)
    if len(opened) > MAX_FILES:
        problem = msg("{count} files, at most {limit} are read", count=len(opened), limit=MAX_FILES)
        raise _fault("upload", problem, msg("Choose the files of one tour"))
    for name, content in opened:
        try:
            text = _text(name, content, base)
            kind = _kind(text)
        except InputFaults as error:
            faults.extend(error)
            continue
        if kind in found:
            problem = msg("two files of one kind: {one} and {two}", one=found[kind].name, two=name)
            faults.add(name, "", problem, msg("Upload one of the two"))
        else:
            found[kind] = text
    faults.raise_if_any()
    return _together(found, base)


def _together(found: dict[str, BoundedText], base: TourFiles | None) -> TourFiles:
    if not found:
        problem = msg("there is no file of a tour in it")
        raise _fault("upload", problem, msg("Choose a schedule.yaml, a table of towns or a ZIP"))
    schedule = found.pop(_SCHEDULE, None)
    if schedule is not None:
        files = _with_schedule(schedule, base)
    elif base is not None:
        files = base
    else:
        problem = msg("there is no schedule.yaml in it")
        raise _fault(next(iter(found.values())).name, problem, msg("Upload it too"))
    for kind, file in found.items():
        name = file_name(files, kind)
        files = named(files.with_file(replace(file, name=name)), kind, name)
    # In the order in which a schedule's files are read from a folder.
    order = list(named_files(files.schedule).values())
    beside = sorted(files.beside, key=lambda f: order.index(f.name) if f.name in order else 99)
    return replace(files, beside=tuple(beside))


def _with_schedule(schedule: BoundedText, base: TourFiles | None) -> TourFiles:
    """A new schedule with those files of the base that it names, by key."""
    if base is None:
        return TourFiles(schedule)
    files = TourFiles(replace(schedule, name=base.schedule.name))
    before = named_files(base.schedule)
    known = {file.name: file for file in base.beside}
    for kind in named_files(schedule):
        file = known.get(before.get(kind, ""))
        if file is not None:
            files = files.with_file(replace(file, name=file_name(files, kind)))
    return files


def _opened(parts: Sequence[tuple[str, bytes]], faults: FaultList) -> list[tuple[str, bytes]]:
    """The files, those of archives in their place."""
    files: list[tuple[str, bytes]] = []
    for given, content in parts:
        name = shown(PurePosixPath(given.replace("\\", "/")).name or "upload", 100)
        if not name.lower().endswith(".zip"):
            files.append((name, content))
            continue
        # What else lies in the archive of a folder (a plan, pictures) is no matter.
        try:
            inside = unpacked(name, content)
        except InputFaults as error:
            faults.extend(error)
            continue
        members = [(PurePosixPath(path).name, data) for path, data in inside.items()]
        files += [(path, data) for path, data in members if _suffix(path) in _SUFFIXES]
    return files


_SUFFIXES = (".yaml", ".yml", ".csv", ".xlsx")


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower()).suffix


def _text(name: str, content: bytes, base: TourFiles | None) -> BoundedText:
    try:
        refuse_outside(name)
    except WrongValue as wrong:
        raise _fault(name, wrong.message, wrong.remedy) from None
    suffix = _suffix(name)
    if suffix == ".xlsx":
        return replace(table_of_xlsx(name, content, _cities(base)), name=name)
    if suffix not in _SUFFIXES:
        problem = msg("this kind of file isn't read")
        raise _fault(name, problem, msg("Choose YAML, CSV, XLSX or a ZIP of them"))
    limit = MAX_BYTES if suffix == ".csv" else MAX_YAML
    if len(content) > limit:
        problem = msg(
            "the file has {size} MB, at most {limit} MB are read",
            size=round(len(content) / 1e6, 1),
            limit=round(limit / 1e6, 1),
        )
        raise _fault(name, problem, msg("Choose the right file, or split it"))
    return decode(content, name)


def _cities(base: TourFiles | None) -> BoundedText | None:
    if base is None:
        return None
    name = named_files(base.schedule).get("cities")
    return next((file for file in base.beside if file.name == name), None)


def _kind(text: BoundedText) -> str:
    """Which file of a tour it is. Raises InputFaults when it is none, or can't be read."""
    if _suffix(text.name) in (".csv", ".xlsx"):
        columns = set(map(str, shared_table(text).frame.columns))
        if {"a", "b"} <= columns:
            return "roads"
        if "id" in columns or any(column.startswith("name_") for column in columns):
            return "cities"
        problem = msg("the columns are neither those of places nor those of roads")
        raise _fault(text.name, problem, msg("Name them as in cities.csv or roads.csv"))
    keys = parse_yaml(text.text, text.name).keys()
    if "tour" in keys or "events" in keys:
        return _SCHEDULE
    if "ferries" in keys:
        return "ferries"
    problem = msg("this is neither a schedule nor a list of ferries")
    raise _fault(text.name, problem, msg("See the documentation of the data"))


def _fault(name: str, problem: Message, remedy: Message) -> InputFaults:
    return InputFaults((Fault(name, "", problem, remedy),))
