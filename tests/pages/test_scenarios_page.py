"""The Scenarios page: made, changed, planned, compared, adopted and undone, deleted while planned."""

from __future__ import annotations

import json
import sys
import time
from functools import cache

from markupsafe import escape
from pages.conftest import MADE, markup
from served import SCHEDULE
from small_tour import planned as solved
from small_tour import small_tour

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.head import set_dates
from caravan.files.price_list_json import price_list_to_data, price_to_data
from caravan.files.tour_files import write_files
from caravan.language.language import language
from caravan.plan.figures import figures_of
from caravan.plan.price_list import Price, PriceKind, PriceList, PriceStatus
from caravan.store.scenarios import Scenarios
from caravan.store.settings import Schedule
from caravan.tour.adjustment import AddDays, DriveMore, LeaveOut
from caravan.ui.workbench import card_of

fr = language("fr").text
planned = cache(solved)
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


def wait_for(condition, seconds=30.0):
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


def test_a_tour_in_files_needs_a_copy_of_ones_own(house):
    (house.data / SCHEDULE).unlink()
    write_files(small_tour(), house.data)
    app = house.app("scenarios", tour=SCHEDULE)
    hint = "Make a copy to try scenarios with it here; the files stay as they are."
    assert escape(fr(hint)) in markup(app)
    app = press(app, "copy")
    assert app.query_params["tour"] == house.tours.listed()[0].id
    page = markup(app)
    assert escape(fr("There is no scenario yet.")) in page
    assert escape(fr("The tour as it is")) in page


def test_a_scenario_begins_as_a_copy_under_a_name_of_its_own_however_hostile(house):
    base = kept(house)
    app = make(house.app("scenarios", tour=base), base, f"  {HOSTILE}  ")
    (one,) = scenarios_of(house).listed(base)
    assert one.scenario == HOSTILE.replace("\u202e", "")
    assert house.files_of(one.id) == house.files_of(base)
    assert [tour.id for tour in house.tours.listed()] == [base]
    page = markup(app)
    assert escape(fr("Nothing is changed yet: it is a copy of the tour.")) in page
    assert page.count(escape(fr("proved best"))) == 2
    assert str(escape(one.scenario)) in page
    assert "<b>${x}" not in page
    labels = [button.label for button in app.button if "DROP" in button.label]
    assert labels
    assert all("<b>" not in label and "\\*\\[x\\]" in label for label in labels)
    app = make(app, base, one.scenario.upper())
    assert escape(fr("That did not work; nothing was changed.")) in markup(app)
    assert scenarios_of(house).listed(base) == (one,)
    # A second one may begin as a copy of the first.
    press(app, f"{one.id}-quick-team-more")
    app.selectbox(key=f"scenario-source-{base}").set_value(one.id)
    make(app, base, "Suite")
    second = scenarios_of(house).listed(base)[1]
    assert draft_of(house.files_of(second.id)).head.teams == 2


def test_quick_changes_are_saved_at_once_undone_and_refused_beside_the_buttons(house):
    base = kept(house)
    one = scenario(house, base, "Essai", AddDays(after=-1), plan=False)
    app = house.app("scenarios", tour=base, change=one)
    press(app, f"{one}-quick-last-earlier")
    assert escape(fr("The tour stays as it was.")) in markup(app)
    for field in ("last-later", "driving-30", "begins--15", "ends-30", "team-more"):
        press(app, f"{one}-quick-{field}")
    before, draft = draft_of(small_tour()), draft_of(house.files_of(one))
    assert draft.head.last_day == before.head.last_day
    assert draft.rules.max_driving_minutes == before.rules.max_driving_minutes + 30
    assert draft.rules.hours.begins == before.rules.hours.begins - 15
    assert draft.rules.hours.ends == before.rules.hours.ends + 30
    assert draft.head.teams == 2
    press(app, f"{one}-undo")
    assert draft_of(house.files_of(one)).head.teams == 1
    assert house.files_of(base) == small_tour()


def test_towns_are_left_out_taken_back_and_made_optional(house):
    base = kept(house)
    one = scenario(house, base, "Essai", plan=False)
    app = house.app("scenarios", tour=base, change=one)
    app.multiselect(key=f"{one}-quick-gone").set_value(["agareb", "mahres"]).run()
    assert [event.id for event in draft_of(house.files_of(one)).events] == ["sfax", "thyna"]
    app.multiselect(key=f"{one}-quick-gone").set_value(["mahres"])
    app.multiselect(key=f"{one}-quick-optional").set_value(["thyna"])
    app.multiselect(key=f"{one}-quick-beds").set_value(["sfax"]).run()
    draft = draft_of(house.files_of(one))
    assert [event.id for event in draft.events] == ["sfax", "agareb", "thyna"]
    assert [event.id for event in draft.events if not event.required] == ["thyna"]
    assert [place.id for place in draft.places if place.can_sleep] == ["sfax"]
    app.multiselect(key=f"{one}-quick-gone").set_value([])
    app.multiselect(key=f"{one}-quick-optional").set_value([]).run()
    # Taken back, they stand where they stood.
    assert draft_of(house.files_of(one)).events == draft_of(small_tour()).events


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


def test_what_people_ask_first_is_planned_in_turn_and_deleting_it_stops_the_planner(house):
    base = kept(house)
    app = press(house.planner("patient").app("scenarios", tour=base), "try-first-1")
    press(app, "try-first-1")
    first, second = scenarios_of(house).listed(base)
    assert house.files_of(first.id) == with_adjustments(small_tour(), DriveMore(30))
    assert "5 h 30" in first.scenario
    assert second.scenario == f"{first.scenario} (2)"
    wait_for(lambda: running(house, first.id) is not None)
    app.run()
    assert escape(fr("Is being planned")) in markup(app)
    assert escape(fr("Waits for the planner")) in markup(app)
    other = house.app(tour=first.id)
    press(app, f"delete-{second.id}")  # it waits: it is never planned
    press(app, f"delete-{first.id}")
    assert escape(fr("The scenario “{name}” is deleted.", name=first.scenario)) in markup(app)
    job = running(house, first.id)
    wait_for(lambda: job.has_ended(0))
    assert job.cancelled
    assert job._child.poll() is not None
    time.sleep(0.3)
    assert running(house, second.id) is None
    assert scenarios_of(house).listed(base) == ()
    other.run()
    assert escape(fr("This scenario was deleted.")) in markup(other)
    press(other, "restore-here")
    assert [one.id for one in scenarios_of(house).listed(base)] == [first.id]


def test_all_without_a_plan_are_planned_one_after_the_other(house):
    base = kept(house)
    changes = {"1": DriveMore(15), "2": DriveMore(30)}
    ones = [scenario(house, base, name, what, plan=False) for name, what in changes.items()]
    press(house.planner("impossible").app("scenarios", tour=base), "plan-all")
    wait_for(lambda: running(house, ones[1]) is not None and running(house, ones[1]).has_ended(0))
    first, second = (running(house, one) for one in ones)
    assert second._began > first._began
    app = house.app("scenarios", tour=base)
    text = "Impossible: no plan keeps all required events. This is proved."
    assert markup(app).count(escape(fr(text))) == 2
    assert all(button.key != f"plan-{ones[0]}" for button in app.button)
    press(app, f"go-plan-{ones[0]}")
    assert app.query_params["tour"] in (ones[0], [ones[0]])


def test_making_a_scenario_the_tour_takes_files_and_plan_over_and_can_be_undone(house):
    base = kept(house)
    one = scenario(house, base, "Sans Mahrès", LeaveOut("mahres"))
    before, after = planned(small_tour()), planned(house.files_of(one))
    app = press(house.app("scenarios", tour=base), f"adopt-{one}")
    assert house.files_of(base) == house.files_of(one)
    assert house.shelf.latest(base).plan == after
    told = escape(fr("The tour is now as in “{name}”.", name="Sans Mahrès"))
    assert told in markup(app)
    press(app, "undo-adopt")
    assert house.files_of(base) == small_tour()
    assert house.shelf.latest(base).plan == before
    assert told not in markup(app)
    # Undo and redo on the page of the tour take the plan of subscribers along as well.
    app = press(house.app("tour", tour=base), f"{base}-redo")
    assert house.shelf.latest(base).plan == after
    press(app, f"{base}-undo")
    assert house.shelf.latest(base).plan == before


def test_the_pages_of_a_scenario_say_so_and_lead_back(house):
    base = kept(house)
    one = scenario(house, base, "Essai", DriveMore(15))
    text = escape(fr("Scenario “{name}” of “{tour}”", name="Essai", tour="Petit tour"))
    assert text in markup(house.app("tour", tour=one))
    app = house.app("subscribe", tour=one)
    assert text in markup(app)
    assert escape(fr("Nobody gets the calendars of a scenario.")) in markup(app)
    press(app, "to-base")
    assert app.query_params["tour"] == base
    assert text not in markup(app)


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
    press(house.planner("patient").app("scenarios", tour=base), f"plan-{one}")
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
    unknown = {"a": one, "b": "../..<script>", "with": "é.\x00"}
    app = house.app("scenarios", tour=base, part="compare", **unknown)
    page = markup(app)
    assert "<script>" not in page
    assert (app.query_params["a"], app.query_params["b"]) in ((one, base), ([one], base))
    heads = page.split("<thead>")[1].split("</thead>")[0]
    assert heads.index("Sans Mahrès") < heads.index(escape(fr("The tour as it is")))
    assert "Plus tard" not in heads
    # 53 minutes of travel without Mahrès, 88 with it.
    row = page.split("<tbody>")[1].split(str(escape(fr("Travel time"))))[1].split("</tr>")[0]
    assert row.index("53\u00a0min") < row.index(fr("best")) < row.index("1\u00a0h\u00a028")
    app.multiselect(key="compare-beside").set_value([two]).run()
    assert "Plus tard" in markup(app).split("<thead>")[1].split("</thead>")[0]
    app.selectbox(key="compare-a").set_value(two).run()
    heads = markup(app).split("<thead>")[1].split("</thead>")[0]
    assert heads.index("Plus tard") < heads.index(escape(fr("The tour as it is")))


def test_what_can_not_be_compared_or_priced_yet_says_what_is_missing(house):
    base = kept(house, plan=False)
    page = markup(house.app("scenarios", tour=base, part="prices"))
    assert escape(fr("The tour has no plan yet.")) in page
    page = markup(house.app("scenarios", tour=base, part="compare"))
    assert escape(fr("There is no scenario yet.")) in page
    files = set_dates(small_tour(), None, None)
    one = scenarios_of(house).create(base, "Vide", files, card_of(files), msg("x"), MADE).kept.id
    app = house.app("scenarios", tour=base, part="compare")
    assert escape(fr("There is nothing to compare yet.")) in markup(app)
    app.segmented_control(key="part").set_value("list").run()
    assert escape(fr("Can't be planned: something is missing or wrong")) in markup(app)
    press(app, f"go-tour-{one}")
    assert app.query_params["tour"] in (one, [one])


def test_prices_are_shown_as_they_come_kept_and_tried_by_one_press(house, monkeypatch, tmp_path):
    base = kept(house)
    lines = price_lines()
    told = tmp_path / "told"
    told.write_text("\n".join(json.dumps(line) for line in lines[:-1]) + "\n", encoding="utf-8")
    # It tells all but the last line, and that when it is stopped.
    code = f"import sys; print(open({str(told)!r}).read(), flush=True); sys.stdin.readline();"
    code += f"print({json.dumps(json.dumps(lines[-1]))}, flush=True)"
    monkeypatch.setattr("caravan.ui.tasks.caravan_command", lambda *_: [sys.executable, "-c", code])
    app = press(house.planner("impossible").app("scenarios", tour=base, part="prices"), "price")
    from caravan.ui.visit import tasks

    (task,) = tasks()._tasks.values()
    wait_for(lambda: len(task.parts) == 3)
    app.run()
    page = markup(app)
    assert escape(fr("Working out what each wish costs")) in page
    # 88 minutes of travel with Mahrès, 53 without; with Agareb alone left out, 75.
    assert page.index("35\u00a0min") < page.index("13\u00a0min")
    press(app, "stop-prices")
    wait_for(lambda: task.has_ended)
    app.run()
    assert "35\u00a0min" in markup(app)
    press(app, "try-leave-out-mahres")
    (one,) = scenarios_of(house).listed(base)
    assert house.files_of(one.id) == with_adjustments(small_tour(), LeaveOut("mahres"))
    wait_for(lambda: running(house, one.id) is not None)


def price_lines():
    """What `caravan prices` tells of two towns, in the wrong order of what they save."""
    tour = planned(small_tour()).tour
    figures = {
        town: figures_of(planned(with_adjustments(small_tour(), LeaveOut(town))))
        for town in ("agareb", "mahres")
    }
    whole = figures_of(planned(small_tour()))
    as_it_is = Price(PriceKind.AS_IT_IS, "", (), PriceStatus.PROVED, figures=whole)
    prices = tuple(
        Price(PriceKind.LEAVE_OUT, town, (LeaveOut(town),), PriceStatus.PROVED, figures=found)
        for town, found in figures.items()
    )
    listed = PriceList(tour, whole, as_it_is, prices, 2)
    counted = [
        {"done": number, "wanted": 3, "price": price_to_data(listed, price)}
        for number, price in enumerate((as_it_is, *prices), start=1)
    ]
    return [*counted, {"result": "priced", "prices": price_list_to_data(listed)}]


def test_an_answer_that_proves_nothing_is_never_told_as_impossible(house):
    base = kept(house)
    one = scenario(house, base, "Essai", DriveMore(15), plan=False)
    app = press(house.planner("planless").app("scenarios", tour=base), f"plan-{one}")
    wait_for(lambda: running(house, one) is not None and running(house, one).progress.phase)
    running(house, one).cancel()
    wait_for(lambda: running(house, one).has_ended(0))
    app.run()
    text = fr("No plan found. This does not mean that there is none.")
    assert escape(text) in markup(app)
    assert any(button.key == f"plan-{one}" for button in app.button)
