"""What somebody made with an earlier edition is what the stores give after bringing it up to date.

The rows are written in plain SQL, in the form that the tables had then: nothing of today's stores
makes them.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from samples import sample_plan
from sqlalchemy import text
from store.test_upgrading import EARLIER

from caravan.errors import msg
from caravan.files.plan_json import plan_to_json
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam
from caravan.plan.sketch import TakeOut
from caravan.store.answers import Answers
from caravan.store.database import Database
from caravan.store.kept_tour import TourCard
from caravan.store.postgresql import server_at
from caravan.store.revisions import revision_of, take_revisions
from caravan.store.scenarios import Scenarios
from caravan.store.schema import REVISION
from caravan.store.shelf import Shelf
from caravan.store.sketches import Sketches
from caravan.store.tours import Tours

MADE = datetime(2020, 3, 8, 9, tzinfo=UTC)
CHANGED = datetime(2020, 3, 9, 12, 30, 15, 250_000, tzinfo=UTC)
CARD = TourCard((("fr", "Été d’Œ"), ("ar", "قافلة الصيف")), date(2020, 3, 9), None, 3)
FIRST, SECOND = "name: one # «é»\n", "name: two\r\n"
CITIES = "id,name_ar\nsfax,صفاقس\n"
KEY = "5" * 64
SCHEDULE = "tourabcdefgh"
NAMES = '[["fr", "Été d’Œ"], ["ar", "قافلة الصيف"]]'

OF_0001 = f"""
INSERT INTO tour (id, public_id, current, made, changed, archived, deleted)
    VALUES (1, '{SCHEDULE}', 2, :made, :changed, NULL, NULL);
INSERT INTO tour_text (id, tour_id, digest, text) VALUES (1, 1, :first_digest, :first);
INSERT INTO tour_text (id, tour_id, digest, text) VALUES (2, 1, :second_digest, :second);
INSERT INTO tour_text (id, tour_id, digest, text) VALUES (3, 1, :cities_digest, :cities);
INSERT INTO tour_version
    (id, tour_id, number, parent, what, saved, names, first_day, last_day, towns, search)
    VALUES (1, 1, 1, NULL, '[]', :made, :names, '2020-03-09', NULL, 3, 'ete doe');
INSERT INTO tour_version
    (id, tour_id, number, parent, what, saved, names, first_day, last_day, towns, search)
    VALUES (2, 1, 2, 1, :what, :changed, :names, '2020-03-09', NULL, 3, 'ete doe');
INSERT INTO version_file (version_id, position, name, bom, text_id)
    VALUES (1, 0, 'schedule.yaml', false, 1);
INSERT INTO version_file (version_id, position, name, bom, text_id)
    VALUES (1, 1, 'cities.csv', true, 3);
INSERT INTO version_file (version_id, position, name, bom, text_id)
    VALUES (2, 0, 'schedule.yaml', false, 2);
INSERT INTO version_file (version_id, position, name, bom, text_id)
    VALUES (2, 1, 'cities.csv', true, 3);
INSERT INTO plan (id, key, mark, plan, warnings)
    VALUES (1, '{KEY}', '{KEY}-0123456789abcdef', :plan, :warnings);
INSERT INTO latest_plan (schedule, plan_id) VALUES ('{SCHEDULE}', 1)
"""
OF_0002 = f"""
INSERT INTO tour
    (id, public_id, current, made, changed, archived, deleted, scenario_of, scenario)
    VALUES (2, 'scenarioabcd', 1, :made, :changed, NULL, NULL, 1, 'Sans le bac');
INSERT INTO tour_text (id, tour_id, digest, text) VALUES (4, 2, :second_digest, :second);
INSERT INTO tour_version
    (id, tour_id, number, parent, what, saved, names, first_day, last_day, towns, search)
    VALUES (3, 2, 1, NULL, '[]', :made, :names, '2020-03-09', NULL, 3, 'ete doe');
INSERT INTO version_file (version_id, position, name, bom, text_id)
    VALUES (3, 0, 'schedule.yaml', false, 4);
INSERT INTO sketch (schedule, mark, moves, position, version, saved)
    VALUES ('{SCHEDULE}', '{KEY}-0123456789abcdef', :moves, 1, 4, :changed);
INSERT INTO answer (id, key, text) VALUES (1, 'explanation-1', :first)
"""
WRITTEN = {"0001": OF_0001, "0002": OF_0001 + ";" + OF_0002}
MOVES = (
    '{"base":[{"id":"1","start":"sbeitla","days":[["2020-03-09",["sbeitla"],"sfax"],'
    '["2020-03-10",["sfax","kerkennah"],"kerkennah"]]}],'
    '"moves":[{"kind":"take-out","event":"kerkennah"}]}'
)


def digest(of):
    return hashlib.sha256(of.encode()).hexdigest()


def values(kind):
    """What the statements say; SQLite has moments as texts, in UTC."""
    offset = "" if kind == "sqlite" else "+00"
    warning = '[{"template": "Roads of {name} are guessed", "values": {"name": "Été"}}]'
    return {
        "made": f"2020-03-08 09:00:00.000000{offset}",
        "changed": f"2020-03-09 12:30:15.250000{offset}",
        "first": FIRST, "second": SECOND, "cities": CITIES, "names": NAMES, "moves": MOVES,
        "first_digest": digest(FIRST), "second_digest": digest(SECOND),
        "cities_digest": digest(CITIES), "plan": plan_to_json(sample_plan()),
        "what": '[{"template": "wrote {text}", "values": {"text": "deux"}}]',
        "warnings": warning,
    }  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """A database without a table, of each kind."""
    if request.param == "sqlite":
        yield Database(tmp_path / "caravan.db")
        return
    import psycopg

    server = request.getfixturevalue("postgresql")
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS earlier WITH (FORCE)")
        connection.execute("CREATE DATABASE earlier")
    found = Database(server_at(server.url("earlier"), tmp_path))
    yield found
    found.engine.dispose()


@pytest.mark.parametrize("revision", EARLIER)
def test_nothing_of_it_is_lost(empty, revision):
    kind = empty.engine.dialect.name
    with empty.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection, revision)
        for statement in WRITTEN[revision].split(";"):
            named = {k: v for k, v in values(kind).items() if f":{k}" in statement}
            connection.execute(text(statement), named)
    tours = Tours(empty)
    opened = tours.open(SCHEDULE)
    with empty.engine.connect() as connection:
        assert revision_of(connection) == REVISION
    assert (opened.kept.card, opened.kept.version) == (CARD, 2)
    assert (opened.kept.made, opened.kept.changed) == (MADE, CHANGED)
    assert [(f.name, f.text, f.bom) for f in opened.files] == [
        ("schedule.yaml", SECOND, False),
        ("cities.csv", CITIES, True),
    ]
    assert opened.undoes == msg("wrote {text}", text="deux")
    first = tours.files_at_version(SCHEDULE, 1)
    assert [f.text for f in first] == [FIRST, CITIES]
    assert [v.number for v in tours.versions(SCHEDULE)] == [2, 1]
    latest = Shelf(empty).latest(SCHEDULE)
    assert (latest.plan, latest.tour_key) == (sample_plan(), KEY)
    assert latest.warnings == (msg("Roads of {name} are guessed", name="Été"),)
    if revision >= "0002":
        _scenario_sketch_and_answer_are_there(tours)
    # And it can be worked on: back, and away.
    assert tours.undo(SCHEDULE, base=2, at=CHANGED).files == first
    tours.delete(SCHEDULE, CHANGED)
    assert [tour.id for tour in tours.deleted()] == [SCHEDULE]


def _scenario_sketch_and_answer_are_there(tours):
    [scenario] = Scenarios(tours).listed(SCHEDULE)
    assert (scenario.id, scenario.scenario, scenario.base) == (
        "scenarioabcd", "Sans le bac", SCHEDULE,
    )  # fmt: skip
    assert [f.text for f in tours.open("scenarioabcd").files] == [SECOND]
    kept = Sketches(tours.database).open(SCHEDULE)
    days = (
        OutlineDay(date(2020, 3, 9), ("sbeitla",), "sfax"),
        OutlineDay(date(2020, 3, 10), ("sfax", "kerkennah"), "kerkennah"),
    )
    assert kept.sketch.base == Outline((OutlineTeam("1", "sbeitla", days),))
    assert kept.sketch.moves == (TakeOut("kerkennah"),)
    assert (kept.sketch.position, kept.version, kept.saved) == (1, 4, CHANGED)
    assert Answers(tours.database).get("explanation-1") == FIRST


def test_each_earlier_revision_has_such_content():
    assert list(WRITTEN) == EARLIER
