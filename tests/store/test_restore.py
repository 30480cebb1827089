"""A copy back in the place of a database at work: nothing acknowledged is lost, nobody gets in anew."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from kept_tours import NOON, Organizer, files
from sqlalchemy import select, update
from store.filled import content, fill

from caravan.errors import msg
from caravan.store.audit import Audit
from caravan.store.backup import back_up
from caravan.store.copying import CopyRefused, check_copy
from caravan.store.database import Database, database_in
from caravan.store.kept_promises import PROMISES
from caravan.store.restore import _put_aside, restore
from caravan.store.revisions import take_revisions
from caravan.store.schema import (
    AccountRow,
    AuditRow,
    Base,
    InvitationRow,
    LinkRow,
    MailRow,
    MembershipRow,
    PublicationRow,
    ReplyRow,
    SketchRow,
)
from caravan.store.since_copy import ACCESS
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import EditedElsewhere, Tours

LATER = NOON + timedelta(days=3)
EARLIER_REVISIONS = ["0001", "0002"]


def rows(database):
    with database.engine.connect() as connection:
        return content(connection)


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "copy.db"


@pytest.fixture
def filled(database):
    """A database with a row in every table."""
    with database.writing() as session:
        fill(session.connection())
    return database


def test_what_the_copy_holds_is_in_the_database_and_what_was_there_in_another_copy(anna, copy):
    database = anna.tours.database
    back_up(database, copy)
    anna.write("two")
    other = Organizer.of_new_tour(anna.tours, "other")
    before = rows(database)
    done = restore(database, copy, LATER)
    assert anna.text == "one"
    assert [tour.id for tour in anna.tours.listed()] == [anna.id]
    assert rows(Database(done.before)) == before
    assert Tours(Database(done.before)).open(other.id).files == files("other")


def test_every_row_of_every_table_comes_back_on_a_new_computer(filled, copy, tmp_path):
    back_up(filled, copy)
    wanted = rows(filled)
    new = database_in(tmp_path / "new")
    done = restore(new, copy, LATER)
    found = rows(new)
    assert done.before is None
    for table in ("login", "ticket"):  # who was logged in, or could, isn't any more
        assert found.pop(table) == []
        del wanted[table]
    audit, wanted_audit = found.pop("audit"), wanted.pop("audit")
    assert audit[:-1] == wanted_audit
    assert (audit[-1]["who"], audit[-1]["at"]) == ("caravan restore", LATER)
    assert found == wanted


def test_a_copy_of_sqlite_goes_into_postgresql_and_back(database_file, database_server, tmp_path):
    with database_file.writing() as session:
        fill(session.connection())
    back_up(database_file, tmp_path / "one.db")
    restore(database_server, tmp_path / "one.db", LATER)
    there, here = rows(database_server), rows(database_file)
    for table in here.keys() - {"login", "ticket", "audit"}:
        assert there[table] == here[table]
    # Rows that are added there have numbers of their own.
    assert Organizer.of_new_tour(Tours(database_server)).text == "one"
    back_up(database_server, tmp_path / "two.db")
    restore(database_in(tmp_path / "third"), tmp_path / "two.db", LATER)
    assert len(Tours(database_in(tmp_path / "third")).listed()) == 1


@pytest.mark.parametrize("revision", EARLIER_REVISIONS)
def test_a_copy_of_every_earlier_revision_is_brought_up_to_date(anna, copy, revision):
    old = Database(copy)
    with old.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection, revision)
        fill(connection)
        wanted = content(connection)
    restore(anna.tours.database, copy, LATER)
    found = rows(anna.tours.database)
    for table, old_rows in wanted.items():
        kept = [{k: v for k, v in row.items() if k in old_rows[0]} for row in found[table]]
        if table != "sketch":  # its version has risen
            assert kept == old_rows
    assert check_copy(copy) == revision, "the copy itself was changed"


def test_a_page_that_was_open_is_told_of_the_change_whatever_happens_afterwards(anna, copy):
    """Numbers of versions that were seen never come again for other files."""
    back_up(anna.tours.database, copy)
    anna.write("two")
    seen = anna.another()  # version 2
    restore(anna.tours.database, copy, LATER)
    with pytest.raises(EditedElsewhere):
        seen.write("from the old page")
    later = anna.another()
    assert later.seen == 3
    assert anna.tours.versions(anna.id)[0].what == msg("put back from a copy")
    later.write("new")
    with pytest.raises(EditedElsewhere):
        seen.write("from the old page")
    assert anna.text == "new"
    later.undo()
    later.undo()
    assert anna.text == "one"


def test_a_save_that_waits_for_the_restore_is_in_the_restored_database(anna, copy, monkeypatch):
    """Made to happen in the middle: after the copy of what is there, before the rows are put in."""
    from caravan.store import restore as module

    database = anna.tours.database
    back_up(database, copy)
    threads, results = [], []

    def in_the_middle(connection):
        def save():
            try:
                results.append(Organizer.of_new_tour(anna.tours, "meanwhile").id)
            except StateUnusable as error:
                results.append(error)

        threads.append(threading.Thread(target=save))
        threads[0].start()
        threads[0].join(0.3)
        assert results == []
        return original(connection)

    original = module.since_copy
    monkeypatch.setattr(module, "since_copy", in_the_middle)
    restore(database, copy, LATER)
    threads[0].join(20)
    assert anna.tours.open(results[0]).files == files("meanwhile")


def test_saves_of_other_processes_are_in_the_copy_before_or_in_the_database(database, copy):
    """A process adds words without a pause; what it was told is saved is somewhere afterwards."""
    from saving_program import PROGRAM, written

    anna = Organizer.of_new_tour(Tours(database), "words:")
    back_up(database, copy)
    command = [sys.executable, str(PROGRAM), "adds", written(database), anna.id, "w", "12"]
    befores, running = [], []
    with subprocess.Popen(command) as process:
        while anna.tours.open(anna.id).kept.version == 1 and process.poll() is None:
            time.sleep(0.01)  # it is still starting
        for _ in range(3):
            befores.append(Database(restore(database, copy, LATER).before))
            running.append(process.poll() is None)
    assert process.returncode == 0
    found = set()
    for where in (database, *befores):
        for version in Tours(where).versions(anna.id):
            text = Tours(where).files_at_version(anna.id, version.number).schedule.text
            found |= set(text.split()[1:])
    assert found == {f"w{number}" for number in range(12)}
    assert running[0], "they never met: this test shows nothing"


def test_readers_see_what_was_there_or_what_the_copy_holds(anna, copy):
    database = anna.tours.database
    back_up(database, copy)
    anna.write("two")
    with database.reading() as session:
        seen = session.scalars(select(MailRow.id)).all()
        waiting = threading.Thread(target=restore, args=(database, copy, LATER))
        waiting.start()
        waiting.join(0.3)
        assert session.scalars(select(MailRow.id)).all() == seen
    waiting.join()
    assert anna.text == "one"


def test_who_may_do_what_stays_as_it_is(filled, copy):
    back_up(filled, copy)
    with filled.writing() as session:
        session.execute(update(AccountRow).values(password="new", disabled=LATER))
        session.execute(update(LinkRow).values(revoked=LATER))
        session.execute(update(MembershipRow).values(role="viewer"))
        session.add(LinkRow(
            id=9, digest="d" * 64, kind="town", schedule="x", subject="", invitation_id=None,
            label="", language="fr", made=LATER,
        ))  # fmt: skip
    before = rows(filled)
    restore(filled, copy, LATER)
    after = rows(filled)
    assert {table: after[table] for table in ACCESS} == {table: before[table] for table in ACCESS}


def test_every_table_about_accounts_is_about_who_may_do_what():
    """A table that comes later isn't forgotten."""
    about = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name == "account" for key in table.foreign_keys)
    }
    assert {"account", *about} <= ACCESS
    assert set(Base.metadata.tables) >= ACCESS


def test_what_was_told_and_answered_since_is_not_unsaid(filled, copy):
    back_up(filled, copy)
    with filled.writing() as session:
        session.execute(update(MailRow).values(state="queued", attempts=4, version=9))
        session.execute(update(InvitationRow).values(state="declined", sequence=8, version=9))
        session.add(publication(session.get(PublicationRow, 7).schedule, 4))
        new = invitation(session.get(InvitationRow, 7).schedule, "new")
        session.add(new)
        session.flush()
        session.add(LinkRow(
            digest="d" * 64, kind="answer", schedule="x", subject="", invitation_id=new.id,
            label="", language="fr", made=LATER,
        ))  # fmt: skip
    before = rows(filled)
    restore(filled, copy, LATER)
    after = rows(filled)
    kept = ("publication", "invitation", "mail", "reply", "link")
    assert {table: after[table] for table in kept} == {table: before[table] for table in kept}


def test_every_table_of_mails_and_answers_is_kept():
    """A table that comes later isn't forgotten."""
    about = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name == "invitation" for key in table.foreign_keys)
    }
    assert {"publication", "invitation", *about} == PROMISES | {"link"}


@pytest.mark.parametrize(
    ("in_copy", "wanted"),
    [("draft", "draft"), ("queued", "unclear"), ("sending", "unclear"), ("sent", "sent")],
)
def test_what_was_told_of_other_schedules_is_added_under_numbers_of_its_own(
    database, copy, tmp_path, in_copy, wanted
):
    other = database_in(tmp_path / "other")
    with other.writing() as session:
        session.add(publication("there", 1))
        asked = invitation("there", "town")
        session.add(asked)
        session.flush()
        session.add(mail("there", asked.id, in_copy))
        session.add(LinkRow(
            digest="d" * 64, kind="answer", schedule="there", subject="town",
            invitation_id=asked.id, label="", language="fr", made=NOON,
        ))  # fmt: skip
        session.add(ReplyRow(
            digest="r" * 64, schedule="there", invitation_id=asked.id, source="link", sender="s",
            answer="accepted", comment="", received=NOON, refusal="",
        ))  # fmt: skip
    back_up(other, copy)
    with database.writing() as session:
        session.add(publication("here", 1))
        for name in ("one", "two"):
            session.add(invitation("here", name))
    restore(database, copy, LATER)
    with database.reading() as session:
        assert sorted(session.scalars(select(PublicationRow.schedule))) == ["here", "there"]
        by_partner = {row.partner: row for row in session.scalars(select(InvitationRow))}
        assert by_partner.keys() == {"one", "two", "town"}
        added = by_partner["town"].id
        [sent] = session.scalars(select(MailRow))
        assert (sent.invitation_id, sent.state) == (added, wanted)
        assert session.scalars(select(LinkRow.invitation_id)).all() == [added]
        assert session.scalars(select(ReplyRow.invitation_id)).all() == [added]


def publication(schedule, number):
    return PublicationRow(
        schedule=schedule, number=number, made=NOON, zone="UTC", who="", note="", plan="{}",
        revisions="[]",
    )  # fmt: skip


def invitation(schedule, partner):
    return InvitationRow(
        schedule=schedule, partner=partner, event="x", uid="u", email="", sequence=0,
        state="invited", version=1,
    )  # fmt: skip


def mail(schedule, asked, state):
    return MailRow(
        key=f"{schedule}-{asked}", schedule=schedule, publication=1, invitation_id=asked,
        method="REQUEST", kind="new", told=0, sequence=0, recipient="a@b.example", language="fr",
        subject="", text="", original="", state=state, attempts=0, made=NOON, version=1,
    )  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_versions_rise_so_that_nobody_takes_a_row_for_the_one_that_he_saw(filled, copy):
    back_up(filled, copy)
    with filled.writing() as session:
        session.execute(update(SketchRow).values(version=8))
    restore(filled, copy, LATER)
    with filled.reading() as session:
        assert session.scalar(select(SketchRow.version)) == 11


def test_the_trail_goes_on(database, copy):
    audit = Audit(database)
    audit.note(NOON, "Anna", "x", msg("made it"))
    back_up(database, copy)
    audit.note(NOON + timedelta(hours=1), "Bilel", "x", msg("changed it"))
    restore(database, copy, LATER)
    assert [(line.who, str(line.what)) for line in audit.listed()] == [
        ("caravan restore", "put back the copy copy.db"),
        ("Bilel", "changed it"),
        ("Anna", "made it"),
    ]
    with database.reading() as session:
        assert len(session.scalars(select(AuditRow)).all()) == 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("spoil", ["text", "zeros", "cut", "middle", "orphan", "other", "empty"])
def test_a_damaged_copy_is_refused_and_nothing_is_changed(anna, copy, spoil):
    back_up(anna.tours.database, copy)
    anna.write("two")
    before = rows(anna.tours.database)
    _spoil(copy, spoil)
    with pytest.raises(CopyRefused, match=r"copy\.db is no whole copy of a database"):
        restore(anna.tours.database, copy, LATER)
    assert rows(anna.tours.database) == before
    assert [path for path in copy.parent.iterdir() if "before" in path.name] == []


def _spoil(copy: Path, how: str) -> None:
    size = copy.stat().st_size
    match how:
        case "text":
            copy.write_text("this is no database" * 100)
        case "zeros":
            copy.write_bytes(b"\0" * size)
        case "cut":
            copy.write_bytes(copy.read_bytes()[: size // 2])
        case "middle":
            content = bytearray(copy.read_bytes())
            content[4096 * 3 : 4096 * 20] = b"\xff" * (4096 * 17)
            copy.write_bytes(content)
        case "orphan":
            with closing(sqlite3.connect(copy)) as connection:
                connection.execute("DELETE FROM tour_version")
                connection.execute("INSERT INTO latest_plan VALUES ('x', 99)")
                connection.commit()
        case "other":
            copy.unlink()
            with closing(sqlite3.connect(copy)) as connection:
                connection.execute("CREATE TABLE tour (x)")
        case "empty":
            copy.write_bytes(b"")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_copy_of_a_newer_version_is_refused(anna, copy):
    back_up(anna.tours.database, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StateUnusable, match=r"copy\.db was written by a newer version"):
        restore(anna.tours.database, copy, LATER)
    assert anna.text == "one"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_copy_that_is_not_there_is_said(anna, copy):
    with pytest.raises(CopyRefused, match=r"copy\.db can't be read: No such file"):
        restore(anna.tours.database, copy, LATER)


@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_what_is_no_regular_file_is_not_read(database_file, tmp_path, kind):
    """A device never ends, and a pipe waits for ever."""
    place = {"device": Path("/dev/zero"), "pipe": tmp_path / "pipe", "folder": tmp_path}[kind]
    if kind == "pipe":
        os.mkfifo(place)
    before = left_in(tmp_path)
    with pytest.raises(CopyRefused, match="is no regular file"):
        restore(database_file, place, LATER)
    assert left_in(tmp_path) == before


def left_in(folder):
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_with_its_journal_beside_it_is_no_copy(anna, copy):
    back_up(anna.tours.database, copy)
    Path(f"{copy}-journal").write_bytes(b"x")
    with pytest.raises(CopyRefused, match=r"beside .*copy\.db lies its journal"):
        restore(anna.tours.database, copy, LATER)


def test_the_database_itself_is_no_copy_of_it(database_file, tmp_path):
    Organizer.of_new_tour(Tours(database_file))
    with pytest.raises(CopyRefused, match="is the database itself"):
        restore(database_file, database_file.path, LATER)


def test_a_damaged_database_is_put_aside_and_replaced(database_file, copy, tmp_path):
    anna = Organizer.of_new_tour(Tours(database_file))
    back_up(database_file, copy)
    spoilt = b"\xff" * database_file.path.stat().st_size
    database_file.path.write_bytes(spoilt)
    with pytest.raises(StateUnusable, match="damaged"):
        anna.tours.listed()
    done = restore(database_file, copy, LATER)
    assert done.before == tmp_path / "caravan.db.damaged"
    assert done.before.read_bytes() == spoilt
    assert anna.write("two").files == files("two")


def test_the_journal_of_a_damaged_database_goes_with_it(tmp_path):
    """SQLite would play it into the file that takes its place."""
    (tmp_path / "caravan.db").write_bytes(b"damaged")
    (tmp_path / "caravan.db-journal").write_bytes(b"journal")
    aside = _put_aside(tmp_path / "caravan.db")
    assert aside.read_bytes() == b"damaged"
    assert Path(f"{aside}-journal").read_bytes() == b"journal"
    assert not (tmp_path / "caravan.db-journal").exists()


def test_two_damaged_databases_are_both_kept(database_file, copy, tmp_path):
    Organizer.of_new_tour(Tours(database_file))
    back_up(database_file, copy)
    for _ in range(2):
        database_file.path.write_bytes(b"spoilt" * 100)
        restore(database_file, copy, LATER)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"caravan.db", "copy.db", "caravan.db.damaged", "caravan.db.damaged-2"}


def test_a_full_disk_changes_nothing(database_file, copy, tmp_path, monkeypatch):
    anna = Organizer.of_new_tour(Tours(database_file))
    back_up(database_file, copy)
    anna.write("two")

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    for place in ("caravan.store.leftovers.tempfile.mkdtemp", "caravan.files.atomic_write.os.link"):
        with monkeypatch.context() as patched:
            patched.setattr(place, full)
            with pytest.raises(StateUnusable, match="the disk is full at"):
                restore(database_file, copy, LATER)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(StateUnusable, match=r"state folder can't be used: .*\.restore-"):
            restore(database_file, copy, LATER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert anna.text == "two"
    assert {path.name for path in tmp_path.iterdir()} == {"caravan.db", "copy.db"}
