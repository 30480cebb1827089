"""Scenarios of kept tours: made, named, told from tours, and gone or back with what they are of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from kept_tours import CARD, NOON, files
from sqlalchemy import func, select

from caravan.errors import ImpossibleValue, InputFaults, msg
from caravan.files.wrong import WrongValue
from caravan.store import scenarios as module
from caravan.store.desk import Desk
from caravan.store.scenario_name import MAX_LENGTH
from caravan.store.scenarios import Scenarios
from caravan.store.schema import FileRow, LatestRow, SketchRow, TextRow, TourRow, VersionRow
from caravan.store.settings import Schedule, Settings
from caravan.store.tours import NoSuchTour

WHAT = msg("tried out")
MONTH = timedelta(days=30)


@pytest.fixture
def scenarios(tours):
    return Scenarios(tours)


def made(scenarios, base, name="One day more", text="more", at=NOON):
    return scenarios.create(base, name, files(text), CARD, WHAT, at).kept


def names(scenarios, base, **which):
    return [one.scenario for one in scenarios.listed(base, **which)]


def test_a_scenario_is_a_kept_tour_that_no_list_of_tours_shows(anna, scenarios):
    one = made(scenarios, anna.id)
    assert (one.scenario, one.base, one.is_scenario) == ("One day more", anna.id, True)
    assert anna.tours.open(one.id).kept == one
    assert anna.tours.open(one.id).files == files("more")
    assert [tour.id for tour in anna.tours.listed(archived=None)] == [anna.id]
    assert anna.tours.listed("ete") != ()
    assert scenarios.listed(anna.id) == (one,)
    assert scenarios.ids() == (one.id,)
    base = anna.tours.open(anna.id).kept
    assert (base.scenario, base.base, base.is_scenario) == ("", "", False)


def test_a_scenario_has_versions_of_its_own(anna, scenarios):
    one = made(scenarios, anna.id)
    saved = anna.tours.save(one.id, files("still more"), CARD, base=1, what=WHAT, at=NOON)
    assert (saved.kept.version, saved.kept.scenario, saved.kept.base) == (
        2,
        "One day more",
        anna.id,
    )
    assert anna.tours.undo(one.id, base=2, at=NOON).files == files("more")
    assert anna.text == "one"


def test_scenarios_are_listed_in_the_order_in_which_they_were_made(anna, scenarios):
    made(scenarios, anna.id, "b", at=NOON)
    made(scenarios, anna.id, "a", at=NOON)
    made(scenarios, anna.id, "c", at=NOON - timedelta(days=1))
    assert names(scenarios, anna.id) == ["c", "b", "a"]
    assert scenarios.listed("nobody") == ()
    assert scenarios.listed("é") == ()


def test_a_scenario_of_a_scenario_is_one_of_the_tour(anna, scenarios):
    one = made(scenarios, anna.id)
    two = scenarios.create(one.id, "Two", files("x"), CARD, WHAT, NOON).kept
    assert two.base == anna.id
    assert names(scenarios, anna.id) == ["One day more", "Two"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Two \n days\t", "Two days"),
        ("a\u202eb\x00c\ud800d", "abcd"),
        ("E\u0301te\u0301", "Été"),
        ("<b>${x}`{{y}}'); DROP TABLE tour;--", "<b>${x}`{{y}}'); DROP TABLE tour;--"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * MAX_LENGTH, "x" * MAX_LENGTH),
    ],
)
def test_a_typed_name_is_kept_as_one_harmless_line(anna, scenarios, typed, kept):
    assert made(scenarios, anna.id, typed).scenario == kept
    assert names(scenarios, anna.id) == [kept]


@pytest.mark.parametrize("typed", ["", " \n\t ", "\u202e\u2066", "\u200c", "x" * (MAX_LENGTH + 1)])
def test_a_name_that_says_nothing_or_too_much_is_refused(anna, scenarios, typed):
    with pytest.raises(WrongValue):
        made(scenarios, anna.id, typed)
    assert scenarios.listed(anna.id) == ()


def test_two_scenarios_of_a_tour_have_two_names(anna, scenarios):
    made(scenarios, anna.id, "Été")
    for typed in ("Été", " été ", "E\u0301TE\u0301", "\uff25\u0301te\u0301"):
        with pytest.raises(WrongValue, match="already"):
            made(scenarios, anna.id, typed)
    other = anna.tours.create(files("other"), CARD, WHAT, NOON).kept.id
    assert made(scenarios, other, "Été").scenario == "Été"
    assert scenarios.free_name(anna.id, "Hiver") == "Hiver"
    assert scenarios.free_name(anna.id, "été") == "été (2)"
    long = "x" * MAX_LENGTH
    made(scenarios, anna.id, long)
    assert scenarios.free_name(anna.id, long) == "x" * (MAX_LENGTH - 4) + " (2)"


def test_a_scenario_is_renamed_and_keeps_its_versions(anna, scenarios):
    one, two = made(scenarios, anna.id), made(scenarios, anna.id, "Two")
    assert scenarios.rename(one.id, " Three ").scenario == "Three"
    assert scenarios.rename(one.id, "THREE").scenario == "THREE"
    with pytest.raises(WrongValue):
        scenarios.rename(one.id, two.scenario)
    assert names(scenarios, anna.id) == ["THREE", "Two"]
    with pytest.raises(NoSuchTour):
        scenarios.rename(anna.id, "A tour is no scenario")


def test_an_archived_scenario_is_shown_when_asked_for(anna, scenarios):
    one, _ = made(scenarios, anna.id), made(scenarios, anna.id, "Two")
    anna.tours.archive(one.id, NOON)
    assert names(scenarios, anna.id) == ["Two"]
    assert names(scenarios, anna.id, archived=True) == ["One day more"]
    assert names(scenarios, anna.id, archived=None) == ["One day more", "Two"]
    anna.tours.unarchive(one.id, NOON)
    assert names(scenarios, anna.id) == ["One day more", "Two"]


def test_a_deleted_scenario_comes_back_under_a_name_that_is_free(anna, scenarios):
    one = made(scenarios, anna.id)
    anna.tours.delete(one.id, NOON)
    assert (scenarios.listed(anna.id), scenarios.ids(), anna.tours.deleted()) == ((), (), ())
    assert [gone.id for gone in scenarios.deleted(anna.id)] == [one.id]
    gone = scenarios.gone(one.id)
    assert gone is not None
    assert (gone.id, gone.base, gone.scenario) == (one.id, anna.id, "One day more")
    with pytest.raises(NoSuchTour):
        anna.tours.open(one.id)
    with pytest.raises(NoSuchTour):
        scenarios.rename(one.id, "x")
    made(scenarios, anna.id, "one day more")
    assert anna.tours.restore(one.id, NOON).kept.scenario == "One day more (2)"
    assert scenarios.gone(one.id) is None


def test_scenarios_are_not_there_while_their_tour_is_deleted(anna, scenarios):
    one = made(scenarios, anna.id)
    anna.tours.delete(anna.id, NOON)
    assert (scenarios.listed(anna.id), scenarios.ids()) == ((), ())
    assert not anna.tours.is_kept(one.id)
    for attempt in (
        lambda: anna.tours.open(one.id),
        lambda: anna.tours.save(one.id, files("x"), CARD, base=1, what=WHAT, at=NOON),
        lambda: made(scenarios, anna.id, "Two"),
    ):
        with pytest.raises(NoSuchTour):
            attempt()
    assert scenarios.gone(one.id) is not None
    anna.tours.restore(anna.id, NOON)
    assert scenarios.listed(anna.id) == (one,)


def test_bringing_a_scenario_back_brings_its_tour_back(anna, scenarios):
    one = made(scenarios, anna.id)
    anna.tours.delete(one.id, NOON)
    anna.tours.delete(anna.id, NOON)
    assert anna.tours.restore(one.id, NOON).kept == one
    assert anna.tours.is_kept(anna.id)
    assert scenarios.listed(anna.id) == (one,)


def test_a_tour_that_goes_for_good_takes_its_scenarios_along(anna, scenarios, database):
    other = anna.tours.create(files("other"), CARD, WHAT, NOON).kept.id
    stays = made(scenarios, other, "Stays")
    goes = made(scenarios, anna.id)
    with database.writing() as session:
        session.add(
            SketchRow(schedule=goes.id, mark="m", moves="[]", position=0, version=1, saved=NOON)
        )
    anna.tours.delete(anna.id, NOON)
    anna.tours.purge(NOON + MONTH)
    assert scenarios.gone(goes.id) is not None  # it can be brought back for 30 days
    anna.tours.purge(NOON + MONTH + timedelta(seconds=1))
    assert scenarios.gone(goes.id) is None
    assert scenarios.ids() == (stays.id,)
    with database.reading() as session:
        counts = {
            table: session.scalar(select(func.count()).select_from(table))
            for table in (TourRow, VersionRow, SketchRow, LatestRow)
        }
        assert counts == {TourRow: 2, VersionRow: 2, SketchRow: 0, LatestRow: 0}
        # Each of the two has a schedule and a table; nothing else is left of the others.
        assert session.scalar(select(func.count()).select_from(FileRow)) == 4
        assert session.scalar(select(func.count()).select_from(TextRow)) == 4


def test_an_old_deleted_scenario_goes_without_its_tour(anna, scenarios):
    one = made(scenarios, anna.id)
    anna.tours.delete(one.id, NOON)
    anna.tours.purge(NOON + MONTH + timedelta(seconds=1))
    assert scenarios.deleted(anna.id) == ()
    assert anna.text == "one"


def test_there_is_an_end_to_how_many_scenarios_a_tour_has(anna, scenarios, monkeypatch):
    monkeypatch.setattr(module, "MAX_SCENARIOS", 2)
    first = made(scenarios, anna.id, "1")
    made(scenarios, anna.id, "2")
    with pytest.raises(ImpossibleValue, match="2 scenarios"):
        made(scenarios, anna.id, "3")
    anna.tours.delete(first.id, NOON)
    made(scenarios, anna.id, "3")


def test_a_text_that_can_not_be_kept_makes_no_scenario(anna, scenarios):
    with pytest.raises(InputFaults):
        made(scenarios, anna.id, text="\ud800")
    assert scenarios.listed(anna.id) == ()


def test_a_scenario_is_no_schedule_that_could_be_published(tmp_path):
    here = Desk(Settings(data=(), state=tmp_path))
    base = here.tours.create(files("one"), CARD, WHAT, NOON).kept.id
    made(here.scenarios, base)
    assert here.schedules() == (Schedule(base, None),)
