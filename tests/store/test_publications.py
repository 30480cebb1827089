"""Publications in the database: numbered without gaps, never changed, never two of one number."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest
from kept_tours import NOON
from programmes import Held, partner, programme
from samples import sample_plan
from saving_program import PROGRAM, written
from sqlalchemy import event, text

from caravan.store.database import Database
from caravan.store.publications import Imprint, Publications, PublishedElsewhere
from caravan.store.state_folder import StateUnusable

PLAN = sample_plan()


def at_hour(begins):
    return programme({"sfax": Held(begins=begins, partners=(partner("amina"),))})


@pytest.fixture
def publications(database):
    return Publications(database)


def publish(publications, plan=PLAN, *, base=0, schedule="summer", at=NOON, who="Anna", note=""):
    return publications.publish(schedule, plan, base=base, at=at, who=who, note=note)


def afresh(publications):
    """As another process sees them."""
    return Publications(publications.database)


def test_before_anything_is_published_there_is_none(publications):
    assert publications.latest("summer") is None
    assert publications.latest_number("summer") == 0
    assert publications.latest_made("summer") is None
    assert publications.numbered("summer", 1) is None
    assert publications.listed("summer") == ()


def test_what_is_published_is_what_others_read(publications):
    made = publish(publications, note="the first")
    assert (made.number, made.who, made.note) == (1, "Anna", "the first")
    others = afresh(publications)
    assert others.latest("summer") == made
    assert others.numbered("summer", 1) == made
    assert others.latest_made("summer") == (1, NOON)
    assert others.latest("summer").plan == PLAN
    assert others.latest("summer").held[0].begins.utcoffset() == timedelta(hours=1)


def test_each_schedule_has_numbers_of_its_own(publications):
    publish(publications)
    publish(publications, base=1)
    publish(publications, schedule="winter")
    assert publications.latest_number("summer") == 2
    assert publications.latest_number("winter") == 1
    assert publications.latest_number("SUMMER") == 0


def test_sequences_go_on_from_the_publication_before(publications):
    publish(publications, at_hour(540))
    publish(afresh(publications), at_hour(600), base=1)
    publish(afresh(publications), at_hour(600), base=2)
    latest = afresh(publications).latest("summer")
    assert latest.number == 3
    assert latest.held[0].sequence == 3
    assert latest.held[0].revised == NOON + timedelta(seconds=1)  # of the second, not the third
    assert latest.made == NOON + timedelta(seconds=2)


def test_when_the_clock_jumps_back_calendars_still_take_the_newer_one_for_newer(publications):
    first = publish(publications, at_hour(540))
    second = publish(publications, at_hour(600), base=1, at=NOON - timedelta(days=365))
    assert second.made == first.made + timedelta(seconds=1)
    assert second.held[0].revised > first.held[0].revised
    assert [imprint.number for imprint in afresh(publications).listed("summer")] == [2, 1]


def test_earlier_ones_stay_as_they_were(publications):
    first = publish(publications, at_hour(540))
    publish(publications, at_hour(600), base=1)
    assert afresh(publications).numbered("summer", 1) == first


def test_lists_have_the_latest_first(publications):
    publish(publications, note="one")
    publish(publications, base=1, who="Bilel", at=NOON + timedelta(days=1))
    assert publications.listed("summer") == (
        Imprint(2, NOON + timedelta(days=1), "Bilel", "", None),
        Imprint(1, NOON, "Anna", "one", None),
    )


@pytest.mark.parametrize("base", [0, 2, 99, -1])
def test_whoever_did_not_see_the_latest_publishes_nothing(publications, base):
    publish(publications)
    with pytest.raises(PublishedElsewhere, match=r"number 1.*Nothing was published") as caught:
        publish(publications, base=base)
    assert caught.value.number == 1
    assert publications.latest_number("summer") == 1


def test_of_many_who_publish_at_once_each_number_has_one(publications):
    """Each looks at the latest and publishes after it, again when somebody else was faster."""

    def try_until_done(name):
        mine, refused = Publications(publications.database), 0
        while True:
            try:
                made = publish(mine, base=mine.latest_number("summer"), who=name)
            except PublishedElsewhere:
                refused += 1
            else:
                return made.number, refused

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(try_until_done, [f"organizer {n}" for n in range(18)]))
    assert sorted(number for number, _ in done) == list(range(1, 19))
    assert sum(refused for _, refused in done) > 0, "they never met: this test shows nothing"
    listed = publications.listed("summer")
    assert [imprint.number for imprint in listed] == list(range(18, 0, -1))
    instants = [imprint.made for imprint in reversed(listed)]
    assert instants == sorted(set(instants)), "the clock stood still, publications didn't"


def test_processes_that_publish_at_once_lose_none(publications):
    command = [sys.executable, str(PROGRAM), "publishes", written(publications.database), "summer"]
    running = [subprocess.Popen([*command, name, "4"]) for name in "ab"]
    assert [process.wait(120) for process in running] == [0, 0]
    listed = publications.listed("summer")
    assert [imprint.number for imprint in listed] == list(range(8, 0, -1))
    assert sorted(imprint.note for imprint in listed) == [f"{n}{i}" for n in "ab" for i in range(4)]
    sequences = [publications.numbered("summer", n).held[0].sequence for n in range(1, 9)]
    assert sequences == list(range(2, 10)), "each moved the event"


def test_what_the_caller_writes_with_it_is_written_with_it_or_not_at_all(publications):
    with pytest.raises(RuntimeError), publications.database.writing() as session:  # noqa: PT012 both
        publications.add(session, "summer", PLAN, base=0, at=NOON, who="Anna")
        raise RuntimeError
    assert publications.latest("summer") is None
    assert publish(publications).number == 1


def test_one_that_was_rolled_back_is_not_remembered(publications):
    """Not even by the process that began it."""
    publish(publications)
    with pytest.raises(RuntimeError), publications.database.writing() as session:  # noqa: PT012 both
        publications.add(session, "summer", at_hour(600), base=1, at=NOON, who="Anna")
        publications.read(session, "summer", 2)
        raise RuntimeError
    later = publish(publications, at_hour(660), base=1, at=NOON + timedelta(minutes=1))
    assert publications.latest("summer") == later
    assert afresh(publications).latest("summer") == later


def test_a_number_that_comes_again_is_read_anew(publications):
    """As after a damaged database was replaced by a copy from before the publication."""
    publish(publications, at_hour(540))
    lost = publish(publications, at_hour(600), base=1, at=NOON + timedelta(hours=1))
    assert publications.latest("summer") == lost
    with publications.database.writing() as session:
        session.execute(text("DELETE FROM publication WHERE number = 2"))
    assert publications.latest("summer").number == 1
    new = publish(publications, at_hour(660), base=1, at=NOON + timedelta(hours=3))
    assert new.number == lost.number
    assert publications.latest("summer") == new
    assert new.made > lost.made


def test_a_second_row_of_one_number_is_refused_by_the_database(publications):
    publish(publications)
    with pytest.raises(StateUnusable), publications.database.writing() as session:
        session.execute(
            text(
                "INSERT INTO publication (schedule, number, made, zone, who, note, plan, revisions)"
                " SELECT schedule, number, made, zone, who, note, plan, revisions FROM publication"
            )
        )
    assert len(publications.listed("summer")) == 1


def test_texts_that_people_type_are_kept_as_they_are(publications):
    hostile = "'); DROP TABLE publication; --\r\nATTENDEE:x \N{RIGHT-TO-LEFT OVERRIDE}ة =cmd()"
    publish(publications, schedule=hostile, who=hostile, note=hostile)
    (imprint,) = afresh(publications).listed(hostile)
    assert (imprint.who, imprint.note) == (hostile, hostile)


def test_a_name_of_a_file_that_is_no_text_can_be_published(publications):
    """As Python gives it; see os.fsdecode."""
    publish(publications, schedule="été\udcff.yaml")
    assert afresh(publications).latest("été\udcff.yaml").number == 1


def test_instants_are_kept_in_utc(publications):
    publish(publications, at=NOON.astimezone())
    assert afresh(publications).latest("summer").made.tzinfo is UTC


def test_on_a_database_that_may_only_be_read_nothing_is_published(database_file):
    publications = Publications(database_file)
    first = publish(publications)

    def prepare(connection, _record):
        connection.execute("PRAGMA query_only = ON")

    event.listen(database_file.engine, "connect", prepare)
    with pytest.raises(StateUnusable, match="may only be read"):
        publish(publications, base=1)
    assert afresh(publications).latest("summer") == first


def test_on_a_disk_that_is_full_nothing_is_published(database_file, tmp_path):
    import resource

    publications = Publications(database_file)
    first = publish(publications)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (database_file.path.stat().st_size, hard))
    try:
        with pytest.raises(StateUnusable, match="nothing was saved. It may be"):  # noqa: PT012, RUF043 some fit
            for base in range(1, 100):
                publish(publications, base=base)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    found = Publications(Database(database_file.path))
    assert found.numbered("summer", 1) == first
    number = found.latest_number("summer")
    assert publish(found, base=number).number == number + 1
