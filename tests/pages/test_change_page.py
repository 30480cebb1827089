"""The page "What now": told, searched, adopted, undone; and what can't be."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from markupsafe import escape
from pages.conftest import markup
from served import SCHEDULE
from small_tour import planned, small_tour

from caravan.cli.replan_answer import ReplanAnswer, facts_of
from caravan.errors import msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.events import index_of, set_event
from caravan.files.editing.head import set_teams
from caravan.files.plan_json import plan_to_json
from caravan.files.read_tour import read_tour as REAL_READ_TOUR
from caravan.files.read_tour import tour_of
from caravan.files.replan_json import given_up_to_data, touched_to_data
from caravan.files.tour_files import write_files
from caravan.language.language import language
from caravan.plan.timing.kept_on import kept_on
from caravan.planning.replan import replan
from caravan.planning.taken_over import Now
from caravan.planning.touched import touched_by
from caravan.store.answers import Answers, answer_key
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import FreeDate, LeaveOut, OnlyWindow, PinEvent, RefuseDate
from caravan.tour.opening import Hours
from caravan.travel.times import TravelTimes
from caravan.ui.replanning.happened import Happened
from caravan.ui.workbench import card_of

fr = language("fr").text
MONDAY, TUESDAY = date(2020, 3, 9), date(2020, 3, 10)
MORNING = 8 * 60
"""The plan: on Monday Agareb at 9; on Tuesday Mahrès at 9, Thyna at 11:27, Sfax at 14:38."""


@pytest.fixture(scope="module")
def plan():
    return planned(small_tour())


@pytest.fixture
def id_(house, plan):
    """The small tour, kept, with its plan."""
    id_ = house.kept_tour(small_tour())
    house.shelf.put(id_, plan)
    return id_


def widget(id_, field):
    return f"{id_}-happened-{field}"


def press(app, key):
    return app.button(key=key).click().run()


def tell(house, id_, happened):
    """Keep what happened as the page does; the digest in the address."""
    answers = Answers(house.shelf.database)
    answers.put(answer_key("happened", id_, happened.digest), happened.to_text())
    return happened.digest


def know(house, id_, plan, happened, *, files=None):
    """Let the answer to what happened be known, as if it had been searched; the new plan."""
    tour = tour_of(files or small_tour())
    changed = adjusted(tour, *happened.changes)
    now = Now(happened.instant(tour, plan), happened.late_minutes)
    found = replan(plan, changed, now)
    touched = touched_by(found, plan, changed, now)
    facts = {
        "result": found.plan.status.value,
        "given_up": given_up_to_data(found.given_up),
        "touched": touched_to_data(touched),
    }
    mark = house.shelf.latest(id_).mark
    key = answer_key("replan", house.shelf.key(tour), mark, happened.to_text())
    text = json.dumps({"facts": facts, "plan": plan_to_json(found.plan), "whole": True})
    Answers(house.shelf.database).put(key, text)
    return found.plan


def know_kept(house, id_, plan, happened):
    """Let it be known what the plan so far breaks, and no plan; as if the search was stopped."""
    tour = tour_of(small_tour())
    changed = adjusted(tour, *happened.changes)
    moment = happened.instant(tour, plan)
    kept = kept_on(plan, changed, moment, happened.late_minutes, TravelTimes(changed))
    answer = ReplanAnswer(None, proved=False, is_late=happened.late_minutes > 0, as_it_is=kept)
    key = answer_key(
        "replan", house.shelf.key(tour), house.shelf.latest(id_).mark, happened.to_text()
    )
    text = json.dumps({"facts": facts_of(answer), "plan": None, "whole": False})
    Answers(house.shelf.database).put(key, text)


def asked(house, id_, happened):
    """The page with what happened told."""
    return house.app("change", tour=id_, happened=tell(house, id_, happened))


REFUSED = Happened(MONDAY, MORNING, 0, (RefuseDate("thyna", TUESDAY),))


def test_without_a_plan_the_page_says_where_to_get_one(house):
    app = house.app("change", tour=house.kept_tour(small_tour()))
    assert not app.exception
    assert escape(fr("This tour has no plan yet.")) in markup(app)


def test_a_delay_is_told_town_by_town_with_the_real_hours_and_whom_to_call(house, id_, plan):
    late = Happened(TUESDAY, MORNING, 240)
    know_kept(house, id_, plan, late)
    shown = markup(asked(house, id_, late))
    assert escape(fr("Kept as it is, with the delay:")) in shown
    promised = {stop.event: stop.begins for day, stop in plan.kept if day.date == TUESDAY}
    assert len(promised) == shown.count("<del>")
    assert all(
        f"{begins // 60:02d}:{begins % 60:02d}</del> → " in shown for begins in promised.values()
    )
    assert shown.count("cv-who") == len(promised)


def test_when_nothing_was_found_in_time_the_plan_so_far_is_shown_with_what_breaks(house, id_, plan):
    know_kept(house, id_, plan, REFUSED)
    app = asked(house, id_, REFUSED)
    shown = markup(app)
    assert (
        escape(fr("No new plan was found in time; it is not proved that there is none.")) in shown
    )
    assert escape(fr("Until there is a new one: the plan so far")) in shown
    assert escape(fr("The host has refused {date}.", date="mardi 10 mars")) in shown
    assert app.button(key="search-on").label == fr("Try again")
    assert not [button for button in app.button if button.key == "adopt-plan"]


@pytest.mark.parametrize(
    ("hours", "is_kept"),
    # Mahrès is half an hour away from where the day begins, at eight.
    [(Hours(480, 610), False), (Hours(540, 700), True)],
)
def test_hours_that_were_accepted_and_arent_kept_are_said(house, id_, plan, hours, is_kept):
    accepted = Happened(None, changes=(OnlyWindow("mahres", MONDAY, hours),))
    new = know(house, id_, plan, accepted)
    assert ("mahres" in {stop.event for _, stop in new.kept}) is is_kept
    shown = markup(asked(house, id_, accepted))
    said = str(escape(fr("This plan doesn't keep hours that you accepted.")))
    assert (said in shown) is not is_kept
    left_out = fr(
        "{town} was to be on {date} from {begins} to {ends}; this plan leaves it out.",
        town="Mahrès",
        date="lundi 9 mars",
        begins="08:00",
        ends="10:10",
    )
    assert (str(escape(left_out)) in shown) is not is_kept


def test_after_the_tour_its_first_morning_is_proposed(house, id_):
    app = house.app("change", tour=id_)
    assert not app.exception
    assert app.selectbox(key=widget(id_, "day")).value == "2020-03-09"
    assert app.time_input(key=widget(id_, "time")).value == time(8, 0)
    assert app.button(key="replan").disabled
    assert "mardi 10 mars" in markup(app)  # the tour was over then


def test_only_what_is_ahead_can_be_told(house, id_):
    app = house.app("change", tour=id_)
    towns = app.selectbox(key=widget(id_, "refuse-town"))
    assert len(towns.options) == 4
    app.selectbox(key=widget(id_, "day")).set_value("2020-03-10").run()
    app.time_input(key=widget(id_, "time")).set_value(time(10, 0)).run()
    # Agareb was on Monday, Mahrès began at nine.
    towns = app.selectbox(key=widget(id_, "refuse-town"))
    assert [option.split(" (")[0] for option in towns.options] == ["Thyna", "Sfax"]
    dates = app.multiselect(key=widget(id_, f"refuse-dates-{towns.value}"))
    assert [option.split(" (")[0] for option in dates.options] == ["mardi 10 mars"]
    assert dates.value == ["2020-03-10"]


def test_what_was_told_survives_a_reload(house, id_):
    app = house.app("change", tour=id_)
    app.number_input(key=widget(id_, "late")).set_value(25).run()
    app.selectbox(key=widget(id_, "refuse-town")).set_value("thyna").run()
    app = press(app, widget(id_, "add"))
    assert not app.exception
    digest = app.query_params["happened"]
    told = escape(fr("{town} refuses {date}", town="Thyna", date="mardi 10 mars"))
    assert told in markup(app)
    again = house.app("change", tour=id_, happened=digest)
    assert told in markup(again)
    assert again.number_input(key=widget(id_, "late")).value == 25
    assert not again.button(key="replan").disabled
    # Of another tour, or of nobody, it is as good as absent.
    for other in ("0" * 24, "../../x", digest[:-1] + "ü"):
        strange = house.app("change", tour=id_, happened=other)
        assert not strange.exception
        assert told not in markup(strange)
        assert "happened" not in strange.query_params


def test_a_town_that_refuses_all_dates_of_the_tour_is_left_out(house, id_):
    app = house.app("change", tour=id_)
    app.selectbox(key=widget(id_, "refuse-town")).set_value("sfax").run()
    app = press(app, widget(id_, "refuse-all"))
    assert escape(fr("Leave out {town}", town="Sfax")) in markup(app)


def test_all_that_are_left_can_be_cancelled_at_once_and_taken_back(house, id_):
    app = house.app("change", tour=id_)
    app.selectbox(key=widget(id_, "kind")).set_value("cancel").run()
    app = press(app, widget(id_, "cancel-all"))
    # The last one can't be: a tour has an event.
    assert markup(app).count("cv-told") == 4
    assert app.button(key="replan").disabled
    app = press(app, widget(id_, "back-3"))
    assert markup(app).count("cv-told") == 3
    assert not app.button(key="replan").disabled
    app = press(app, widget(id_, "back"))
    assert "cv-told" not in markup(app)


def test_a_town_that_is_cancelled_and_pinned_is_told_with_the_way_out(house, plan):
    files = with_adjustments(small_tour(), PinEvent("thyna", TUESDAY))
    id_ = house.kept_tour(files)
    house.shelf.put(id_, planned(files))
    app = asked(house, id_, Happened(MONDAY, MORNING, 0, (LeaveOut("thyna"),)))
    why = fr("It is pinned in the tour, so it can't be cancelled: take the pin off first.")
    assert escape(why) in markup(app)
    assert app.button(key="replan").disabled
    app = press(app, widget(id_, "free-0"))
    assert escape(why) not in markup(app)
    assert not app.button(key="replan").disabled
    digest = app.query_params["happened"]
    text = Answers(house.shelf.database).get(answer_key("happened", id_, digest))
    assert Happened.from_text(text).changes == (FreeDate("thyna"), LeaveOut("thyna"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            LeaveOut("agareb"),
            "This event had begun at the moment told above: the past can't change.",
        ),
        (
            RefuseDate("thyna", MONDAY),
            "This lies before the moment told above: the past can't change.",
        ),
        (LeaveOut("x<b>"), ""),
    ],
)
def test_a_change_of_the_past_is_told_beside_it(house, id_, change, why):
    app = asked(house, id_, Happened(TUESDAY, MORNING, 0, (change,)))
    assert not app.exception
    assert app.button(key="replan").disabled
    page = markup(app)
    assert "cv-field-fault" in page
    assert escape(fr(why)) in page if why else "<b>" not in page


def test_a_fixed_date_that_is_refused_can_be_set_free(house, plan):
    files = small_tour()
    files = set_event(files, index_of(files, "thyna"), date=TUESDAY)
    id_ = house.kept_tour(files)
    house.shelf.put(id_, planned(files))
    app = asked(house, id_, REFUSED)
    assert escape(fr("This date is fixed in the tour: set the event free first.")) in markup(app)
    app = press(app, widget(id_, "free-0"))
    assert not app.button(key="replan").disabled


def test_searched_by_the_command_shown_adopted_and_undone(house, id_, plan):
    from caravan.ui.visit import tasks

    app = press(asked(house, id_, REFUSED), "replan")
    assert not app.exception
    (task,) = tasks()._tasks.values()
    assert task.wait(60)
    app.run()
    page = markup(app)
    # Thyna alone moves, to Monday: another day for one who was invited.
    assert escape(fr("It is proved that no plan breaks less.")) in page
    assert page.count("cv-touched") == 1
    assert escape(fr("The host can't receive the convoy at the promised time any more.")) in page
    assert page.count("iti-changed") == 2
    # The answer is kept: the server may have been started anew.
    tasks().forget(task.key)
    assert escape(fr("Changed")) in markup(asked(house, id_, REFUSED))
    app = press(app, "adopt-plan")
    assert not app.exception
    shelved = house.shelf.latest(id_)
    held = {stop.event: day.date for day, stop in shelved.plan.kept}
    assert held["thyna"] == MONDAY
    assert tour_of(house.files_of(id_)).event("thyna").not_on == (TUESDAY,)
    assert shelved.tour_key == house.shelf.key(tour_of(house.files_of(id_)))
    page = markup(house.app(tour=id_))
    assert escape(fr("This plan follows what has happened.")) in page
    assert escape(fr("The tour has changed since this plan was made.")) not in page
    app = press(house.app(tour=id_), "undo-adopted-plan")
    assert not app.exception
    assert house.files_of(id_) == small_tour()
    assert house.shelf.latest(id_).plan == plan
    assert escape(fr("This plan follows what has happened.")) not in markup(app)


def test_nothing_is_adopted_when_the_plan_has_changed_meanwhile(house, id_, plan):
    other = know(house, id_, plan, Happened(MONDAY, MORNING, 0, (RefuseDate("sfax", MONDAY),)))
    know(house, id_, plan, REFUSED)
    app = asked(house, id_, REFUSED)
    # Another tab adopts another plan and its tour.
    files = with_adjustments(small_tour(), RefuseDate("sfax", MONDAY))

    opened = house.tours.open(id_)
    at = datetime(2026, 1, 2, tzinfo=ZoneInfo("UTC"))

    house.tours.save(id_, files, card_of(files), base=opened.kept.version, what=msg("x"), at=at)
    house.shelf.adopt(id_, other)
    app = press(app, "adopt-plan")
    assert not app.exception
    assert escape(fr("Nothing was adopted.")) in markup(app)
    assert house.files_of(id_) == files
    assert house.shelf.latest(id_).plan == other
    # What was told is still there, to be looked for once more.
    assert escape(fr("{town} refuses {date}", town="Thyna", date="mardi 10 mars")) in markup(app)


def test_a_delay_alone_changes_no_tour_and_is_undone_too(house, id_, plan):
    late = Happened(TUESDAY, MORNING + 65, 30)
    new = know(house, id_, plan, late)
    assert new.tour == plan.tour
    app = press(asked(house, id_, late), "adopt-plan")
    assert not app.exception
    assert house.shelf.latest(id_).plan == new
    app = press(house.app(tour=id_), "undo-adopted-plan")
    assert house.shelf.latest(id_).plan == plan
    assert house.files_of(id_) == small_tour()


def test_of_several_teams_one_is_late_and_another_stands_in_for_it(house):
    from caravan.ui.visit import tasks

    files = set_teams(small_tour(), 2)
    id_ = house.kept_tour(files)
    house.shelf.put(id_, planned(files))
    app = asked(house, id_, Happened(TUESDAY, MORNING, 300))
    who = app.selectbox(key=widget(id_, "late-team"))
    assert who.options == [
        fr("All teams"),
        fr("Team {number}", number=1),
        fr("Team {number}", number=2),
    ]
    assert who.value == ""
    app = who.set_value("team-1").run()
    assert not app.exception
    app = press(app, "replan")
    (task,) = tasks()._tasks.values()
    assert task.wait(60)
    app.run()
    page = markup(app)
    # The second team sleeps in Sfax and has nothing else to do.
    assert escape(fr("All promises are kept: nobody has to be told anything.")) in page
    assert escape(fr("Kept as it is, with the delay:")) in page


def test_a_single_team_is_not_asked_for(house, id_):
    app = asked(house, id_, Happened(TUESDAY, MORNING, 300))
    assert widget(id_, "late-team") not in {box.key for box in app.selectbox}


def test_a_late_team_that_the_plan_does_not_have_any_more_can_be_taken_back(house, id_):
    app = asked(house, id_, Happened(TUESDAY, MORNING, 30, (), "team-2"))
    assert app.button(key="replan").disabled
    app = app.selectbox(key=widget(id_, "late-team")).set_value("").run()
    assert not app.exception
    assert not app.button(key="replan").disabled


def test_a_tour_in_files_gets_its_plan_in_a_copy(house, plan):
    house.monkeypatch.setattr("caravan.files.read_tour.read_tour", REAL_READ_TOUR)
    (house.data / SCHEDULE).unlink()
    write_files(small_tour(), house.data)
    house.shelf.put(SCHEDULE, plan)
    know(house, SCHEDULE, plan, REFUSED)
    app = press(asked(house, SCHEDULE, REFUSED), "adopt-plan")
    assert not app.exception
    (copy,) = house.tours.listed()
    assert app.query_params["tour"] == copy.id
    assert house.shelf.latest(SCHEDULE).plan == plan
    held = {stop.event: day.date for day, stop in house.shelf.latest(copy.id).plan.kept}
    assert held["thyna"] == MONDAY
    press(house.app(tour=copy.id), "undo-adopted-plan")
    held = {stop.event: day.date for day, stop in house.shelf.latest(copy.id).plan.kept}
    assert held["thyna"] == TUESDAY


def test_a_search_that_fails_says_why_and_may_be_tried_again(house, id_):
    from caravan.ui.visit import tasks

    house.tasks("refuse")
    app = press(asked(house, id_, REFUSED), "replan")
    (task,) = tasks()._tasks.values()
    assert task.wait(30)
    app.run()
    assert escape(fr("No new plan was found.")) in markup(app)
    assert "3" in markup(app)
    assert not app.button(key="replan").disabled


def test_a_search_that_is_stopped_at_once_says_so_and_leaves_no_process(house, id_):
    from caravan.ui.visit import tasks

    app = press(asked(house, id_, REFUSED), "replan")
    (task,) = tasks()._tasks.values()
    app = press(app, f"stop-{task.key}")
    assert task.wait(30)
    app.run()
    assert not app.exception
    assert task.is_cancelled
    assert task._child is None or task._child.poll() is not None
    # Whatever it had by then, the search can be taken up again.
    again = {button.key for button in app.button}
    assert again & {"replan", "search-on"}


def test_discarded_the_form_is_empty_and_the_plan_as_it_was(house, id_, plan):
    know(house, id_, plan, REFUSED)
    app = press(asked(house, id_, REFUSED), "discard-plan")
    assert "cv-told" not in markup(app)
    assert house.shelf.latest(id_).plan == plan


def test_what_the_tour_says_otherwise_since_its_plan_is_taken_along(house, id_):

    files = with_adjustments(small_tour(), LeaveOut("thyna"))
    opened = house.tours.open(id_)
    at = datetime(2026, 1, 2, tzinfo=ZoneInfo("UTC"))
    house.tours.save(id_, files, card_of(files), base=opened.kept.version, what=msg("x"), at=at)
    app = house.app("change", tour=id_)
    page = markup(app)
    assert (
        escape(fr("The tour has changed since its plan was made. The new plan takes that along:"))
        in page
    )
    assert "Thyna" in page
    # That alone is enough to ask for a plan that follows.
    assert not app.button(key="replan").disabled


def test_undone_on_the_tour_page_the_plan_before_is_back_and_redone_the_new_one(house, id_, plan):
    new = know(house, id_, plan, REFUSED)
    press(asked(house, id_, REFUSED), "adopt-plan")
    assert house.shelf.latest(id_).plan == new
    app = press(house.app("tour", tour=id_, section="towns"), f"{id_}-undo")
    assert not app.exception
    assert house.shelf.latest(id_).plan == plan
    press(app, f"{id_}-redo")
    assert house.shelf.latest(id_).plan == new
    assert escape(fr("This plan follows what has happened.")) in markup(house.app(tour=id_))


def test_a_change_of_the_tour_after_adopting_is_undone_first(house, id_, plan):
    know(house, id_, plan, REFUSED)
    press(asked(house, id_, REFUSED), "adopt-plan")
    app = house.app(tour=id_)
    files = house.files_of(id_)
    other = with_adjustments(files, PinEvent("thyna", MONDAY))
    version = house.tours.open(id_).kept.version
    at = datetime(2026, 1, 2, tzinfo=ZoneInfo("UTC"))
    house.tours.save(id_, other, card_of(other), base=version, what=msg("x"), at=at)
    app = press(app, "undo-adopted-plan")
    assert not app.exception
    why = fr("The tour has changed since: undo that on the Tour page first.")
    assert escape(why) in markup(app)
    assert house.files_of(id_) == other


def test_ships_roads_and_the_end_of_the_tour_can_be_told_too(house):
    app = house.with_plan().app("change", tour=SCHEDULE, lang="en")

    def told(kind, **fields):
        app.selectbox(key=widget(SCHEDULE, "kind")).set_value(kind).run()
        for field, value in fields.items():
            app.selectbox(key=widget(SCHEDULE, field.replace("_", "-"))).set_value(value).run()
        press(app, widget(SCHEDULE, "add"))
        assert not app.exception
        return markup(app)

    page = told("sailing", sailing_ship="sfax-port 855")
    assert "The ship from Port de Sfax at 14:15 on Monday 9 March doesn&#39;t sail" in page
    # All of them is more than that one.
    page = told("sailing", sailing_ship="all")
    assert "No ship sails on Monday 9 March" in page
    assert "14:15" not in page
    assert "The road between Faïd and Sfax is closed" in told("road", road="faid sfax")
    assert "End the tour in Sfax" in told("end", end="sfax")
    # The later word counts: a tour has one end.
    page = told("end", end="gafsa")
    assert "End the tour in Gafsa" in page
    assert "End the tour in Sfax" not in page
    assert "End the tour 2 days later" in told("last-day", last_day="2020-03-12")
    app.selectbox(key=widget(SCHEDULE, "kind")).set_value("other").run()
    assert not app.exception
    assert markup(app).count("cv-told") == 4
