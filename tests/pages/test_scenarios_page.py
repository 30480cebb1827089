"""The Scenarios page: made, changed, planned, compared, adopted and undone, deleted while planned."""

from __future__ import annotations

import time

import pytest
from markupsafe import escape
from pages.conftest import MADE, markup
from served import SCHEDULE
from small_tour import planned, small_tour

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.head import set_dates
from caravan.language.language import language
from caravan.store.scenarios import Scenarios
from caravan.store.settings import Schedule
from caravan.tour.adjustment import AddDays, DriveMore, LeaveOut
from caravan.ui.workbench import card_of

fr = language("fr").text
HOSTILE = "<b>${x}`{{7*7}}\u202e'); DROP TABLE tour;-- _*[x](javascript:1)*_"


def scenarios_of(house):
    return Scenarios(house.tours)


def press(app, key):
    return app.button(key=key).click().run()


def kept(house, *, plan=True):
    """The small tour, kept, with its plan unless told otherwise."""
    id_ = house.kept_tour(small_tour())
    if plan:
        house.shelf.put(id_, planned(small_tour()))
    return id_


def scenario(house, base, name, *changes, plan=True):
    """A scenario of the small tour with some changes, planned unless told otherwise."""
    files = with_adjustments(small_tour(), *changes)
    id_ = scenarios_of(house).create(base, name, files, card_of(files), msg("made"), MADE).kept.id
    if plan:
        house.shelf.put(id_, planned(files))
    return id_


def running(house, id_):
    """The job of a tour."""
    from caravan.ui.visit import jobs

    return jobs().last(Schedule(id_, None))


def wait_for(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def make(app, base, name):
    app.text_input(key=f"new-scenario-{base}").set_value(name)
    return (
        app.button(key=f"FormSubmitter:cv-new-scenario-{base}-{fr('Make a scenario')}")
        .click()
        .run()
    )


def test_without_a_scenario_the_page_says_what_one_is(house):
    page = markup(house.app("scenarios", tour=kept(house)))
    assert escape(fr("There is no scenario yet.")) in page
    assert escape(fr("The tour as it is")) in page
    assert "Petit tour" in page


def test_a_tour_in_files_needs_a_copy_of_ones_own(house):
    from caravan.files.tour_files import write_files

    (house.data / SCHEDULE).unlink()
    write_files(small_tour(), house.data)
    app = house.app("scenarios", tour=SCHEDULE)
    assert escape(fr("Make a copy to try scenarios with it here; the files stay as they are.")) in (
        markup(app)
    )
    app = press(app, "copy")
    assert app.query_params["tour"] == house.tours.listed()[0].id
    assert escape(fr("There is no scenario yet.")) in markup(app)


def test_a_scenario_begins_as_a_copy_of_the_tour_with_its_id_and_its_plan(house):
    base = kept(house)
    app = make(house.app("scenarios", tour=base), base, "  Deux   jours ")
    (one,) = scenarios_of(house).listed(base)
    assert one.scenario == "Deux jours"
    assert house.files_of(one.id) == house.files_of(base)
    page = markup(app)
    assert escape(fr("Nothing is changed yet: it is a copy of the tour.")) in page
    assert page.count(fr("proved best")) == 2
    assert [tour.id for tour in house.tours.listed()] == [base]


def test_a_second_scenario_can_begin_as_a_copy_of_the_first(house):
    base = kept(house)
    one = scenario(house, base, "Sans Mahrès", LeaveOut("mahres"), plan=False)
    app = house.app("scenarios", tour=one)
    app.selectbox(key=f"scenario-source-{base}").set_value(one)
    make(app, base, "Suite")
    made = scenarios_of(house).listed(base)[1]
    assert house.files_of(made.id) == house.files_of(one)


def test_a_name_that_is_taken_or_empty_is_refused_in_words(house):
    base = kept(house)
    scenario(house, base, "Été", plan=False)
    app = make(house.app("scenarios", tour=base), base, " éTÉ ")
    assert escape(fr("That did not work; nothing was changed.")) in markup(app)
    app = make(app, base, "   ")
    assert "Été" in markup(app)
    assert len(scenarios_of(house).listed(base)) == 1


def test_a_hostile_name_is_shown_as_it_was_typed_and_nothing_else(house):
    base = kept(house)
    app = make(house.app("scenarios", tour=base), base, HOSTILE)
    name = scenarios_of(house).listed(base)[0].scenario
    assert name == HOSTILE.replace("\u202e", "")
    assert str(escape(name)) in markup(app)
    assert "<b>${x}" not in markup(app)
    labels = [button.label for button in app.button if "DROP" in button.label]
    assert labels
    assert all("<b>" not in label and "\\*\\[x\\]" in label for label in labels)


def test_quick_changes_are_saved_and_undone_and_told_in_words(house):
    base = kept(house)
    one = scenario(house, base, "Essai", plan=False)
    app = house.app("scenarios", tour=base, change=one)
    for field in ("last-later", "driving-30", "begins--15", "ends-30", "team-more"):
        press(app, f"{one}-quick-{field}")
    draft = draft_of(house.files_of(one))
    assert str(draft.head.last_day) == "2020-03-11"
    assert draft.rules.max_driving_minutes == draft_of(small_tour()).rules.max_driving_minutes + 30
    hours = draft_of(small_tour()).rules.hours
    assert draft.rules.hours.begins == hours.begins - 15
    assert draft.rules.hours.ends == hours.ends + 30
    assert draft.head.teams == 2
    assert escape(fr("Changed since it was planned")) not in markup(app)
    press(app, f"{one}-undo")
    assert draft_of(house.files_of(one)).head.teams == 1
    assert house.files_of(base) == small_tour()


def test_towns_are_left_out_taken_back_and_made_optional(house):
    base = kept(house)
    one = scenario(house, base, "Essai", plan=False)
    app = house.app("scenarios", tour=base, change=one)
    app.multiselect(key=f"{one}-quick-gone").set_value(["agareb", "mahres"]).run()
    assert [event.id for event in draft_of(house.files_of(one)).events] == ["sfax", "thyna"]
    app.multiselect(key=f"{one}-quick-gone").set_value(["mahres"]).run()
    app.multiselect(key=f"{one}-quick-optional").set_value(["thyna"]).run()
    app.multiselect(key=f"{one}-quick-beds").set_value(["sfax"]).run()
    draft = draft_of(house.files_of(one))
    assert [event.id for event in draft.events] == ["sfax", "agareb", "thyna"]
    assert [event.id for event in draft.events if not event.required] == ["thyna"]
    assert [place.id for place in draft.places if place.can_sleep] == ["sfax"]
    for name, value in (("gone", []), ("optional", [])):
        app.multiselect(key=f"{one}-quick-{name}").set_value(value).run()
    # The question is that of the tour again, but for the beds.
    assert draft_of(house.files_of(one)).events == draft_of(small_tour()).events


def test_a_change_that_can_not_be_is_refused_beside_the_buttons(house):
    base = kept(house)
    files = small_tour()
    one = scenario(house, base, "Court", AddDays(after=-1), plan=False)
    app = house.app("scenarios", tour=base, change=one)
    press(app, f"{one}-quick-last-earlier")
    assert escape(fr("The tour stays as it was.")) in markup(app)
    assert str(draft_of(house.files_of(one)).head.last_day) == "2020-03-09"
    assert house.files_of(base) == files


def test_another_tab_s_change_is_not_overwritten_by_a_quick_one(house):
    base = kept(house)
    one = scenario(house, base, "Essai", plan=False)
    app = house.app("scenarios", tour=base, change=one)
    files = with_adjustments(small_tour(), LeaveOut("thyna"))
    house.tours.save(one, files, card_of(files), base=1, what=msg("elsewhere"), at=MADE)
    press(app, f"{one}-quick-driving-15")
    assert escape(fr("Somebody else changed this tour while you were at it.")) in markup(app)
    press(app, f"{one}-keep-both")
    draft = draft_of(house.files_of(one))
    assert [event.id for event in draft.events] == ["sfax", "agareb", "mahres"]


def test_what_people_ask_first_is_made_and_planned_by_one_press(house):
    base = kept(house)
    app = press(house.planner("patient").app("scenarios", tour=base), "try-first-1")
    (one,) = scenarios_of(house).listed(base)
    assert house.files_of(one.id) == with_adjustments(small_tour(), DriveMore(30))
    assert "5\u00a0h\u00a030" in one.scenario
    wait_for(lambda: running(house, one.id) is not None)
    app.run()
    assert escape(fr("Is being planned")) in markup(app)
    press(app, "try-first-1")
    assert [x.scenario for x in scenarios_of(house).listed(base)][1] == f"{one.scenario} (2)"


def test_all_without_a_plan_are_planned_one_after_the_other(house):
    base = kept(house)
    ones = [
        scenario(house, base, name, DriveMore(m), plan=False) for name, m in (("1", 15), ("2", 30))
    ]
    app = press(house.planner("patient").app("scenarios", tour=base), "plan-all")
    wait_for(lambda: running(house, ones[0]) is not None)
    app.run()
    assert running(house, ones[1]) is None
    assert escape(fr("Waits for the planner")) in markup(app)
    running(house, ones[0]).cancel()
    wait_for(lambda: running(house, ones[1]) is not None)
    app.run()
    press(app, f"drop-{ones[1]}") if any(b.key == f"drop-{ones[1]}" for b in app.button) else None
    running(house, ones[1]).cancel()
    wait_for(lambda: running(house, ones[1]).has_ended(0))


def test_a_scenario_deleted_while_it_is_planned_stops_the_planner_and_tells_the_other_tab(house):
    base = kept(house)
    one = scenario(house, base, "Essai", DriveMore(15), plan=False)
    app = press(house.planner("patient").app("scenarios", tour=base), f"plan-{one}")
    wait_for(lambda: running(house, one) is not None and running(house, one).progress.phase)
    other = house.app(tour=one)
    assert "Essai" in markup(other)
    app.run()
    press(app, f"delete-{one}")
    job = running(house, one)
    wait_for(lambda: job.has_ended(0))
    assert job.cancelled
    assert job._child.poll() is not None
    assert scenarios_of(house).listed(base) == ()
    other.run()
    assert escape(fr("This scenario was deleted.")) in markup(other)
    assert escape(fr("“{name}” is deleted.", name="Essai")) in markup(app)
    press(other, "restore-here")
    assert [x.id for x in scenarios_of(house).listed(base)] == [one]


def test_one_that_waits_and_is_deleted_is_never_planned(house):
    base = kept(house)
    ones = [
        scenario(house, base, name, DriveMore(m), plan=False) for name, m in (("1", 15), ("2", 30))
    ]
    app = press(house.planner("patient").app("scenarios", tour=base), "plan-all")
    wait_for(lambda: running(house, ones[0]) is not None)
    app.run()
    press(app, f"delete-{ones[1]}")
    running(house, ones[0]).cancel()
    wait_for(lambda: running(house, ones[0]).has_ended(0))
    time.sleep(0.3)
    assert running(house, ones[1]) is None


def test_an_impossible_scenario_leads_to_its_explanation(house):
    base = kept(house)
    one = scenario(house, base, "Un jour", AddDays(after=-1), plan=False)
    app = press(house.planner("impossible").app("scenarios", tour=base), f"plan-{one}")
    wait_for(lambda: running(house, one) is not None and running(house, one).has_ended(0))
    app.run()
    text = fr("Impossible: no plan keeps all required events. This is proved.")
    assert escape(text) in markup(app)
    assert any(button.key == f"go-plan-{one}" for button in app.button)
    assert all(button.key != f"plan-{one}" for button in app.button)


def test_making_a_scenario_the_tour_takes_files_and_plan_over_and_can_be_undone(house):
    base = kept(house)
    one = scenario(house, base, "Sans Mahrès", LeaveOut("mahres"))
    before, after = planned(small_tour()), planned(house.files_of(one))
    app = press(house.app("scenarios", tour=base), f"adopt-{one}")
    assert house.files_of(base) == house.files_of(one)
    assert house.shelf.latest(base).plan == after
    assert escape(fr("The tour is now as in “{name}”.", name="Sans Mahrès")) in markup(app)
    assert house.tours.open(base).undoes.template == "the scenario “{name}” became the tour"
    press(app, "undo-adopt")
    assert house.files_of(base) == small_tour()
    assert house.shelf.latest(base).plan == before
    assert escape(fr("The tour is now as in “{name}”.", name="Sans Mahrès")) not in markup(app)


def test_undo_on_the_page_of_the_tour_brings_the_plan_back_to_subscribers_too(house):
    base = kept(house)
    one = scenario(house, base, "Sans Mahrès", LeaveOut("mahres"))
    press(house.app("scenarios", tour=base), f"adopt-{one}")
    app = press(house.app("tour", tour=base), f"{base}-undo")
    assert house.shelf.latest(base).plan == planned(small_tour())
    press(app, f"{base}-redo")
    assert house.shelf.latest(base).plan == planned(house.files_of(one))


def test_the_pages_of_a_scenario_say_so_and_lead_back(house):
    base = kept(house)
    one = scenario(house, base, "Essai", DriveMore(15))
    text = fr("Scenario “{name}” of “{tour}”", name="Essai", tour="Petit tour")
    for page in ("tour", "map", "subscribe"):
        app = house.app(page, tour=one)
        assert escape(text) in markup(app)
    assert escape(fr("Nobody gets the calendars of a scenario.")) in markup(app)
    press(app, "to-base")
    assert app.query_params["tour"] == base
    assert escape(text) not in markup(app)


def test_a_scenario_is_renamed_archived_and_taken_out_again(house):
    base = kept(house)
    one = scenario(house, base, "Essai", plan=False)
    app = house.app("scenarios", tour=base)
    app.text_input(key=f"rename-to-{one}").set_value("Autre")
    press(app, f"rename-{one}")
    assert scenarios_of(house).listed(base)[0].scenario == "Autre"
    press(app, f"archive-{one}")
    assert scenarios_of(house).listed(base) == ()
    press(app, f"back-{one}")
    assert scenarios_of(house).listed(base)[0].scenario == "Autre"


def test_deleting_the_tour_stops_the_planner_of_its_scenarios(house):
    base = kept(house)
    one = scenario(house, base, "Essai", DriveMore(15), plan=False)
    app = press(house.planner("patient").app("scenarios", tour=base), f"plan-{one}")
    wait_for(lambda: running(house, one) is not None)
    press(house.app("tours"), f"delete-{base}")
    job = running(house, one)
    wait_for(lambda: job.has_ended(0))
    app = house.app(tour=one)
    assert escape(fr("The tour that this scenario belongs to was deleted.")) in markup(app)
    press(app, "restore-here")
    assert house.tours.is_kept(base)
    assert scenarios_of(house).listed(base)[0].id == one


def test_plans_are_compared_and_the_address_keeps_which(house):
    base = kept(house)
    one = scenario(house, base, "Sans Mahrès", LeaveOut("mahres"))
    two = scenario(house, base, "Plus tard", AddDays(after=1))
    app = house.app("scenarios", tour=base, part="compare", a=one, b=base)
    page = markup(app)
    assert (app.query_params["a"], app.query_params["b"]) == ([one], [base]) or (
        app.query_params["a"],
        app.query_params["b"],
    ) == (one, base)
    heads = page.split("<thead>")[1].split("</thead>")[0]
    assert heads.index("Sans Mahrès") < heads.index(escape(fr("The tour as it is")))
    assert "Plus tard" not in heads
    # 53 minutes without Mahrès, 88 with it: planned by the solver, proved best.
    row = page.split("<tbody>")[1].split(escape(fr("Travel time")))[1].split("</tr>")[0]
    assert row.index("53\u00a0min") < row.index("1\u00a0h\u00a028")
    assert row.index(fr("best")) < row.index("1\u00a0h\u00a028")
    app.multiselect(key="compare-beside").set_value([two]).run()
    assert "Plus tard" in markup(app).split("<thead>")[1].split("</thead>")[0]
    app.selectbox(key="compare-a").set_value(two).run()
    heads = markup(app).split("<thead>")[1].split("</thead>")[0]
    assert heads.index("Plus tard") < heads.index(escape(fr("The tour as it is")))


def test_unknown_names_in_the_address_of_a_comparison_count_for_nothing(house):
    base = kept(house)
    scenario(house, base, "Sans Mahrès", LeaveOut("mahres"))
    app = house.app(
        "scenarios", tour=base, part="compare", a="<script>", b="../..", **{"with": "é.\x00"}
    )
    assert not app.exception
    assert "<script>" not in markup(app)
    assert "<thead>" in markup(app)


@pytest.mark.parametrize("with_scenario", [False, True])
def test_with_less_than_two_plans_there_is_nothing_to_compare(house, with_scenario):
    base = kept(house)
    if with_scenario:
        scenario(house, base, "Essai", DriveMore(15), plan=False)
    page = markup(house.app("scenarios", tour=base, part="compare"))
    text = "There is nothing to compare yet." if with_scenario else "There is no scenario yet."
    assert escape(fr(text)) in page


def test_a_scenario_that_can_not_be_planned_says_what_is_missing(house):
    base = kept(house)
    files = set_dates(small_tour(), None, None)
    one = scenarios_of(house).create(base, "Vide", files, card_of(files), msg("x"), MADE).kept.id
    app = house.app("scenarios", tour=base)
    text = fr("Can't be planned: something is missing or wrong")
    assert escape(text) in markup(app)
    press(app, f"go-tour-{one}")
    assert app.query_params["tour"] in (one, [one])
