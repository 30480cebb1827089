"""What people and programs do to the files of a tour, and what must be said of it.

Each case damages the files of `cli.tour_files`. `says` is the one fault that is told, place, problem
and remedy; without it the files are fine, unusual as they are, and `shows` must be seen in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.tour_files import TourFiles

_RLM = "\N{RIGHT-TO-LEFT MARK}"
_SFAX = "sfax,town,Sfax,صفاقس,TN,34.74056,10.76028,yes\n"


@dataclass(frozen=True)
class Input:
    """A damage, or something unusual, and what the program must make of it."""

    name: str
    do: Callable[[TourFiles], object]
    says: tuple[str, str, str] = ("", "", "")
    shows: str = "Sfax"

    def __str__(self) -> str:
        return self.name


def _cities(old: str, new: str) -> Callable[[TourFiles], object]:
    return lambda files: files.change("cities.csv", old, new)


def _schedule(old: str, new: str) -> Callable[[TourFiles], object]:
    return lambda files: files.change("schedule.yaml", old, new)


def _named(name: str) -> Callable[[TourFiles], object]:
    return _cities(_SFAX, _SFAX.replace("town,Sfax,", f"town,{name},"))


def _without_latitudes(files: TourFiles) -> None:
    lines = files.file("cities.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines]
    text = "\n".join(",".join(row[:5] + row[6:]) for row in rows)
    files.file("cities.csv").write_text(f"{text}\n", encoding="utf-8")


def _own_column(title: str) -> Callable[[TourFiles], object]:
    def add(files: TourFiles) -> None:
        head, *rows = files.file("cities.csv").read_text(encoding="utf-8").splitlines()
        text = "\n".join([f"{head},{title}", *(f"{row},7" for row in rows)])
        files.file("cities.csv").write_text(f"{text}\n", encoding="utf-8")

    return add


def _no_events(files: TourFiles) -> None:
    head, _, _ = files.schedule.read_text(encoding="utf-8").partition("events:\n")
    files.schedule.write_text(f"{head}events: []\n", encoding="utf-8")


def _bytes(name: str, change: Callable[[bytes], bytes]) -> Callable[[TourFiles], object]:
    def rewrite(files: TourFiles) -> None:
        path = files.file(name)
        path.write_bytes(change(path.read_bytes()))

    return rewrite


def _everywhere(change: Callable[[bytes], bytes]) -> Callable[[TourFiles], object]:
    def rewrite(files: TourFiles) -> None:
        for path in files.path.iterdir():
            path.write_bytes(change(path.read_bytes()))

    return rewrite


def _large(name: str) -> Callable[[TourFiles], object]:
    def grow(files: TourFiles) -> None:
        with files.file(name).open("r+b") as file:
            file.truncate(50_000_000)

    return grow


_BOMB = "laughs:\n  - &a0 [ha]\n" + "".join(
    f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

INPUTS = (
    Input(
        "a column missing",
        _without_latitudes,
        ("cities.csv, line 1", "the column “latitude” is missing", "Add it"),
    ),
    Input(
        "a column with a slip of the pen",
        _own_column("populaton"),
        (
            "cities.csv, line 1, populaton",
            "the column “populaton” is unknown",
            "Did you mean “population”?",
        ),
    ),
    Input("a column of one's own", _own_column("bus seats")),
    Input(
        "coordinates swapped",
        _cities("34.74056,10.76028", "10.76028,34.74056"),
        (
            "cities.csv, line 3, latitude",
            "latitude 10.76028 and longitude 34.74056 look swapped",
            "Write latitude 34.74056, longitude 10.76028",
        ),
    ),
    Input(
        "a latitude out of range",
        _cities("34.74056", "134.74056"),
        ("cities.csv, line 3, latitude", "134.74056 is too much", "At most 90 is allowed"),
    ),
    Input(
        "a longitude out of range",
        _cities("10.76028", "-190.76028"),
        ("cities.csv, line 3, longitude", "-190.76028 is too little", "At least -180 is allowed"),
    ),
    Input(
        "two towns of one id",
        _cities(_SFAX, _SFAX + "sfax,town,Autre,,TN,34.7,10.7,no\n"),
        (
            "cities.csv, line 4, id",
            "the id “sfax” is given twice, first on line 3",
            "Give each place its own id",
        ),
    ),
    Input(
        "an event in an unknown town",
        _schedule("  - town: sfax", "  - town: sfaks"),
        (
            "schedule.yaml, line 33, events[1].town",
            "“sfaks” is not a town of the tour",
            "Did you mean “sfax”?",
        ),
    ),
    Input(
        "a window that ends before it begins",
        _schedule("monday: [08:30-12:30,", "monday: [12:30-08:30,"),
        (
            "schedule.yaml, line 25, calendars.offices.weekly.monday[0]",
            "the hours 12:30–08:30 must begin before they end, within one day",
            "Write the earlier time first, like 08:30-12:30",
        ),
    ),
    Input(
        "a service time longer than every window",
        _schedule(
            "    service_minutes: 60\n    open: [offices]\n    date: 2020-03-10\n    begins: 08:30\n",
            "    service_minutes: 241\n    open: [offices]\n",
        ),
        (
            "schedule.yaml, line 34, events[1].service_minutes",
            "a service time of 241 minutes is longer than every window, 240 at most",
            "Make it shorter, or the opening hours longer",
        ),
    ),
    Input(
        "a tour without events",
        _no_events,
        ("schedule.yaml, line 27, events", "the tour has no event", "Add at least one"),
    ),
    Input(
        "a tour of 0 days",
        _schedule("last_day: 2020-03-10", "last_day: 2020-03-08"),
        (
            "schedule.yaml, line 7, tour.last_day",
            "the tour ends before it begins",
            "Write the later date here",
        ),
    ),
    Input(
        "a tour of 400 days",
        _schedule("last_day: 2020-03-10", "last_day: 2021-04-12"),
        (
            "schedule.yaml, line 7, tour.last_day",
            "the window of 400 days is not between 1 and 60",
            "Check the year and the month",
        ),
    ),
    Input(
        "towns in Latin-1",
        _bytes("cities.csv", lambda data: data.replace("ï".encode(), b"\xef")),
        (
            "cities.csv, line 2",
            "the file is not in UTF-8: byte 0xEF, “ï” in Latin-1",
            "Save it as UTF-8 (in Excel: “CSV UTF-8”)",
        ),
    ),
    Input(
        "a schedule in Latin-1",
        _bytes(
            "schedule.yaml",
            lambda data: data.replace(b"Petite caravane", "Fête".encode("latin-1")),
        ),
        (
            "schedule.yaml, line 3",
            "the file is not in UTF-8: byte 0xEA, “ê” in Latin-1",
            "Save it as UTF-8",
        ),
    ),
    Input("a byte order mark before each file", _everywhere(lambda data: b"\xef\xbb\xbf" + data)),
    Input("lines that end as in Windows", _everywhere(lambda data: data.replace(b"\n", b"\r\n"))),
    Input(
        "an alias bomb in the schedule",
        _bytes("schedule.yaml", lambda data: data + _BOMB.encode()),
        (
            "schedule.yaml, line 48, laughs[5][0][2][6][5][7][0]",
            "more than 20000 values in one file",
            "Choose the right file, or write it without references",
        ),
    ),
    Input(
        "an alias bomb in the ferries",
        _bytes("ferries.yaml", lambda data: data + _BOMB.encode()),
        (
            "ferries.yaml, line 16, laughs[5][0][2][6][8][2]",
            "more than 20000 values in one file",
            "Choose the right file, or write it without references",
        ),
    ),
    Input(
        "a schedule nested deep",
        _bytes("schedule.yaml", lambda data: data + b"deep: " + b"[" * 20_000),
        (
            "schedule.yaml, line 47",
            "nested more than 30 levels deep",
            "Choose the right file, or write it flat",
        ),
    ),
    Input(
        "a schedule of 50 MB",
        _large("schedule.yaml"),
        (
            "schedule.yaml",
            "the file has 50.0 MB, at most 1.0 MB are read",
            "Choose the right file, or split it",
        ),
    ),
    Input(
        "towns of 50 MB",
        _large("cities.csv"),
        (
            "cities.csv",
            "the file has 50.0 MB, at most 5.0 MB are read",
            "Choose the right file, or split it",
        ),
    ),
    Input("a name of 300 characters", _named("S" * 300), shows="S" * 300),
    Input(
        "a name of 301 characters",
        _named("S" * 301),
        (
            "cities.csv, line 3, name_fr",
            "the name “SSSSSSSSSSSSSSSSSSSSSSSSSSSSSS…” has 301 characters, at most 300 are allowed",
            "Write a shorter name",
        ),
    ),
    Input("a right-to-left mark", _named(f"{_RLM}Sfax{_RLM}"), shows=f"{_RLM}Sfax{_RLM}"),
    Input(
        "a right-to-left override",
        _named("Sf\N{RIGHT-TO-LEFT OVERRIDE}ax"),
        (
            "cities.csv, line 3, name_fr",
            "character 3 is invisible: U+202E right-to-left override",
            "Delete it, or write the text anew",
        ),
    ),
    Input("an emoji", _named("Sfax 🏜️👩‍👩‍👧"), shows="Sfax 🏜️👩‍👩‍👧"),
    Input(
        "two names that differ in accents only",
        _cities(_SFAX, _SFAX + "sbeitla-2,town,Sbeitla,,TN,35.2,9.1,no\n"),
        (
            "cities.csv, line 4, name_fr",
            "the name “Sbeitla” is that of line 2, “Sbeïtla”, but for accents and capitals",
            "Delete one, or add the region to its name",
        ),
    ),
)
"""All that the project promises to understand or to explain."""
