"""Undo and redo of a kept tour, against a plain list with a position in it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from kept_tours import Organizer, files, in_haste

from caravan.errors import msg
from caravan.store.database import Database, database_in
from caravan.store.tours import EditedElsewhere, Tours

KEEP = 5


def test_undo_and_redo_go_through_the_changes_one_by_one(anna):
    for text in ("two", "three"):
        anna.write(text)
    undone = anna.undo()
    assert (undone.files, undone.kept.version) == (files("two"), 2)
    assert undone.undoes == msg("wrote {text}", text="two")
    assert undone.redoes == msg("wrote {text}", text="three")
    first = anna.undo()
    assert (first.files, first.undoes) == (files("one"), None)
    assert anna.undo() == first  # there is nothing before it
    anna.redo()
    last = anna.redo()
    assert (last.files, last.redoes) == (files("three"), None)
    assert anna.redo() == last


def test_undo_survives_a_restart(anna):
    anna.write("two")
    again = Organizer(Tours(Database(anna.tours.database.place)), anna.id, 2)
    assert again.undo().files == files("one")
    assert Tours(Database(anna.tours.database.place)).open(anna.id).redoes is not None


def test_a_change_after_an_undo_begins_a_branch_and_what_was_undone_can_still_be_read(anna):
    anna.write("two")
    anna.undo()
    changed = anna.write("other")
    assert (changed.kept.version, changed.redoes) == (3, None)
    assert anna.undo().files == files("one")
    assert anna.redo().files == files("other")
    assert anna.tours.files_at_version(anna.id, 2) == files("two")


def test_somebody_who_did_not_see_the_undo_overwrites_nothing(anna):
    anna.write("two")
    bilel = anna.another()
    anna.undo()
    with pytest.raises(EditedElsewhere) as caught:
        bilel.write("three")
    assert caught.value.latest.files == files("one")
    with pytest.raises(EditedElsewhere):
        bilel.undo()
    with pytest.raises(EditedElsewhere):
        bilel.redo()
    assert anna.text == "one"


def test_the_oldest_versions_go_and_their_texts_with_them(database):
    anna = Organizer.of_new_tour(Tours(database, keep=3), "text 0")
    for number in range(1, 10):
        anna.write(f"text {number}")
    assert [version.number for version in anna.tours.versions(anna.id)] == [10, 9, 8]
    with database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT text FROM tour_text").fetchall()
    kept = sorted(text for (text,) in rows)
    assert kept == ["id,name_fr\n", "text 7", "text 8", "text 9"]
    anna.undo()
    assert anna.undo().undoes is None
    assert anna.text == "text 7"


class UndoMachine(RuleBasedStateMachine):
    """One tour in the store, and the list that it should behave like."""

    empty = tempfile.TemporaryDirectory()
    count = 0

    @initialize()
    def make(self):
        cls = type(self)
        template = Path(cls.empty.name) / "template" / "caravan.db"
        if not template.exists():
            Tours(Database(template)).listed()
        cls.count += 1
        folder = Path(cls.empty.name) / str(cls.count)
        folder.mkdir()
        shutil.copy(template, folder)
        self.database = in_haste(database_in(folder))
        self.anna = Organizer.of_new_tour(Tours(self.database, keep=KEEP), "a")
        self.texts, self.at = ["a"], 0

    @rule(text=st.text("abc", min_size=1, max_size=2))
    def write(self, text):
        self.anna.write(text)
        if text != self.texts[self.at]:
            self.texts = [*self.texts[: self.at + 1], text][-KEEP:]
            self.at = len(self.texts) - 1

    @rule()
    def undo(self):
        self.anna.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self):
        self.anna.redo()
        self.at = min(len(self.texts) - 1, self.at + 1)

    @rule(text=st.text("xyz", min_size=3, max_size=3))
    @precondition(lambda self: self.at > 0)
    def write_something_stale(self, text):
        stale = Organizer(self.anna.tours, self.anna.id, self.anna.seen + 1)
        with pytest.raises(EditedElsewhere) as caught:
            stale.write(text)
        assert caught.value.latest.kept.version == self.anna.seen

    @rule()
    def restart(self):
        self.anna.tours = Tours(Database(self.database.path), keep=KEEP)

    @invariant()
    def is_like_the_list(self):
        opened = self.anna.tours.open(self.anna.id)
        assert opened.files == files(self.texts[self.at])
        assert (opened.undoes is None) == (self.at == 0)
        assert (opened.redoes is None) == (self.at == len(self.texts) - 1)
        versions = self.anna.tours.versions(self.anna.id)
        assert len(versions) <= KEEP
        assert [v.number for v in versions if v.is_current] == [opened.kept.version]


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=20, stateful_step_count=20)
