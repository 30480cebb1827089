"""``make bench``: how many names are found offline, how soon, and at what cost."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from bench.measure import Figure, process
from bench.plain_names import RIGHT_KM
from caravan.files.read_tour import read_tour
from caravan.geocoding.asking import Gazetteer
from caravan.geocoding.candidate import Resolution
from caravan.geocoding.distance import km_between
from caravan.geocoding.resolve import resolve, resolve_all
from caravan.geocoding.table_gazetteer import TableGazetteer
from caravan.geocoding.world_gazetteer import WorldGazetteer
from caravan.geocoding.world_index import FILE_NAME, open_index

DATA = Path(__file__).parent.parent / "data"
AMBIGUOUS = 100

Say = Callable[[str], None]
Row = dict[str, str]

# The peak is read where the kernel keeps it for this program alone: rusage has the parent's, too.
_LOOK_UP = """
import sys, time
from pathlib import Path
from caravan.geocoding.resolve import resolve
from caravan.geocoding.world_gazetteer import WorldGazetteer

def peak():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024

before, began = peak(), time.perf_counter()
resolve(sys.argv[2], [WorldGazetteer(Path(sys.argv[1]))])
print((time.perf_counter() - began) * 1000, peak() - before, before)
"""


def geocoding(runs: int, say: Say) -> None:
    """All figures of geocoding; builds the world's index in a folder that is removed."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / FILE_NAME
        building(index, say)
        with (DATA / "cities.csv").open(encoding="utf-8", newline="") as file:
            towns = [row for row in csv.DictReader(file) if row["kind"] == "town"]
        world = WorldGazetteer(index)
        table = TableGazetteer(read_tour(DATA / "schedule.yaml").places)
        with_the_table(towns, [table, world], say)
        by_the_index(towns, world, say)
        ambiguous(index, world, say)
        speed(towns, table, world, runs, say)
        world.close()
        look_up(index, runs, say)


def building(index: Path, say: Say) -> None:
    """Seconds and peak memory of the child that builds the index, once."""
    cost = process([sys.executable, "-m", "caravan.geocoding.world_build", str(index)])
    megabytes = index.stat().st_size / 1e6
    say("the index of the world's places, built once in a process of its own")
    say(f"  {cost.seconds:.1f} s (target under 60), peak {cost.megabytes:.0f} MB (under 600)")
    say(f"  file of {megabytes:.0f} MB")
    say("")


def with_the_table(towns: Sequence[Row], gazetteers: Sequence[Gazetteer], say: Say) -> None:
    """How many names find their own town, and are certain, with the tour's cities.csv."""
    say("names found with cities.csv (certain, and the right town)")
    spellings = {
        "French": [(row["name_fr"], row["id"]) for row in towns],
        "Arabic": [(row["name_ar"], row["id"]) for row in towns],
        "variants": [
            (name, row["id"]) for row in towns for name in row["variants"].split("|") if name
        ],
    }
    for kind, names in spellings.items():
        answers = resolve_all([name for name, _ in names], gazetteers)
        wrong = [
            name
            for (name, id_), answer in zip(names, answers, strict=True)
            if answer.chosen is None or answer.chosen.place_id != id_
        ]
        say(f"  {kind:9} {len(names) - len(wrong)} of {len(names)}{_missing(wrong)}")
    say("")


def by_the_index(towns: Sequence[Row], world: Gazetteer, say: Say) -> None:
    """How many are found by the world's index alone with the country, ours and the alternative."""
    say(f"by the index alone, with the country: best candidate within {RIGHT_KM:.0f} km")
    for kind, key in (("French", "name_fr"), ("Arabic", "name_ar")):
        wrong, certain = [], 0
        for row in towns:
            answer = resolve(row[key], [world], country=row["country"])
            certain += answer.is_found
            if not _is_right(answer, row):
                wrong.append(row[key])
        say(
            f"  {kind:9} {len(towns) - len(wrong)} of {len(towns)}, "
            f"{certain} of them certain, the others to be confirmed{_missing(wrong)}"
        )
    command = [sys.executable, "-m", "bench.plain_names", str(DATA / "cities.csv")]
    plain = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    say("the alternative: names compared without accents and case, nothing else")
    say(f"  French {plain['fr']} of {len(towns)}, Arabic {plain['ar']} of {len(towns)}")
    say("")


def _is_right(answer: Resolution, row: Row) -> bool:
    if not answer.candidates:
        return False
    point = (float(row["latitude"]), float(row["longitude"]))
    return km_between((answer.chosen or answer.candidates[0]).point, point) <= RIGHT_KM


def _missing(names: Sequence[str]) -> str:
    return f"; not {', '.join(names)}" if names else ""


def most_ambiguous(index: Path, count: int) -> tuple[tuple[str, int], ...]:
    """The names that most places of the index are called by, with how many; by count, then key."""
    with closing(open_index(index)) as database:
        # Only main names: a key of the index counts each place once.
        rows = database.execute(
            "SELECT spelling.key, count(*), min(place.id) FROM spelling "
            "JOIN place ON place.id = spelling.place WHERE spelling.kind = 0 "
            "GROUP BY spelling.key ORDER BY 2 DESC, 1 LIMIT ?",
            (count,),
        ).fetchall()
        named = "SELECT name FROM place WHERE id = ?"
        return tuple(
            (database.execute(named, (first,)).fetchone()[0], places) for _, places, first in rows
        )


def ambiguous(index: Path, world: Gazetteer, say: Say) -> None:
    """How many of the most ambiguous names are chosen without asking: none must be."""
    names = most_ambiguous(index, AMBIGUOUS)
    guessed = [name for name, _ in names if resolve(name, [world]).is_found]
    (first, most), (last, least) = names[0], names[-1]
    say(f"the world's {len(names)} most ambiguous names, from {first} ({most}) to {last} ({least})")
    say(f"  resolved without asking: {len(guessed)}{' ' if guessed else ''}{', '.join(guessed)}")
    say("")


def speed(towns: Sequence[Row], table: Gazetteer, world: Gazetteer, runs: int, say: Say) -> None:
    """Milliseconds for twenty names in a warm process."""
    say(f"{len(towns)} names in a warm process, ms, median of {runs} (target under 100)")
    for kind, key in (("French", "name_fr"), ("Arabic", "name_ar")):
        names = [row[key] for row in towns]
        for how, gazetteers, country in (
            ("with cities.csv", [table, world], ""),
            ("index, country given", [world], towns[0]["country"]),
            ("index alone", [world], ""),
        ):
            took = []
            for _ in range(runs):
                began = time.perf_counter()
                resolve_all(names, gazetteers, country=country)
                took.append((time.perf_counter() - began) * 1000)
            say(f"  {kind}, {how:21} {Figure(tuple(took))}")
    say("")


def look_up(index: Path, runs: int, say: Say) -> None:
    """What the first look-up in a fresh process takes, and how much memory beyond the imports."""
    command = [sys.executable, "-c", _LOOK_UP, str(index), "El Hamma"]
    printed = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(runs)
    ]
    took, more, before = (
        Figure(tuple(float(figures[at]) for figures in printed)) for at in range(3)
    )
    say(f"opening the index and the first look-up in a fresh process, median of {runs}")
    say(f"  {took} ms")
    say(f"  {more} MB more than the imports, which take {before.median:.0f} MB")
    say("")
