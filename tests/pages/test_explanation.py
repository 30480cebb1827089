"""The Plan page of a tour that can't be done: why, the ways out, one click, and the way back."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from files.edited import with_text
from impossible_tour import explanation_of_impossible, impossible_files, write_answer
from markupsafe import escape
from pages.conftest import markup
from served import SCHEDULE

from caravan.files.explanation_json import explanation_to_data
from caravan.files.read_tour import read_tour as REAL_READ_TOUR
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import write_files
from caravan.language.language import language
from caravan.plan.repair import RepairKind
from caravan.store.answers import Answers, answer_key

fr = language("fr").text
FAKE = Path(__file__).parent.parent / "fake_planner.py"


@pytest.fixture(scope="session")
def answer(tmp_path_factory):
    """A file with what the command says of the impossible tour."""
    return write_answer(tmp_path_factory.mktemp("answer") / "line", explanation_of_impossible())


@pytest.fixture
def planned(house, answer):
    """The id of a kept tour that the planner has proved impossible, and that is explained."""
    house.planner("impossible").tasks("answer", answer)
    return house.kept_tour(impossible_files())


@pytest.fixture
def explained(house):
    """The id of a kept tour that was found impossible before the server started."""
    keep_answer(house, impossible_files())
    return house.kept_tour(impossible_files())


def keep_answer(house, files):
    text = json.dumps(explanation_to_data(explanation_of_impossible()))
    key = answer_key("explanation", house.shelf.key(tour_of(files)))
    Answers(house.shelf.database).put(key, text)


def until_told(house, **params):
    """The page once all that it began has ended."""
    from caravan.ui.visit import jobs, tasks

    app = house.app(**params)
    said = language(params.get("lang", "fr")).text
    for button in app.button:
        if button.label == said("Plan this tour"):
            button.click().run()
            break
    deadline = time.monotonic() + 30
    while any(job.outcome is None for job in jobs()._jobs.values()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    app.run()
    for task in list(tasks()._tasks.values()):
        assert task.wait(30)
    return app.run()


def press(app, label, number=0):
    [button for button in app.button if button.label == label][number].click().run()
    return app


def text(app):
    """The page with plain spaces."""
    return markup(app).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def titles(app):
    """The changes on the cards, in their order."""
    return [part.split("</bdi>")[0] for part in text(app).split("<h3><bdi>")[1:]]


def test_why_not_and_the_ways_out_in_the_order_of_their_cost(house, planned):
    app = until_told(house, tour=planned, lang="en")
    assert not app.exception
    page = text(app)
    assert "Proved impossible" in page
    assert [title.split(",")[0] for title in titles(app)] == [
        "End every day 30 min later",
        "End the tour one day later",
        "Leave out Sfax",
    ]
    # Sbeitla from 8:30 to 10:30, two and a half hours of road, an hour's break, Sfax from 14:00 on.
    assert escape("1 day · all 2 towns · 2 h 30 on the way · 165 km") in page
    assert escape("1 of 2 towns") in page
    assert [b.label for b in app.button].count("Make this change") == 3


def test_one_click_makes_a_change_with_its_plan_and_another_undoes_it(house, planned):
    app = until_told(house, tour=planned)
    press(app, fr("Make this change"))
    assert not app.exception
    assert "08:00-17:00" in house.files_of(planned).schedule.text
    page = markup(app)
    assert page.count('class="iti-card') == 1
    assert "cv-repair-number" not in page
    # The plan that came with the change, at once, for subscribers too.
    plan = explanation_of_impossible().repairs[0].plan
    assert house.shelf.latest(planned).plan == plan
    # It works after a reload, too.
    app = house.app(tour=planned)
    press(app, fr("Undo this change"))
    assert not app.exception
    assert "08:00-16:30" in house.files_of(planned).schedule.text
    assert len(titles(app)) == 3
    assert fr("Undo this change") not in [button.label for button in app.button]


def test_what_took_long_is_not_worked_out_again(house, planned):
    until_told(house, tour=planned)
    import streamlit as st

    from caravan.ui.visit import jobs, tasks

    jobs().stop_all()
    tasks().stop_all()
    st.cache_resource.clear()  # as after a restart of the server
    house.tasks("crash")
    app = house.app(tour=planned)
    assert len(titles(app)) == 3
    assert not tasks()._tasks


def test_the_plan_of_a_way_out_is_shown_inside_its_card_and_hidden_again(house, explained):
    app = house.app(tour=explained)
    press(app, fr("Show its plan"), 1)
    assert app.query_params["way"] == RepairKind.ONE_MORE_DAY
    assert markup(app).count('class="iti-card') == 2
    assert app.get("iframe")
    assert house.shelf.latest(explained) is None
    press(app, fr("Hide its plan"))
    assert "way" not in app.query_params
    assert 'class="iti-card' not in markup(app)


def test_a_way_out_in_the_address_that_is_none_changes_nothing(house, explained):
    page = markup(house.app(tour=explained))
    assert markup(house.app(tour=explained, way="<script>")) == page


def test_another_town_is_left_out_instead_and_its_plan_is_searched(house, explained):
    app = house.app(tour=explained)
    (choice,) = app.selectbox
    travel = language("fr").duration(150)  # still from Sbeïtla to Sfax
    assert choice.options == [f"Sbeïtla · {fr('{duration} on the way', duration=travel)}"]
    house.planner("quick")
    press(app, fr("Leave this one out and plan"))
    assert [event.id for event in tour_of(house.files_of(explained)).events] == ["sfax"]
    assert "job" in app.query_params


def test_a_tour_in_files_gets_a_copy_of_its_own_with_the_change(house, answer, monkeypatch):
    monkeypatch.setattr("caravan.files.read_tour.read_tour", REAL_READ_TOUR)
    (house.data / SCHEDULE).unlink()
    write_files(impossible_files(), house.data)
    house.planner("impossible").tasks("answer", answer)
    before = {path.name: path.read_bytes() for path in house.data.iterdir()}
    app = until_told(house)
    assert escape(fr(
        "This tour is in files, which are only read here: a change is made in a copy of your own."
    )) in markup(app)  # fmt: skip
    press(app, fr("Make this change"))
    assert not app.exception
    (own,) = house.tours.listed()
    assert app.query_params["tour"] == own.id
    assert "08:00-17:00" in house.files_of(own.id).schedule.text
    page = markup(app)
    assert escape(fr("This is a copy of your own. The tour in files stays as it was.")) in page
    assert page.count('class="iti-card') == 1
    assert {path.name: path.read_bytes() for path in house.data.iterdir()} == before
    # The copy is explained without another search.
    house.tasks("crash")
    press(app, fr("Undo this change"))
    assert len(titles(app)) == 3


def test_a_visitor_stops_the_search_and_sees_what_is_known_so_far(house, answer):
    from caravan.ui.visit import tasks

    house.planner("impossible").tasks("linger", answer)
    id_ = house.kept_tour(impossible_files())
    app = house.app(tour=id_)
    press(app, fr("Plan this tour"))
    from caravan.ui.visit import jobs

    while any(job.outcome is None for job in jobs()._jobs.values()):
        time.sleep(0.02)
    app.run()
    (task,) = tasks()._tasks.values()
    while not task.progress:
        time.sleep(0.02)
    app.run()
    assert "cv-report" in markup(app)
    assert escape(fr("{done} of {all}", done=1, all=4)) in markup(app)
    press(app, fr("Stop and show what is known so far"))
    assert task.wait(20)
    app.run()
    assert len(titles(app)) == 3
    # Half an answer is not kept for the next visitor.
    key = house.shelf.key(tour_of(impossible_files()))
    assert Answers(house.shelf.database).get(answer_key("explanation", key)) is None
    assert fr("Look for more ways out") in [button.label for button in app.button]


def test_somebody_who_changed_the_tour_meanwhile_is_not_overwritten(house, explained):
    app = house.app(tour=explained)
    other = house.app(tour=explained)
    press(other, fr("Make this change"), 1)
    press(app, fr("Make this change"), 0)
    assert "08:00-16:30" in house.files_of(explained).schedule.text
    assert fr("Keep both") in [button.label for button in app.button]
    press(app, fr("Keep both"))
    text = house.files_of(explained).schedule.text
    assert "08:00-17:00" in text
    assert "2020-03-10" in text


def test_a_plan_of_another_tour_is_not_taken_and_names_stay_text(house):
    """The tour has changed since the answer was made, but for its name in the page."""
    hostile = "<img src=x onerror=alert(1)> ${1} :red[x]"
    files = with_text(impossible_files(), "cities.csv", "sfax,town,Sfax,", f"sfax,town,{hostile},")
    id_ = house.kept_tour(files)
    keep_answer(house, files)
    app = house.app(tour=id_)
    page = markup(app)
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; ${1} :red[x]" in page
    house.planner("quick")
    press(app, fr("Make this change"))
    assert "08:00-17:00" in house.files_of(id_).schedule.text
    # Its plan names the town otherwise, so a plan of the tour as it is now is searched.
    assert house.shelf.plan(house.shelf.key(tour_of(house.files_of(id_)))) is None
    assert "job" in app.query_params


@pytest.mark.parametrize("page", ["map", "subscribe"])
def test_other_pages_lead_to_the_ways_out(house, explained, page):
    shown = markup(house.app(page, tour=explained))
    assert escape(fr("The Plan page shows why, and what would help.")) in shown


def test_the_command_is_our_own(tmp_path):
    from caravan.ui.explaining import explain_command

    assert explain_command(tmp_path, tmp_path / "s.yaml") == [
        "explain", str(tmp_path / "s.yaml"), "--progress", "json",
    ]  # fmt: skip
