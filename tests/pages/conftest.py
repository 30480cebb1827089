"""The app's script run without a browser, on a server of its own with the sample tour."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from samples import sample_plan, sample_tour
from served import SCHEDULE
from small_world import cache_of_user
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.testing.v1 import AppTest

from caravan.errors import msg
from caravan.files.editing.new_tour import new_files
from caravan.files.tour_files import files_at
from caravan.store.database import database_in
from caravan.store.shelf import Shelf
from caravan.store.tours import Tours
from caravan.ui.workbench import card_of

OTHER = "autumn.yaml"
ROOT = Path(__file__).parent.parent.parent
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def tour_of_2020():
    """The files of the tour of 2020: twenty towns, ferries, own roads."""
    return files_at(ROOT / "data" / "schedule.yaml")


def empty_tour(name="Vide"):
    """The files of a tour that has just been made."""
    return new_files("empty", {"fr": name} if name else {}, "fr")


@dataclass
class House:
    """A data folder and a state folder, and the app that looks at them."""

    data: Path
    state: Path
    monkeypatch: pytest.MonkeyPatch

    @property
    def shelf(self):
        return Shelf(database_in(self.state))

    @property
    def tours(self):
        return Tours(database_in(self.state))

    def kept_tour(self, files=None):
        """A tour kept in the database, that of 2020 unless told otherwise; its id.

        Show it with ``house.app("tour", tour=id, section="towns")``, and see what the app saved
        with ``house.files_of(id)``.
        """
        files = files or tour_of_2020()
        return self.tours.create(files, card_of(files), msg("made"), MADE).kept.id

    def files_of(self, id_):
        """The files of a kept tour as they are saved now."""
        return self.tours.open(id_).files

    def with_plan(self, plan=None):
        self.shelf.put(SCHEDULE, plan or sample_plan())
        return self

    def with_other_schedule(self):
        """A second schedule, which isn't planned before somebody asks."""
        (self.data / OTHER).write_text("events: []\n", encoding="utf-8")
        return self

    def with_tour(self, tour):
        """The files give this tour; an exception is raised instead."""

        def read_tour(path, cities=None):
            if isinstance(tour, Exception):
                raise tour
            return tour

        self.monkeypatch.setattr("caravan.files.read_tour.read_tour", read_tour)
        st.cache_resource.clear()
        return self

    def planner(self, behaviour):
        fake = Path(__file__).parent.parent / "fake_planner.py"
        self.monkeypatch.setattr(
            "caravan.ui.jobs.planner_command",
            lambda schedule, out: [sys.executable, str(fake), behaviour, str(out)],
        )
        return self

    def tasks(self, behaviour, *arguments):
        """Whatever is worked out in the background is done by the fake command."""
        fake = str(Path(__file__).parent.parent / "fake_task.py")
        command = [sys.executable, fake, behaviour, *map(str, arguments)]
        self.monkeypatch.setattr("caravan.ui.tasks.caravan_command", lambda *_: command)
        return self

    def app(self, page="", **params):
        """The app as a first visit sees it, on a page given by its address."""
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
        if page:
            # Streamlit's own switch_page() knows pages that are files only.
            app._page_hash = next(
                hash_
                for hash_, info in app._registered_pages.items()
                if info["url_pathname"] == page
            )
            app.run()
        return app


def markup(app):
    """All the HTML that a page shows, style sheets aside."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


@pytest.fixture(scope="session", autouse=True)
def installed_components():
    """What packages bring components is looked up once: an AppTest does it anew, for half its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory):
    """A cache folder of the user with an index of the small world, as if it were the whole one."""
    return cache_of_user(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def house(tmp_path, monkeypatch, cache_home):
    # Tests press faster than anybody who means two clicks.
    monkeypatch.setattr("caravan.ui.clicks._DOUBLE_CLICK_SECONDS", 0.0)
    data = tmp_path / "data"
    data.mkdir()
    (data / SCHEDULE).write_text("events: []\n", encoding="utf-8")
    monkeypatch.setenv("CARAVAN_DATA", str(data))
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.delenv("CARAVAN_URL", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield House(data, tmp_path / "state", monkeypatch).with_tour(sample_tour())
    from caravan.ui.visit import jobs, tasks

    tasks().stop_all()
    jobs().stop_all()
    st.cache_resource.clear()
