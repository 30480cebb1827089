"""What can't become a file is refused before a long search, not after it."""

from __future__ import annotations

import os

import click
import pytest

from caravan.cli.targets import checked_file


def refusal(path, **options):
    """Why a path is refused; empty when it isn't."""
    try:
        checked_file(path, "--out", **options)
    except click.BadParameter as error:
        return error.message
    return ""


def test_a_new_or_an_older_file_is_fine(tmp_path):
    assert refusal(tmp_path / "new.json") == ""
    (tmp_path / "old.json").write_text("old", encoding="utf-8")
    assert refusal(tmp_path / "old.json") == ""


def test_a_name_without_folder_is_in_this_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from pathlib import Path

    assert refusal(Path("plan.json")) == ""


def test_a_folder_is_no_file(tmp_path):
    assert refusal(tmp_path) == f"“{tmp_path}” is a folder; name a file in it."


def test_a_folder_that_is_missing(tmp_path):
    assert refusal(tmp_path / "a" / "b") == f"there is no folder “{tmp_path / 'a'}”; make it first."


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    assert refusal(tmp_path / "a" / "b") == f"“{tmp_path / 'a'}” is not a folder."


def test_a_device_is_never_replaced():
    from pathlib import Path

    assert refusal(Path(os.devnull)).endswith(
        "is not a file; --json prints the plan on the output."
    )


def test_a_folder_that_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert refusal(tmp_path / "a") == f"nothing may be written into the folder “{tmp_path}”."


def test_an_input_by_any_of_its_names(tmp_path):
    source = tmp_path / "schedule.yaml"
    source.write_text("", encoding="utf-8")
    link = tmp_path / "plan.json"
    link.symlink_to(source)
    for path in (source, link):
        assert refusal(path, inputs=(tmp_path / "gone", source)) == (
            f"“{path}” is read for the plan; choose another name."
        )


def test_a_name_too_long_and_a_circle_of_links(tmp_path):
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for path in (tmp_path / ("x" * 300), circle / "plan.json"):
        with pytest.raises(click.BadParameter):
            checked_file(path, "--out")
