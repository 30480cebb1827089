"""What the environment tells a server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caravan.errors import CaravanError
from caravan.store.settings import Settings, read_settings, schedules


def test_without_settings_the_checkout_is_served_and_the_home_keeps_the_state():
    settings = read_settings({})
    assert settings.data[0].name == "data"
    assert settings.state == Path.home() / ".local" / "state" / "caravan"
    assert settings.url == ""
    assert settings.tiles


def test_the_environment_names_folders_address_and_tiles(tmp_path):
    settings = read_settings(
        {
            "CARAVAN_DATA": f"{tmp_path / 'a'}{os.pathsep}{tmp_path / 'b'}",
            "CARAVAN_STATE": str(tmp_path / "state"),
            "CARAVAN_URL": "https://tour.example/caravan/",
            "CARAVAN_TILES": "off",
        }
    )
    assert settings == Settings(
        (tmp_path / "a", tmp_path / "b"),
        tmp_path / "state",
        "https://tour.example/caravan",
        tiles=False,
    )


def test_the_state_follows_the_xdg_variable(tmp_path):
    assert read_settings({"XDG_STATE_HOME": str(tmp_path)}).state == tmp_path / "caravan"


@pytest.mark.parametrize("url", ["tour.example", "javascript:alert(1)", "https://", "http://a b"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(CaravanError, match="CARAVAN_URL"):
        read_settings({"CARAVAN_URL": url})


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
