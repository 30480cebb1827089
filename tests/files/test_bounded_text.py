from __future__ import annotations

import os
from pathlib import Path

import pytest

from caravan.errors import InputFaults
from caravan.files.bounded_text import MAX_BYTES, read_bounded


def fault_of(path: Path) -> str:
    with pytest.raises(InputFaults) as error:
        read_bounded(path)
    assert len(error.value.faults) == 1
    return str(error.value.faults[0])


def test_a_byte_order_mark_is_taken_off_and_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfid\r\n")
    read = read_bounded(path)
    assert (read.name, read.text, read.bom) == ("a.csv", "id\r\n", True)


def test_latin_1_is_refused_and_the_line_and_letter_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,name_fr\nsfax,Sfax\nmetlaoui,Métlaoui\n".encode("latin-1"))
    assert fault_of(path) == (
        "a.csv, line 3: the file is not in UTF-8: byte 0xE9, “é” in Latin-1. "
        "Save it as UTF-8 (in Excel: “CSV UTF-8”)"
    )


def test_utf_16_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,name_fr\n".encode("utf-16"))
    assert fault_of(path) == (
        "a.csv: the file is in UTF-16, not in UTF-8. Save it as UTF-8 (in Excel: “CSV UTF-8”)"
    )


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\x9b", "\ufffe"])
def test_a_control_character_is_refused_on_its_line(tmp_path: Path, char: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"a: 1\nb: {char}\n", encoding="utf-8")
    assert fault_of(path) == f"a.yaml, line 2: a control character, U+{ord(char):04X}. Delete it"


def test_a_file_of_50_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # a hole: it takes no room, and reading it would show
    assert fault_of(path) == (
        "big.csv: the file has 50.0 MB, at most 5.0 MB are read. Choose the right file, or split it"
    )


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "full.csv"
    path.write_bytes(b"a" * MAX_BYTES)
    assert len(read_bounded(path).text) == MAX_BYTES


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "nothing.yaml") == (
        "nothing.yaml: there is no such file. Check the name and the folder"
    )


def test_a_folder_is_told_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    assert fault_of(folder) == "data: this is a folder, not a file. Name a file inside it"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert fault_of(path) == "pipe: this is not a regular file. Name a file"


def test_a_file_below_a_file_is_told_as_missing_or_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    assert fault_of(path / "inner.csv").startswith("inner.csv: the file can't be read (")


def test_a_file_without_the_right_to_read_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("x", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the super-user may read everything
    assert fault_of(path) == ("locked.csv: the file may not be read. Ask for the right to read it")


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "loop"])
def test_a_name_that_no_file_can_have_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "the file can't be read" in fault_of(tmp_path / name)
