"""Kept tours: listed, found, opened, changed, put aside, deleted and back again."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from kept_tours import CARD, NOON, Organizer, files
from sqlalchemy import func, select, text

from caravan.errors import InputFaults, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.store.database import Database
from caravan.store.schema import FileRow, LatestRow, TextRow, VersionRow
from caravan.store.tours import NoSuchTour, TourCard, Tours, random_token


def titled(tours, *titles, at=NOON):
    """A new tour with titles in French, Arabic, English."""
    names = tuple(zip(("fr", "ar", "en"), titles, strict=False))
    card = TourCard(names, None, None, 0)
    return tours.create(files("x"), card, msg("New tour"), at).kept.id


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_tour_comes_back_as_it_was_kept(tours):
    kept = TourFiles(
        BoundedText("été.yaml", "# قافلة\r\nevents: []", bom=False),
        (
            BoundedText("roads.csv", "", bom=False),
            BoundedText("cities.csv", "id\tname\n", bom=True),
        ),
    )
    made = tours.create(kept, CARD, msg("New tour"), NOON)
    again = Tours(Database(tours.database.place)).open(made.kept.id)
    assert again == made
    assert again.files == kept
    assert again.kept.card == CARD
    assert (again.kept.made, again.kept.changed, again.kept.version) == (NOON, NOON, 1)
    assert (again.undoes, again.redoes, again.kept.archived) == (None, None, False)


def test_a_change_is_a_new_version_and_knows_what_it_was(anna):
    opened = anna.write("two")
    assert opened.kept.version == 2
    assert opened.kept.changed == NOON + timedelta(minutes=1)
    assert opened.files == files("two")
    assert opened.undoes == msg("wrote {text}", text="two")
    newest, oldest = anna.tours.versions(anna.id)
    assert (newest.number, newest.is_current) == (2, True)
    assert (newest.what, newest.saved) == (msg("wrote {text}", text="two"), opened.kept.changed)
    assert (oldest.number, oldest.what, oldest.is_current) == (1, msg("New tour"), False)
    assert anna.tours.files_at_version(anna.id, 1) == files("one")


def test_the_same_files_are_no_new_version_but_what_lists_show_is_brought_up_to_date(anna):
    anna.write("two")
    card = replace(CARD, towns=7, last_day=date(2020, 3, 12))
    same = anna.tours.save(anna.id, files("two"), card, base=1, what=msg("again"), at=NOON)
    assert same.kept.version == 2
    assert same.undoes == msg("wrote {text}", text="two")
    assert anna.tours.listed()[0].card == card


def test_undo_also_brings_back_what_lists_show(anna):
    other = TourCard((("en", "Winter"),), None, None, 9)
    anna.tours.save(anna.id, files("two"), other, base=1, what=msg("x"), at=NOON)
    assert anna.tours.listed("winter")[0].card == other
    anna.tours.undo(anna.id, base=2, at=NOON)
    assert anna.tours.listed("winter") == ()
    assert anna.tours.listed("ete")[0].card == CARD


def test_a_text_that_several_versions_have_is_kept_once(anna):
    for number in range(5):
        anna.write(f"text {number}")
    assert count(anna.tours.database, FileRow) == 12
    assert count(anna.tours.database, TextRow) == 7  # six schedules, one cities.csv


def test_the_list_begins_with_what_was_changed_last(tours):
    hour = timedelta(hours=1)
    first, second, third = (titled(tours, "x", at=NOON + n * hour) for n in range(3))
    assert [tour.id for tour in tours.listed()] == [third, second, first]
    tours.save(first, files("y"), CARD, base=1, what=msg("x"), at=NOON + 5 * hour)
    assert [tour.id for tour in tours.listed()] == [first, third, second]


@pytest.mark.parametrize(
    "search",
    ["gabes", "GABÈS", "Gabe\u0300s", "  été   gabes ", "ete-gabes", "caravane", "aravan", "الصيف",
     "صيف", "القافله", "اُلْقَافِلَةُ", "summer قافلة", "'été'", ""],
)  # fmt: skip
def test_a_search_finds_titles_in_every_language_and_spelling(tours, search):
    wanted = titled(tours, "Caravane d’été à Gabès", "القافلة الصيفية", "Summer")
    titled(tours, "Autre", "أخرى", "Other")
    assert wanted in [tour.id for tour in tours.listed(search)]
    assert len(tours.listed(search)) == (1 if search else 2)


@pytest.mark.parametrize(
    "search", ["winter", "gabesx", "%été%x", "été_hiver", "' OR 1=1 --", "x" * 9999]
)
def test_a_search_for_anything_else_finds_nothing(tours, search):
    titled(tours, "Caravane d’été à Gabès", "القافلة الصيفية", "Summer")
    assert tours.listed(search) == ()


@pytest.mark.parametrize("search", ["%", "_", "\\", "\x00", "\ud800", " "])
def test_a_search_without_letters_is_no_search(tours, search):
    titled(tours, "100 %")
    assert len(tours.listed(search)) == 1


def test_archived_tours_are_out_of_the_way_and_can_still_be_changed(anna):
    tours = anna.tours
    other = titled(tours, "Other")
    tours.archive(anna.id, NOON)
    tours.archive(anna.id, NOON + timedelta(days=1))
    assert [tour.id for tour in tours.listed()] == [other]
    assert [tour.id for tour in tours.listed(archived=True)] == [anna.id]
    assert {tour.id for tour in tours.listed(archived=None)} == {anna.id, other}
    assert anna.write("two").kept.archived
    tours.unarchive(anna.id, NOON)
    assert {tour.id for tour in tours.listed()} == {anna.id, other}


def test_a_deleted_tour_is_gone_until_it_is_restored(anna):
    tours = anna.tours
    anna.write("two")
    tours.delete(anna.id, NOON)
    for use in (
        lambda: tours.open(anna.id),
        lambda: anna.write("three"),
        anna.undo,
        anna.redo,
        lambda: tours.versions(anna.id),
        lambda: tours.files_at_version(anna.id, 1),
        lambda: tours.archive(anna.id, NOON),
        lambda: tours.delete(anna.id, NOON),
    ):
        with pytest.raises(NoSuchTour, match="deleted"):
            use()
    assert tours.listed(archived=None) == ()
    assert not tours.is_kept(anna.id)
    assert [tour.id for tour in tours.deleted()] == [anna.id]
    assert tours.restore(anna.id, NOON).files == files("two")
    assert tours.deleted() == ()
    assert tours.is_kept(anna.id)
    assert len(tours.versions(anna.id)) == 2


def test_a_tour_is_gone_for_good_thirty_days_after_it_was_deleted(anna):
    tours = anna.tours
    anna.write("two")
    kept = titled(tours, "Kept")
    tours.delete(anna.id, NOON)
    tours.purge(NOON + timedelta(days=30))
    assert len(tours.deleted()) == 1
    tours.purge(NOON + timedelta(days=30, seconds=1))
    assert tours.deleted() == ()
    with pytest.raises(NoSuchTour):
        tours.restore(anna.id, NOON)
    assert [tour.id for tour in tours.listed()] == [kept]
    assert count(tours.database, VersionRow) == 1
    assert count(tours.database, TextRow) == 2


def test_deleting_another_tour_later_makes_room(anna, tours):
    other = titled(tours, "Other")
    tours.delete(anna.id, NOON)
    with tours.database.writing() as session:
        session.execute(
            text("INSERT INTO plan (key, mark, plan, warnings) VALUES ('k', 'm', '', '')")
        )
        plan = session.scalar(text("SELECT id FROM plan"))
        for schedule in (anna.id, "schedule.yaml"):
            session.add(LatestRow(schedule=schedule, plan_id=plan))
    tours.delete(other, NOON + timedelta(days=31))
    assert [tour.id for tour in tours.deleted()] == [other]
    with tours.database.reading() as session:
        assert session.scalars(select(LatestRow.schedule)).all() == ["schedule.yaml"]


@pytest.mark.parametrize("id_", ["", "x" * 12, "' OR ''='", "%", "\ud800", "ة" * 12, "\x00"])
def test_an_unknown_id_is_said(tours, id_):
    titled(tours, "x")
    assert not tours.is_kept(id_)
    with pytest.raises(NoSuchTour, match="no such tour"):
        tours.open(id_)
    with pytest.raises(NoSuchTour, match="no such tour"):
        tours.restore(id_, NOON)


def test_a_version_that_is_not_kept_is_said(anna):
    with pytest.raises(NoSuchTour, match="version 7 of this tour isn't kept any more"):
        anna.tours.files_at_version(anna.id, 7)


def test_two_tours_never_share_an_id(database):
    tokens = iter(["a" * 12, "a" * 12, "b" * 12])
    tours = Tours(database, token=lambda: next(tokens))
    assert [titled(tours, "x"), titled(tours, "y")] == ["a" * 12, "b" * 12]


def test_public_ids_are_twelve_small_letters_and_digits():
    tokens = {random_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 12 for token in tokens)
    assert set("".join(tokens)) <= set(string.ascii_lowercase + string.digits)


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(tours):
    tunis = timezone(timedelta(hours=1))
    opened = tours.create(files("x"), CARD, msg("x"), NOON.astimezone(tunis))
    found = tours.open(opened.kept.id).kept.made
    assert found == NOON
    assert found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused_and_nothing_is_written(tours):
    with pytest.raises(ValueError, match="needs a time zone"):
        tours.create(files("x"), CARD, msg("x"), datetime(2020, 3, 9))  # noqa: DTZ001 on purpose
    assert tours.listed() == ()


def test_half_a_character_is_a_fault_of_the_file_and_nothing_is_written(anna):
    with pytest.raises(InputFaults) as caught:
        anna.write("caf\udce9")
    (fault,) = caught.value.faults
    assert (fault.file, str(fault.problem)) == ("schedule.yaml", "half of a character")
    assert anna.text == "one"
    with pytest.raises(InputFaults):
        anna.tours.create(files("\ud83d"), CARD, msg("x"), NOON)
    assert len(anna.tours.listed()) == 1


def test_what_a_person_typed_into_a_change_is_kept_whatever_it_is(anna):
    what = msg("renamed to {name}", name="{x} \x00 \ud800 '; DROP TABLE tour; --")
    opened = anna.tours.save(anna.id, files("two"), CARD, base=1, what=what, at=NOON)
    assert opened.undoes == what


def test_two_tours_have_their_own_histories(tours):
    one, two = Organizer.of_new_tour(tours, "a"), Organizer.of_new_tour(tours, "b")
    one.write("a2")
    two.write("b2")
    one.undo()
    assert (one.text, two.text) == ("a", "b2")
    assert [version.number for version in tours.versions(two.id)] == [2, 1]
