"""The page on which the programme is edited by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pages.conftest import ROOT, markup
from programme_2020 import TEAM, outline_2020, plan_2020, travel_2020
from samples import MONDAY, TUESDAY, sample_plan, sample_tour
from served import SCHEDULE

from caravan.files.read_tour import read_tour as really_read
from caravan.files.tour_files import files_at
from caravan.language.language import language
from caravan.plan.outline import outline_of
from caravan.plan.sketch import PutEvent, Sketch, SleepAt, TakeOut
from caravan.store.database import database_in
from caravan.store.sketches import Sketches
from caravan.ui.by_hand.wishes import ordering, parting, pinning
from caravan.ui.opened import reading_of

FRENCH = language("fr")
fr = FRENCH.text
ONE_BROKEN = FRENCH.count("One rule is broken.", "{number} rules are broken.", 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WEDNESDAY = date(2020, 3, 11)
OTHER_WAY_ROUND = PutEvent("ghomrassen", TEAM, date(2020, 3, 14), 0)
"""Two neighbouring towns exchanged: no rule is broken, and nothing is driven more."""


class Hands:
    """A person who moves cards, as the board's events would."""

    def __init__(self, house, name, base):
        self.sketches = Sketches(database_in(house.state))
        self.name = name
        self.base = base

    @property
    def kept(self):
        return self.sketches.open(self.name)

    def move(self, *moves, mark=None):
        kept = self.kept
        sketch = kept.sketch if kept else Sketch(self.base)
        for move in moves:
            sketch = sketch.with_move(move)
        version = kept.version if kept else 0
        return self.sketches.save(self.name, sketch, mark=mark or kept.mark, base=version, at=NOW)


@pytest.fixture
def small(house):
    """The sample tour in files, with its plan."""
    house.with_plan()
    hands = Hands(house, SCHEDULE, outline_of(sample_plan()))
    hands.mark = house.shelf.latest(SCHEDULE).mark
    return hands


@pytest.fixture
def large(house):
    """The tour of 2020, kept, with its plan."""
    id_ = house.kept_tour()
    tour = reading_of(house.files_of(id_)).tour
    house.shelf.put(id_, replace(plan_2020(), tour=tour))
    hands = Hands(house, id_, outline_2020())
    hands.mark = house.shelf.latest(id_).mark
    return hands


def button(app, key):
    return next(button for button in app.button if button.key == key)


def press(app, key):
    return button(app, key).click().run()


def said(app, text):
    return str(text) in markup(app).replace("&#39;", "'")


def test_the_plan_itself_breaks_nothing_and_need_not_be_kept(house, small):
    app = house.app("edit", lang="ar")
    assert not app.exception
    _ = language("ar").text
    assert said(app, _("Nothing is broken."))
    assert said(app, _("This is the plan: nothing was moved."))
    for key in ("sketch-undo", "sketch-redo", "sketch-anew", "sketch-fix", "sketch-keep"):
        assert button(app, key).disabled


def test_a_tour_without_a_plan_says_where_to_make_one(house):
    app = house.with_other_schedule().app("edit", tour="autumn.yaml")
    assert not app.exception
    assert said(app, fr("This tour has no plan yet."))


def test_a_move_tells_its_price_and_every_broken_rule(house, small):
    small.move(TakeOut("sbeitla"), mark=small.mark)
    app = house.app("edit")
    assert said(app, ONE_BROKEN)
    town = language("fr").name(sample_tour().place("sbeitla").names)
    assert said(app, fr("{town} must be kept, but is not in the programme.", town=town))
    assert said(app, language("fr").count("one event fewer", "{number} events fewer", 1))
    assert button(app, "sketch-keep").disabled
    assert said(app, fr("A programme that breaks a rule can't be kept."))


def test_undo_and_redo_outlive_a_reload(house, small):
    small.move(TakeOut("sbeitla"), SleepAt("team", MONDAY, "sbeitla"), mark=small.mark)
    small.move(TakeOut("kerkennah"))
    app = press(house.app("edit"), "sketch-undo")
    moves = len(small.kept.sketch.moves)
    assert small.kept.sketch.position == moves - 1
    app = house.app("edit")
    assert not button(app, "sketch-redo").disabled
    app = press(app, "sketch-redo")
    assert small.kept.sketch.position == moves
    assert button(app, "sketch-redo").disabled
    for _ in range(moves):
        app = press(app, "sketch-undo")
    assert said(app, fr("This is the plan: nothing was moved."))
    assert not app.exception


def test_begin_anew_goes_back_to_the_plan_and_can_be_undone(house, small):
    small.move(TakeOut("sbeitla"), mark=small.mark)
    app = press(house.app("edit"), "sketch-anew")
    assert said(app, fr("This is the plan: nothing was moved."))
    assert button(app, "sketch-anew").disabled
    app = press(app, "sketch-undo")
    assert said(app, ONE_BROKEN)


def test_a_programme_that_breaks_nothing_becomes_the_plan(house, large):
    large.move(OTHER_WAY_ROUND, mark=large.mark)
    app = house.app("edit", tour=large.name)
    assert said(app, fr("Nothing is broken."))
    app = press(app, "sketch-keep")
    assert not app.exception
    assert said(app, fr("The programme is the plan now. Nobody is told before you publish it."))
    kept = house.shelf.latest(large.name)
    held = [stop.event for stop in kept.plan.days[5].events]
    assert held == ["ghomrassen", "tataouine", "medenine"]
    assert large.kept is None
    app = house.app("edit", tour=large.name)
    assert said(app, fr("This is the plan: nothing was moved."))
    assert button(app, "sketch-undo").disabled


def test_the_plan_page_shows_the_programme_that_was_kept(house, large):
    large.move(OTHER_WAY_ROUND, mark=large.mark)
    press(house.app("edit", tour=large.name), "sketch-keep")
    app = house.app(tour=large.name)
    assert not app.exception
    assert not said(app, fr("The tour has changed since this plan was made."))


def test_of_two_tabs_the_second_is_told_and_sees_the_newer_programme(house, small):
    small.move(TakeOut("sbeitla"), mark=small.mark)
    one, other = house.app("edit"), house.app("edit")
    press(one, "sketch-undo")
    before = small.kept
    other = press(other, "sketch-undo")
    assert small.kept == before
    assert said(other, fr("This programme was changed in another tab or by somebody else. Your last "
                          "change was not made: this is the programme as it is now."))  # fmt: skip
    assert said(other, fr("This is the plan: nothing was moved."))
    press(other, "sketch-redo")
    assert small.kept.sketch.position == 1


def test_a_programme_kept_from_a_tab_that_shows_an_older_one_is_not_kept(house, large):
    large.move(OTHER_WAY_ROUND, mark=large.mark)
    app = house.app("edit", tour=large.name)
    large.move(PutEvent("hezoua", TEAM, WEDNESDAY, 2))
    app = press(app, "sketch-keep")
    assert house.shelf.latest(large.name).mark == large.mark
    assert large.kept is not None


def test_a_plan_that_changed_underneath_is_told_and_one_can_go_on_or_begin_with_it(house, small):
    small.move(TakeOut("sbeitla"), mark="an older plan's")
    app = house.app("edit")
    assert said(app, fr("The plan has changed since you began to move cards."))
    app = press(app, "sketch-go-on")
    assert not said(app, fr("The plan has changed since you began to move cards."))
    assert said(app, ONE_BROKEN)
    assert small.kept.mark == small.mark


def test_beginning_with_a_new_plan_can_be_undone_too(house, small):
    small.move(TakeOut("sbeitla"), mark="an older plan's")
    app = press(house.app("edit"), "sketch-new")
    assert said(app, fr("This is the plan: nothing was moved."))
    app = press(app, "sketch-undo")
    assert said(app, ONE_BROKEN)


def test_a_tour_that_changed_underneath_keeps_what_still_fits(house, small):
    small.move(
        PutEvent("gafsa", outline_of(sample_plan()).teams[0].id, TUESDAY, 0), mark=small.mark
    )
    tour = sample_tour()
    house.with_tour(replace(tour, events=tour.events[:3]))
    app = house.app("edit")
    assert not app.exception
    assert "Gafsa" not in markup(app)


def test_a_tour_in_files_says_that_wishes_need_a_copy_and_makes_one_with_the_moves(house, small):
    house.with_tour(sample_tour())
    app = house.app("edit")
    text = fr(
        "This tour lies in files, which the app only reads: pins, orders and pairs need a copy."
    )
    assert said(app, text)
    assert button(app, "sketch-copy")


class FakeTask:
    """A search that has ended."""

    has_ended = True
    is_cancelled = False
    failure = None

    def __init__(self, result, **written):
        self.result = {"result": result, "proved": True}
        self.written = {f"{name}.json": text for name, text in written.items()}


@pytest.fixture
def searched(monkeypatch):
    """Searches end at once with what is put in here; what they were asked is kept."""
    from caravan.ui.tasks import Tasks

    found = {"answer": None, "asked": []}
    there = {}

    def start(self, key, command, files, beside=None, **options):
        found["asked"].append((command, beside))
        there[key] = found["answer"]

    monkeypatch.setattr(Tasks, "start", start)
    monkeypatch.setattr(Tasks, "last", lambda self, key: there.get(key))
    monkeypatch.setattr(Tasks, "forget", lambda self, key: there.pop(key, None))
    return found


def test_the_rest_is_fixed_around_what_was_moved_and_the_proposal_is_taken(house, large, searched):
    from caravan.files.plan_json import plan_from_json, plan_to_json

    large.move(PutEvent("gafsa", TEAM, WEDNESDAY, 0), mark=large.mark)
    proposal = replace(plan_2020(), tour=reading_of(house.files_of(large.name)).tour)
    searched["answer"] = FakeTask("optimal", proposal=plan_to_json(proposal))
    app = press(house.app("edit", tour=large.name), "sketch-fix")
    assert not app.exception
    ((command, beside),) = searched["asked"]
    asked = plan_from_json(beside["plan.json"])
    assert {e.id: e.pin.date for e in asked.tour.events if e.pin} == {"gafsa": WEDNESDAY}
    words = command(house.data, house.data)
    assert words[0] == "replan"
    assert words[words.index("--from") + 1] == "2020-03-08T00:00:00+01:00"
    assert said(app, fr("A programme with your moves that keeps the rules"))
    assert "Gafsa" in markup(app)
    assert large.kept.sketch.moved
    app = press(app, "rest-accept")
    assert said(app, fr("This is the plan: nothing was moved."))
    app = press(app, "sketch-undo")
    assert not said(app, fr("This is the plan: nothing was moved."))


def test_a_proposal_that_is_not_taken_changes_nothing(house, large, searched):
    from caravan.files.plan_json import plan_to_json

    kept = large.move(OTHER_WAY_ROUND, mark=large.mark)
    searched["answer"] = FakeTask("optimal", proposal=plan_to_json(plan_2020()))
    app = press(house.app("edit", tour=large.name), "sketch-fix")
    assert button(app, "sketch-fix").disabled
    app = press(app, "rest-reject")
    assert large.kept == kept
    assert not button(app, "sketch-fix").disabled


def test_when_the_rest_can_not_be_fixed_that_is_said_and_nothing_changes(house, large, searched):
    kept = large.move(OTHER_WAY_ROUND, mark=large.mark)
    searched["answer"] = FakeTask("infeasible")
    app = press(house.app("edit", tour=large.name), "sketch-fix")
    headline = "The rest can't be fixed with your moves as they are: that is proved."
    assert said(app, fr(headline))
    press(app, "rest-close")
    assert large.kept == kept


def test_towns_that_the_planner_gives_up_are_named(house, large, searched):
    from caravan.files.plan_json import plan_to_json
    from caravan.plan.timing.timed import timed

    large.move(OTHER_WAY_ROUND, mark=large.mark)
    outline = outline_2020().without("gafsa")
    proposal = timed(plan_2020().tour, outline, travel=travel_2020())
    searched["answer"] = FakeTask("optimal", proposal=plan_to_json(proposal))
    app = press(house.app("edit", tour=large.name), "sketch-fix")
    assert said(app, fr("With your moves, {towns} can't be kept:", towns="Gafsa"))


def test_a_copy_of_a_tour_in_files_has_its_plan_and_the_moves(house):
    for file in files_at(ROOT / "data" / "schedule.yaml"):
        (house.data / file.name).write_text(file.text, encoding="utf-8")
    house.monkeypatch.setattr("caravan.files.read_tour.read_tour", really_read)
    house.shelf.put(SCHEDULE, plan_2020())
    hands = Hands(house, SCHEDULE, outline_2020())
    kept = hands.move(OTHER_WAY_ROUND, mark=house.shelf.latest(SCHEDULE).mark)
    app = press(house.app("edit"), "sketch-copy")
    assert not app.exception
    (copy,) = house.tours.listed()
    assert app.query_params["tour"] == copy.id
    assert hands.sketches.open(copy.id).sketch == kept.sketch
    assert house.shelf.latest(copy.id).plan.teams == plan_2020().teams
    assert house.shelf.latest(copy.id).plan.tour.id != plan_2020().tour.id


def test_a_move_that_contradicts_a_fixed_date_can_not_be_fixed_around(house, small, searched):
    tour = sample_tour()
    fixed = tuple(replace(e, date=TUESDAY) if e.id == "sfax" else e for e in tour.events)
    house.with_tour(replace(tour, events=fixed))
    house.shelf.put(SCHEDULE, replace(sample_plan(), tour=replace(tour, events=fixed)))
    team = outline_of(sample_plan()).teams[0].id
    small.move(PutEvent("sfax", team, MONDAY, 1), mark=house.shelf.latest(SCHEDULE).mark)
    app = press(house.app("edit"), "sketch-fix")
    assert searched["asked"] == []
    assert said(
        app,
        fr(
            "“{id}” is pinned to {pinned}, but its fixed date is {fixed}",
            id="sfax",
            pinned="lundi 9 mars 2020",
            fixed="mardi 10 mars 2020",
        ),
    )


def with_wishes(house, id_):
    files = house.files_of(id_)
    for operation in (
        pinning("gafsa", date(2020, 3, 10), None),
        ordering("tozeur", "nefta"),
        parting("sfax", "gabes"),
    ):
        files = operation(files)
    return files


def test_what_was_set_by_hand_is_listed_and_each_can_be_removed(house):
    id_ = house.kept_tour(with_wishes(house, house.kept_tour()))
    tour = reading_of(house.files_of(id_)).tour
    house.shelf.put(id_, replace(plan_2020(), tour=replace(tour, orders=())))
    app = house.app("edit", tour=id_)
    assert not app.exception
    assert said(app, fr("{second} always after {first}", first="Tozeur", second="Nefta"))
    app = press(app, f"{id_}-remove-order-tozeur nefta")
    assert not said(app, fr("{second} always after {first}", first="Tozeur", second="Nefta"))
    app = press(app, f"{id_}-remove-pin-gafsa")
    app = press(app, f"{id_}-remove-pair-sfax gabes")
    assert said(app, fr("Nothing yet. Pins, orders and pairs are in the menu of each card."))
    tour = reading_of(house.files_of(id_)).tour
    assert (tour.orders, tour.forbidden_pairs) == ((), ())
    assert tour.event("gafsa").pin is None


def test_an_order_that_the_programme_breaks_is_a_broken_rule(house, large):
    files = ordering("nefta", "tozeur")(house.files_of(large.name))
    id_ = house.kept_tour(ordering("douz", "kasserine")(files))
    house.shelf.put(id_, replace(plan_2020(), tour=reading_of(house.files_of(large.name)).tour))
    app = house.app("edit", tour=id_)
    assert said(app, ONE_BROKEN)


def test_a_hostile_address_changes_nothing(house, small):
    app = house.app("edit", tour="../../etc/passwd", lang="<script>")
    assert not app.exception
    assert small.kept is None
