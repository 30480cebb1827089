"""Sketches in the database: they survive, nobody overwrites anybody, spoilt ones are none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from kept_tours import NOON
from samples import MONDAY, TUESDAY, sample_plan
from sqlalchemy import select, update

from caravan.plan.outline import outline_of
from caravan.plan.sketch import PutEvent, Sketch, SleepAt, TakeOut, TakeOver
from caravan.store.schema import SketchRow
from caravan.store.sketches import SketchedElsewhere, Sketches

BEGUN = Sketch(outline_of(sample_plan()))
TEAM = BEGUN.base.teams[0].id
MOVED = (
    BEGUN.with_move(PutEvent("sfax", TEAM, MONDAY, 0))
    .with_move(SleepAt(TEAM, MONDAY, "gafsa"))
    .with_move(TakeOut("kerkennah"))
    .with_move(TakeOver(BEGUN.base))
    .with_move(PutEvent("gafsa", TEAM, TUESDAY, 2))
    .undone()
)


@pytest.fixture
def sketches(database):
    return Sketches(database)


def save(sketches, sketch, base, schedule="tour", mark="mark"):
    return sketches.save(schedule, sketch, mark=mark, base=base, at=NOON)


def test_a_sketch_comes_back_with_its_moves_and_how_many_hold(sketches):
    saved = save(sketches, MOVED, 0)
    again = Sketches(sketches.database).open("tour")
    assert again == saved
    assert again.sketch == MOVED
    assert again.sketch.can_redo
    assert (again.mark, again.version, again.saved) == ("mark", 1, NOON)


def test_a_schedule_without_a_sketch_has_none(sketches):
    assert sketches.open("tour") is None
    save(sketches, MOVED, 0, "another")
    assert sketches.open("tour") is None


def test_of_two_tabs_the_second_is_told_and_sees_what_the_first_did(sketches):
    first = save(sketches, BEGUN, 0)
    second = save(sketches, MOVED, first.version)
    with pytest.raises(SketchedElsewhere) as refused:
        save(sketches, BEGUN.with_move(TakeOut("sfax")), first.version)
    assert refused.value.latest == second == sketches.open("tour")


def test_two_tabs_that_both_begin_do_not_overwrite_each_other(sketches):
    first = save(sketches, MOVED, 0)
    with pytest.raises(SketchedElsewhere) as refused:
        save(sketches, BEGUN, 0)
    assert refused.value.latest == first


def test_a_version_never_comes_again_after_a_sketch_was_put_away(sketches):
    seen = save(sketches, BEGUN, 0).version
    sketches.put_away("tour", base=seen, at=NOON)
    assert sketches.open("tour") is None
    with pytest.raises(SketchedElsewhere) as refused:
        save(sketches, MOVED, seen)
    assert refused.value.latest is None
    versions = [save(sketches, MOVED, 0).version]
    versions.append(save(sketches, BEGUN, versions[0]).version)
    assert seen not in versions
    assert versions == sorted(versions)


def test_a_sketch_that_changed_meanwhile_is_not_put_away(sketches):
    seen = save(sketches, BEGUN, 0).version
    save(sketches, MOVED, seen)
    with pytest.raises(SketchedElsewhere):
        sketches.put_away("tour", base=seen, at=NOON)
    assert sketches.open("tour").sketch == MOVED


def test_of_many_who_save_at_once_one_succeeds(sketches):
    seen = save(sketches, BEGUN, 0).version

    def attempt(_):
        try:
            return save(Sketches(sketches.database), MOVED, seen).version
        except SketchedElsewhere:
            return None

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(attempt, range(8)))
    assert sorted(filter(None, results)) == [seen + 1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"base": [], "moves": [1]}',
        '{"base": 7, "moves": []}',
        '{"base": [], "moves": [{"kind": "rm"}]}',
        '{"base": [], "moves": [{"kind": "put", "event": "a", "team": "t", "date": "x"}]}',
        '{"base": [], "moves": [{"kind": "take-out", "event": ["a"]}]}',
        '{"base": [{"id": "", "start": "", "days": [["2020-03-09", ["a", "a"], ""]]}], "moves": []}',
        '{"base": [], "moves": [{"kind": "sleep", "team": "t", "date": "x", "place": "a"}]}',
        '{"base": [], "moves": [{"kind": "put", "event": "a", "team": "t", "date": "2020-03-09"}]}',
        "[" * 100_000,
    ],
)
def test_a_spoilt_sketch_is_none_and_can_be_begun_anew(sketches, text):
    save(sketches, BEGUN, 0)
    with sketches.database.writing() as session:
        session.execute(update(SketchRow).values(moves=text, position=0))
    assert sketches.open("tour") is None
    assert save(sketches, MOVED, 0).version == 2
    assert sketches.open("tour").sketch == MOVED


@pytest.mark.parametrize("position", [-1, 6])
def test_a_position_beyond_the_moves_is_spoilt_too(sketches, position):
    save(sketches, MOVED, 0)
    with sketches.database.writing() as session:
        session.execute(update(SketchRow).values(position=position))
    assert sketches.open("tour") is None


@pytest.mark.parametrize("name", ["../../x", "'; DROP TABLE sketch; --", "\udcff%", "قافلة"])
def test_a_schedule_may_have_any_name(sketches, name):
    save(sketches, MOVED, 0, name)
    assert sketches.open(name).sketch == MOVED


def test_the_sketch_of_a_tour_that_is_gone_for_good_is_gone_too(sketches, tours, anna):
    save(sketches, MOVED, 0, anna.id)
    tours.delete(anna.id, datetime(2020, 3, 9, tzinfo=UTC))
    assert sketches.open(anna.id) is not None
    tours.purge(datetime(2020, 3, 9, tzinfo=UTC) + timedelta(days=31))
    with sketches.database.reading() as session:
        assert session.scalar(select(SketchRow)) is None
