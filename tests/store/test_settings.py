"""What the environment tells a server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import caravan
from caravan.errors import CaravanError
from caravan.geocoding.geocoder_settings import GeocoderSettings, Service
from caravan.store.settings import Settings, read_settings, schedules

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder that caravan takes for its checkout, without anything in it."""
    monkeypatch.setattr(caravan, "__file__", str(tmp_path / "caravan" / "__init__.py"))
    return tmp_path


def test_without_settings_the_checkout_is_served_and_the_home_keeps_the_state():
    settings = read_settings({})
    assert settings.data[0] == CHECKOUT / "data"
    assert settings.state == Path.home() / ".local" / "state" / "caravan"
    assert settings.url == ""
    assert settings.tiles


def test_without_settings_the_tour_of_2020_comes_first_and_the_examples_after_it():
    found = schedules(read_settings({}))
    assert [schedule.name for schedule in found] == [
        "schedule.yaml",
        "northern-tunisia.yaml",
        "romania.yaml",
    ]
    assert found[0].path == CHECKOUT / "data" / "schedule.yaml"


def test_examples_are_folders_in_the_order_of_their_names(checkout):
    for name in ("data", "examples/south", "examples/north"):
        (checkout / name).mkdir(parents=True)
    (checkout / "examples" / "README.md").write_text("events: none here\n", encoding="utf-8")
    assert read_settings({}).data == (
        checkout / "data",
        checkout / "examples" / "north",
        checkout / "examples" / "south",
    )


def test_without_examples_there_is_the_data_folder_alone(checkout):
    (checkout / "data").mkdir()
    assert read_settings({}).data == (checkout / "data",)


def test_an_installed_program_takes_no_examples_of_others(checkout):
    (checkout / "examples" / "of-another-package").mkdir(parents=True)
    settings = read_settings({})
    assert settings.data == (checkout / "data",)  # named on the page that says there is no tour
    assert schedules(settings) == ()


def test_folders_of_the_environment_stand_alone(tmp_path):
    assert read_settings({"CARAVAN_DATA": str(tmp_path)}).data == (tmp_path,)


def test_the_environment_names_folders_address_and_tiles(tmp_path):
    settings = read_settings(
        {
            "CARAVAN_DATA": f"{tmp_path / 'a'}{os.pathsep}{tmp_path / 'b'}",
            "CARAVAN_STATE": str(tmp_path / "state"),
            "CARAVAN_URL": "https://tour.example/caravan/",
            "CARAVAN_TILES": "off",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }
    )
    assert settings == Settings(
        (tmp_path / "a", tmp_path / "b"),
        tmp_path / "state",
        "https://tour.example/caravan",
        tiles=False,
        cache=tmp_path / "cache" / "caravan",
    )


def test_the_state_follows_the_xdg_variable(tmp_path):
    assert read_settings({"XDG_STATE_HOME": str(tmp_path)}).state == tmp_path / "caravan"


def test_the_cache_is_in_the_home_when_nothing_else_is_said():
    assert read_settings({}).cache == Path.home() / ".cache" / "caravan"


def test_without_a_home_there_is_no_cache(monkeypatch, tmp_path):
    def homeless(_cls):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", classmethod(homeless))
    assert read_settings({"CARAVAN_STATE": str(tmp_path)}).cache is None


def test_a_geocoder_is_asked_when_the_environment_names_one():
    assert read_settings({}).geocoder is None
    agent = "town-tour (office@tour.example)"
    settings = read_settings({"CARAVAN_GEOCODER": "photon", "CARAVAN_GEOCODER_AGENT": agent})
    assert settings.geocoder == GeocoderSettings(Service.PHOTON, "https://photon.komoot.io", agent)


@pytest.mark.parametrize("url", ["tour.example", "javascript:alert(1)", "https://", "http://a b"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(CaravanError, match="CARAVAN_URL"):
        read_settings({"CARAVAN_URL": url})


def test_a_refused_address_is_not_repeated_with_its_password():
    with pytest.raises(CaravanError, match="no password") as told:
        read_settings({"CARAVAN_URL": "https://office:swordfish@tour.example"})
    assert "swordfish" not in str(told.value)


def test_an_address_in_capitals_is_the_same_address():
    assert read_settings({"CARAVAN_URL": "HTTPS://tour.example/"}).url == "https://tour.example"


def test_schedules_are_told_from_other_files(tmp_path):
    (tmp_path / "schedule.yaml").write_text("broken: [", encoding="utf-8")
    (tmp_path / "autumn.yaml").write_text("id: x\nevents:\n  - town: y\n", encoding="utf-8")
    (tmp_path / "ferries.yaml").write_text("ferries: []\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("events: no\n", encoding="utf-8")
    found = schedules(Settings((tmp_path,), tmp_path / "state"))
    assert [schedule.name for schedule in found] == ["schedule.yaml", "autumn.yaml"]


def test_two_folders_with_one_file_name_are_told_apart(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "schedule.yaml").write_text("events: []\n", encoding="utf-8")
    found = schedules(Settings((tmp_path / "a", tmp_path / "b"), tmp_path))
    assert [schedule.name for schedule in found] == ["a/schedule.yaml", "b/schedule.yaml"]


def test_folders_of_one_name_are_told_apart_too(tmp_path):
    folders = [tmp_path / "north" / "data", tmp_path / "south" / "data"]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "schedule.yaml").write_text("events: []\n", encoding="utf-8")
    found = schedules(Settings((*folders, folders[0]), tmp_path))  # one is named twice
    assert [schedule.name for schedule in found] == [
        "north/data/schedule.yaml",
        "south/data/schedule.yaml",
    ]


def test_a_folder_that_is_missing_offers_nothing(tmp_path):
    assert schedules(Settings((tmp_path / "nowhere",), tmp_path)) == ()
