"""How long one edit of a tour takes, and reading it again for the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from bench.measure import Figure
from caravan.files.bundle import bundle_zip
from caravan.files.draft import draft_of
from caravan.files.editing.events import set_event
from caravan.files.editing.head import set_dates
from caravan.files.editing.partners import set_partner
from caravan.files.editing.remove_town import remove_town
from caravan.files.editing.roads import set_road
from caravan.files.editing.towns import NewTown, add_towns, locate_town, new_ids
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles, files_at
from caravan.files.towns_xlsx import towns_xlsx
from caravan.files.upload import files_from_upload
from caravan.tour.names import Names
from caravan.tour.partner import Partner
from caravan.tour.road import Grade, Road

SCHEDULE = Path(__file__).parent.parent / "data" / "schedule.yaml"
TOWNS = 60

Say = Callable[[str], None]


def editing(runs: int, say: Say) -> None:
    """Milliseconds of each kind of edit of a tour of 60 towns, each with a partner."""
    files = sixty_towns()
    tour = tour_of(files)
    lines = sum(file.text.count("\n") for file in files)
    say(f"editing a tour of {len(tour.events)} towns, {lines} lines, ms, median of {runs}")
    edits: dict[str, Callable[[int], TourFiles]] = {
        "service time of an event": lambda run: set_event(files, run, service_minutes=91 + run),
        "dates": lambda run: set_dates(files, tour.first_day, date(2020, 3, 17 + run % 9)),
        "point of a town": lambda run: locate_town(files, "gafsa", 34.4 + run, 9, source="hand"),
        "a road": lambda run: set_road(files, Road("gafsa", "douz", 90 + run, 80, Grade.C)),
        "a town more": lambda run: add_towns(files, [NewTown({"fr": f"Ville {run}"})]),
        "twelve towns more": lambda run: add_towns(files, _names(12, run)),
        "a town less": lambda run: remove_town(files, tour.events[-1 - run % 30].place),
    }
    for what, edit in edits.items():
        edited, read = [], []
        for run in range(runs):
            edited.append(_ms(partial(edit, run)))
            read.append(_ms(partial(draft_of, edit(runs + run))))
        say(f"  {what:26}{Figure(tuple(edited))}, read again {Figure(tuple(read))}")
    book, bundle = towns_xlsx(files), bundle_zip(files)
    exports = {
        "ZIP out": lambda: bundle_zip(files),
        "ZIP in": lambda: files_from_upload([("tour.zip", bundle)]),
        "workbook out": lambda: towns_xlsx(files),
        "workbook in": lambda: files_from_upload([("towns.xlsx", book)], files),
    }
    for what, export in exports.items():
        say(f"  {what:26}{Figure(tuple(_ms(export) for _ in range(runs)))}")
    say("")


def sixty_towns() -> TourFiles:
    """The tour of 2020 with forty towns more, each with a point and a partner."""
    files = files_at(SCHEDULE)
    known = len(tour_of(files).events)
    towns = [
        NewTown({"fr": f"Lieu {n}"}, latitude=33 + n / 20, longitude=8 + n / 30, country="TN")
        for n in range(TOWNS - known)
    ]
    ids = new_ids(files, towns)
    files = add_towns(files, towns)
    for number, id_ in enumerate(ids):
        partner = Partner(f"commune-{id_}", Names.of(fr=f"Commune {number}"), email="a@b.example")
        files = set_partner(files, known + number, partner)
    return files


def _names(count: int, run: int) -> list[NewTown]:
    return [NewTown({"fr": f"Bourg {run} {number}"}) for number in range(count)]


def _ms(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    editing(7, print)
