"""Whatever comes in, command line and app say it in one clear message, and nothing is lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
import streamlit as st
from bad_inputs import INPUTS
from cli.tour_files import TourFiles
from click.testing import CliRunner
from pages.conftest import House, markup

from caravan.cli import main
from caravan.files.plan_json import read_plan
from caravan.store.database import database_in
from caravan.store.shelf import Shelf

REFUSED = [case for case in INPUTS if any(case.says)]
ACCEPTED = [case for case in INPUTS if not any(case.says)]


@pytest.fixture
def files(tmp_path):
    return TourFiles(tmp_path / "tour")


@pytest.fixture
def house(tmp_path, files, monkeypatch):
    """The app on the folder with the files, which it reads itself."""
    monkeypatch.setenv("CARAVAN_DATA", str(files.path))
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("CARAVAN_URL", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield House(files.path, tmp_path / "state", monkeypatch)
    st.cache_resource.clear()


def contents(files):
    return {path.name: path.read_bytes() for path in files.path.iterdir()}


def planned(files, *more):
    return CliRunner().invoke(main, ["plan", str(files.schedule), *map(str, more)])


def text_of(app):
    return unescape(re.sub(r"<[^>]*>", "", markup(app)))


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_command_line_says_what_is_wrong_where_and_what_would_be_right(files, case):
    case.do(files)
    before = contents(files)
    result = planned(files, "--out", files.path.parent / "plan.json")
    place, problem, remedy = case.says
    assert result.stderr == f"{place}: {problem}. {remedy}\n"
    assert (result.stdout, result.exit_code) == ("", 2)
    assert contents(files) == before
    assert not (files.path.parent / "plan.json").exists()


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_app_says_what_is_wrong_where_and_what_would_be_right(files, house, case):
    case.do(files)
    before = contents(files)
    app = house.app(lang="en")
    assert not app.exception
    page, (place, problem, remedy) = text_of(app), case.says
    assert "One thing in the files must be put right." in page
    problem = problem[:1].upper() + problem[1:]  # a sentence of its own in the app
    assert f"{place.replace(', ', ' · ')}{problem}{remedy}" in page
    assert markup(app).count("<li>") == 1
    assert "Traceback" not in page
    assert contents(files) == before


@pytest.mark.parametrize("case", ACCEPTED, ids=str)
def test_what_is_only_unusual_is_planned_and_kept_as_it_is(files, house, case):
    case.do(files)
    before = contents(files)
    out = files.path.parent / "plan.json"
    result = planned(files, "--out", out)
    assert (result.stderr, result.exit_code) == ("", 0)
    assert case.shows in result.stdout
    assert contents(files) == before
    Shelf(database_in(house.state)).put("schedule.yaml", read_plan(out))
    app = house.app(lang="en")
    assert not app.exception
    page = text_of(app)
    assert "must be put right" not in page
    assert "have changed" not in page
    assert case.shows in page
