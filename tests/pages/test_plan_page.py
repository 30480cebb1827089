"""The Plan page in every state of a tour."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from markupsafe import escape
from pages.conftest import OTHER, markup
from samples import sample_plan, sample_tour
from served import SCHEDULE

from caravan.errors import CaravanError, Fault, InputFaults, msg
from caravan.language.language import language
from caravan.plan.plan import Bound, Status
from caravan.tour.names import Names
from caravan.views.verdict import verdict

fr = language("fr").text


def buttons(app):
    return [button.label for button in app.button]


def until_done(app):
    """Look again and again, as the page does, until the job has ended."""
    from caravan.ui.visit import jobs, tasks

    deadline = time.monotonic() + 30
    while any(job.outcome is None for job in jobs()._jobs.values()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    app.run()
    # An impossible tour is explained at once.
    for task in list(tasks()._tasks.values()):
        assert task.wait(30)
    return app.run()


def test_a_plan_is_shown_with_its_verdict_its_days_and_its_map(house):
    app = house.with_plan().app()
    assert not app.exception
    page = markup(app)
    assert "Petite caravane" in page
    assert "9–10 mars 2020 · 3 événements" in page
    assert escape(verdict(sample_plan(), language("fr")).text) in page
    assert page.count('class="iti-card') == 2
    assert app.get("iframe")


def test_a_proved_plan_needs_no_search(house):
    plan = sample_plan()
    bound = Bound(plan.objective.value, plan.objective.travel_minutes)
    app = house.with_plan(replace(plan, status=Status.OPTIMAL, bound=bound)).app()
    assert "cv-good" in markup(app)
    assert buttons(app) == []


@pytest.mark.parametrize(
    ("code", "direction", "name"),
    [("fr", "ltr", "Petite caravane"), ("ar", "rtl", "القافلة الصغيرة"), ("en", "ltr", "Small")],
)
def test_the_language_comes_from_the_address(house, code, direction, name):
    page = markup(house.with_plan().app(lang=code))
    assert f'lang="{code}" dir="{direction}"' in page
    assert name in page


def test_without_a_wish_the_page_is_french(house):
    assert 'lang="fr"' in markup(house.with_plan().app())


def test_the_switch_changes_the_language_and_the_address(house):
    app = house.with_plan().app()
    app.get("button_group")[0].set_value("ar").run()
    assert 'dir="rtl"' in markup(app)
    assert app.query_params["lang"] == "ar"


def test_another_day_is_chosen_in_the_address(house):
    app = house.with_plan().app(day="2020-03-10")
    assert app.session_state["day"] == "2020-03-10"
    days = app.get("button_group")[-1]
    days.set_value("2020-03-09").run()
    assert app.query_params["day"] == "2020-03-09"
    app.get("button_group")[-1].set_value("tour").run()
    assert "day" not in app.query_params


@pytest.mark.parametrize(
    "params",
    [
        {"lang": "<script>alert(1)</script>"},
        {"lang": "../../etc/passwd", "day": "../../"},
        {"day": "2020-03-99", "tour": "/etc/passwd", "job": "x" * 9999},
        {"tour": "..%2f..%2fschedule.yaml", "calendar": "\x00"},
    ],
)
def test_a_hostile_address_changes_nothing(house, params):
    house.with_plan()
    app = house.app(**params)
    assert not app.exception
    assert markup(app) == markup(house.app())


def test_hostile_names_stay_text(house):
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) :red[x] ${1}"
    tour = replace(sample_tour(), names=Names.of(fr=hostile))
    app = house.with_plan(replace(sample_plan(), tour=tour)).with_tour(tour).app()
    page = markup(app)
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; [x](javascript:alert(1))" in page
    assert not any(hostile[:9] in block.value for block in app.markdown)


def test_without_any_schedule_the_page_says_where_to_put_one(house):
    (house.data / "schedule.yaml").unlink()
    page = markup(house.app())
    assert str(house.data) in page
    assert "schedule.yaml" in page


def test_without_a_plan_there_is_a_button_to_make_one(house):
    app = house.with_other_schedule().app(tour=OTHER)
    assert buttons(app) == [fr("Plan this tour")]
    assert not app.get("iframe")


def test_a_first_visit_finds_the_default_tour_being_planned(house):
    house.planner("quick").app()
    assert "iti-card" in markup(until_done(house.app()))


def test_pressing_it_plans_the_tour(house):
    app = house.with_other_schedule().planner("quick").app(tour=OTHER)
    app.button[0].click().run()
    app = until_done(app)
    assert 'class="iti-card' in markup(app)
    assert house.shelf.latest(OTHER) is not None


def test_a_job_shows_its_progress_and_stops_when_told(house):
    from caravan.ui.visit import jobs

    app = house.planner("patient").app()
    (job,) = jobs()._jobs.values()
    assert app.query_params["job"] == job.id
    while job.progress.travel_minutes is None:
        time.sleep(0.02)
    page = markup(app.run())
    assert language("fr").duration(263) in page
    assert language("fr").duration(200) in page
    reload = house.app(job=job.id)
    assert buttons(reload) == buttons(app)
    app.button[0].click().run()
    app = until_done(app)
    assert "iti-card" in markup(app)
    assert escape(fr("Stopped. The best plan found so far is kept.")) in markup(app)


def test_two_clicks_start_one_job(house):
    from caravan.ui.visit import jobs

    house.planner("patient")
    house.with_other_schedule()
    one, two = house.app(tour=OTHER), house.app(tour=OTHER)
    one.button[0].click().run()
    two.button[0].click().run()
    assert len(jobs()._jobs) == 1


def test_impossible_says_what_would_help(house):
    app = house.planner("impossible").tasks("crash").app()
    app = until_done(app)
    page = markup(app)
    assert "cv-table" in page
    assert "Kerkennah" in page
    # Planning again would not change the proof.
    assert buttons(app) == [fr("Find out what would help")]


def test_a_planner_that_crashes_is_said_calmly(house):
    app = house.planner("crash").app()
    app = until_done(app)
    assert not app.exception
    assert escape(fr("The planner ended without an answer.")) in markup(app)
    assert "Traceback" not in markup(app)


def faults(number):
    return InputFaults(
        tuple(
            Fault(
                "schedule.yaml",
                f"line {n}",
                msg("the event in “{place}” has no opening hours", place="<b>x</b>"),
                msg("the tour has no event"),
            )
            for n in range(1, number + 1)
        )
    )


def test_all_faults_of_the_files_are_listed_in_the_visitors_language(house):
    page = markup(house.with_tour(faults(3)).app())
    assert page.count("<li>") == 3
    assert "<bdi>schedule.yaml</bdi> · <bdi>line 2</bdi>" in page
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert 'role="alert"' in page


def test_a_complaint_about_the_files_is_shown(house):
    house.with_tour(CaravanError(msg("the tour has no event")))
    assert "cv-fault" in markup(house.app())


def test_an_earlier_plan_stays_visible_while_the_files_have_faults(house):
    page = markup(house.with_plan().with_tour(faults(1)).app())
    assert "cv-faults" in page
    assert "iti-card" in page


def test_a_change_of_the_files_asks_for_a_new_plan(house):
    house.with_plan().with_tour(replace(sample_tour(), end="sfax"))
    app = house.app()
    assert "iti-card" in markup(app)
    assert buttons(app) == [fr("Plan again")]


def test_above_an_earlier_plan_stand_the_dates_of_that_plan(house):
    later = date(2020, 3, 12)
    house.with_plan().with_tour(replace(sample_tour(), last_day=later))
    assert "9–10 mars 2020 · 3 événements" in markup(house.app())


def test_while_a_changed_tour_is_planned_the_earlier_plan_is_called_earlier(house):
    house.with_plan().with_tour(replace(sample_tour(), end="sfax")).planner("patient")
    app = house.app()
    app.button[0].click().run()
    assert escape(fr("Below is the earlier plan.")) in markup(app)
    assert "cv-report" in markup(app)


def test_a_proof_that_a_changed_tour_is_impossible_offers_no_second_try(house):
    house.with_plan().with_tour(replace(sample_tour(), end="sfax")).planner("impossible")
    app = house.tasks("crash").app()
    app.button[0].click().run()
    app = until_done(app)
    assert "cv-table" in markup(app)
    assert buttons(app) == [fr("Find out what would help")]


def test_an_id_in_a_fault_keeps_its_small_letters(house):
    problem = msg("“{id}” is not a town of the tour", id="sfax")
    remedy = msg("Did you mean “{guess}”?", guess="sfaxe")
    fault = Fault("schedule.yaml", "events[0].town", problem, remedy, 9)
    page = markup(house.with_tour(InputFaults((fault,))).app(lang="en"))
    assert "<bdi>“sfax” is not a town of the tour</bdi>" in page
    missing = Fault("a.csv", "", msg("there is no such file"), msg("Check the name and the folder"))
    page = markup(house.with_tour(InputFaults((missing,))).app(lang="en"))
    assert "<bdi>There is no such file</bdi>" in page


def test_a_breakdown_shows_no_traceback(house, monkeypatch):
    def broken(*_):
        raise CaravanError(msg("the tour has no event"))

    monkeypatch.setattr("caravan.ui.app_pages.plan.show_heading", broken)
    app = house.with_plan().app()
    assert not app.exception
    assert "cv-fault" in markup(app)


def test_a_state_folder_that_cannot_be_written_is_said(house, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "file" / "state"))
    app = house.app()
    assert not app.exception
    assert "CARAVAN_STATE" in markup(app)


def test_the_address_names_the_tour_and_knows_only_those_that_are_offered(house):
    house.with_plan().with_other_schedule()
    assert "Petite caravane" in markup(house.app(tour=SCHEDULE))
    other = house.app(tour=OTHER)
    assert other.query_params["tour"] == OTHER
    assert "Petite caravane" in markup(house.app(tour="../../etc/passwd"))
