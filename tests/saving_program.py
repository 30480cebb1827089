"""Programs that save, for tests that kill them, run many at once, or take rights away from them.

DATABASE is a file, or the address of a database of PostgreSQL.

python saving_program.py killed DATABASE TOUR    a child at a time, which saves until killed
python saving_program.py kills DATABASE SCHEDULE   the same with publications
python saving_program.py restores DATABASE COPY ANOTHER   the same with two copies, turn by turn
python saving_program.py publishes DATABASE SCHEDULE NAME N   publishes N times, noting NAME0 …
python saving_program.py adds DATABASE TOUR NAME N   adds N words to the tour: NAME0, NAME1 …
python saving_program.py nobody DATABASE TOUR    saves after giving up the right to write
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from kept_tours import CARD, NOON, files  # noqa: E402 found by the path above
from programmes import Held, programme  # noqa: E402

from caravan.errors import CaravanError, msg  # noqa: E402
from caravan.plan.publication import Publication  # noqa: E402
from caravan.store.database import Database  # noqa: E402
from caravan.store.postgresql import Server, server_at  # noqa: E402
from caravan.store.publications import Publications, PublishedElsewhere  # noqa: E402
from caravan.store.tours import EditedElsewhere, Tours  # noqa: E402

PROGRAM = Path(__file__)
FILLER = "# " + "x" * 40_000 + "\n"
"""Makes a save write a dozen pages of the database."""


def written(database: Database) -> str:
    """What these programs call a database."""
    if isinstance(database.place, Server):
        return database.place.url.render_as_string(hide_password=False)
    return str(database.place)


def named(text: str) -> Database:
    if "://" in text:
        return Database(server_at(text, Path("nowhere")))
    return Database(Path(text))


def killed(tours: Tours, id_: str) -> None:
    """For each line of the standard input a child that saves and tells each version saved."""
    in_children(lambda: save_until_killed(tours, id_))


def kills(tours: Tours, schedule: str) -> None:
    """For each line of the standard input a child that publishes and tells each number."""
    for late in ("caravan.files.plan_json", "caravan.files.revisions_json"):
        importlib.import_module(late)  # once for all children
    in_children(lambda: publish_until_killed(tours.database, schedule))


def restores(tours: Tours, *copies: str) -> None:
    """For each line of the standard input a child that puts copies back, and tells each."""
    importlib.import_module("caravan.store.restore")
    in_children(lambda: restore_until_killed(tours.database, copies))


def restore_until_killed(database: Database, copies: tuple[str, ...]) -> None:
    from caravan.store.restore import restore

    os.write(1, f"saved 0 by {os.getpid()}\n".encode())  # the clock of whoever kills starts
    while True:
        for number, copy in enumerate(copies):
            restore(database, Path(copy), NOON)
            os.write(1, f"saved {number} by {os.getpid()}\n".encode())


def in_children(work: Callable[[], None]) -> None:
    for _ in sys.stdin:
        # The database isn't open here, so that the child inherits nothing of it.
        child = os.fork()
        if child == 0:
            work()
        os.waitpid(child, 0)
        os.write(1, b"ended\n")


def publish_until_killed(database: Database, schedule: str) -> None:
    number = Publications(database).latest_number(schedule)
    while True:
        made = publish_next(database, schedule, number, f"note {number + 1}")
        number = made.number
        os.write(1, f"saved {number} by {os.getpid()}\n".encode())


def publish_next(database: Database, schedule: str, base: int, note: str) -> Publication:
    """Move the one event by a quarter of an hour with each publication, around the clock."""
    plan = programme({"sfax": Held(begins=15 * (base % 90))})
    return Publications(database).publish(schedule, plan, base=base, at=NOON, who="Anna", note=note)


def publishes(tours: Tours, schedule: str, name: str, times: str) -> None:
    """Publish, again when somebody else was faster."""
    database, number = tours.database, 0
    for count in range(int(times)):
        while True:
            try:
                number = publish_next(database, schedule, number, f"{name}{count}").number
            except PublishedElsewhere as error:
                number = error.number
            else:
                break


def save_until_killed(tours: Tours, id_: str) -> None:
    while True:
        base = tours.open(id_).kept.version
        text = f"version {base + 1}\n{FILLER}"
        saved = tours.save(id_, files(text), CARD, base=base, what=msg("x"), at=NOON)
        # One system call: the line is told whole, or not at all.
        os.write(1, f"saved {saved.kept.version} by {os.getpid()}\n".encode())


def adds(tours: Tours, id_: str, name: str, times: str) -> None:
    """Add words, again when somebody else was faster; and keep a tour of one's own before that."""
    tours.create(files("own"), CARD, msg("New tour"), NOON)
    for number in range(int(times)):
        add_word(tours, id_, f"{name}{number}")


def add_word(tours: Tours, id_: str, word: str) -> int:
    """Add a word to what the tour has; how often somebody else was faster."""
    opened, refused = tours.open(id_), 0
    while True:
        more = files(f"{opened.files.schedule.text} {word}")
        try:
            tours.save(id_, more, CARD, base=opened.kept.version, what=msg("x"), at=NOON)
        except EditedElsewhere as error:
            opened, refused = error.latest, refused + 1
        else:
            return refused


def nobody(tours: Tours, id_: str) -> None:
    """Save, read and list as a user who owns nothing here."""
    base = tours.open(id_).kept.version  # everything is imported after this
    tours.database.path.chmod(0o444)
    tours.database.path.parent.chmod(0o555)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        tours.save(id_, files("unsaved"), CARD, base=base, what=msg("x"), at=NOON)
    except CaravanError as error:
        print(f"{type(error).__mro__[1].__name__}: {error}")
    print(tours.open(id_).files.schedule.text)
    print(len(tours.listed()))


if __name__ == "__main__":
    do, path, *rest = sys.argv[1:]
    {
        "killed": killed,
        "kills": kills,
        "restores": restores,
        "adds": adds,
        "nobody": nobody,
        "publishes": publishes,
    }[do](Tours(named(path), keep=1_000_000), *rest)
