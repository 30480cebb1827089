from __future__ import annotations

from pathlib import Path

import pytest
from files.folders import DATA, TourFolder

from caravan.errors import InputFaults
from caravan.files.schedule_yaml import load_schedule


def test_our_own_schedule_is_saved_byte_for_byte(tmp_path: Path) -> None:
    load_schedule(DATA / "schedule.yaml").save(tmp_path / "schedule.yaml")
    assert (tmp_path / "schedule.yaml").read_bytes() == (DATA / "schedule.yaml").read_bytes()


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("events", 0, "service_minutes"), 90, "service_minutes: 120", "service_minutes: 90"),
        (("rules", "hours"), "07:30-19:00", "hours: 08:00-19:00", "hours: 07:30-19:00"),
        (("tour", "last_day"), "2020-03-17", "last_day: 2020-03-16", "last_day: 2020-03-17"),
        (("events", 0, "required"), False, "required: true", "required: false"),
        (("organizers", 0, "phone"), "+33 1", "+216 70 000 101", "+33 1"),
        (("revision", "sequence"), 1, "sequence: 0", "sequence: 1"),
        (("events", 0, "value"), None, "    value: 1\n", ""),
    ],
)
def test_one_changed_value_leaves_all_else_as_it_was(
    path: tuple[str | int, ...], value: str | int | bool | None, old: str, new: str
) -> None:
    file = load_schedule(DATA / "schedule.yaml")
    changed = file.with_value(path, value)
    assert changed.source.text == file.source.text.replace(old, new, 1)
    if value is None:
        with pytest.raises(KeyError):
            changed.value(path)
    else:
        assert changed.value(path) == value


def test_a_value_is_added_beside_the_others(folder: TourFolder) -> None:
    path = folder.path / "schedule.yaml"
    file = load_schedule(path)
    file.with_value(("events", 0, "begins"), "10:00").save(path)
    assert folder.read().event("sbeitla").begins == 600


def test_texts_that_look_like_something_else_are_quoted_when_saved(folder: TourFolder) -> None:
    path = folder.path / "schedule.yaml"
    file = load_schedule(path)
    for text in ("010", "true", "null", "1e3", "~", "", "# no comment", "a: b", "- x", "*x", "!x"):
        changed = file.with_value(("tour", "name", "fr"), text)
        assert changed.value(("tour", "name", "fr")) == text


def test_comments_survive_a_change_and_a_second_one() -> None:
    file = load_schedule(DATA / "schedule.yaml")
    comments = [line for line in file.source.text.splitlines() if "#" in line]
    changed = file.with_value(("tour", "start"), "kasserine").with_value(("tour", "end"), "sfax")
    assert [line for line in changed.source.text.splitlines() if "#" in line] == comments


def test_line_ends_and_byte_order_mark_of_windows_survive(folder: TourFolder) -> None:
    path = folder.path / "schedule.yaml"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    load_schedule(path).with_value(("tour", "id"), "other").save(path)
    expected = text.replace("id: small", "id: other")
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


@pytest.mark.parametrize(
    "path", [(), ("nothing", "here"), ("events", 99, "value"), ("tour", "id", "deeper")]
)
def test_a_value_whose_parent_is_not_there_cannot_be_set(path: tuple[str | int, ...]) -> None:
    with pytest.raises(KeyError):
        load_schedule(DATA / "schedule.yaml").with_value(path, 1)


def test_deleting_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        load_schedule(DATA / "schedule.yaml").with_value(("tour", "nothing"), None)


def test_a_hostile_schedule_is_refused_before_it_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "schedule.yaml"
    path.write_text("tour: !!python/name:os.system\n", encoding="utf-8")
    with pytest.raises(InputFaults, match="is not allowed"):
        load_schedule(path)
