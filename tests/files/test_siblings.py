from __future__ import annotations

from pathlib import Path

import pytest

from caravan.files.siblings import sibling
from caravan.files.wrong import WrongValue


def test_a_file_beside_the_schedule_is_found(tmp_path: Path) -> None:
    assert sibling(tmp_path / "schedule.yaml", "cities.csv") == tmp_path / "cities.csv"


def test_a_file_in_a_folder_below_is_found(tmp_path: Path) -> None:
    expected = tmp_path / "tables" / "cities.csv"
    assert sibling(tmp_path / "schedule.yaml", "tables/cities.csv") == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../cities.csv",
        "tables/../../cities.csv",
        "/etc/passwd",
        "~/cities.csv",
        "..\\cities.csv",
        "C:cities.csv",
        "file:///etc/passwd",
        "https://evil.example/cities.csv",
        "cities\0.csv",
        "cities\n.csv",
        "\u202ecities.csv",
        "a" * 201,
    ],
)
def test_a_name_that_leaves_the_folder_or_is_strange_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongValue):
        sibling(tmp_path / "tour" / "schedule.yaml", name)


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("x", encoding="utf-8")
    (folder / "cities.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(WrongValue):
        sibling(folder / "schedule.yaml", "cities.csv")
