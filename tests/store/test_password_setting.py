"""Passwords of servers come from a variable or from the first line of a file."""

from __future__ import annotations

import pytest

from caravan.errors import CaravanError
from caravan.store.password_setting import password_setting


def read(**environ):
    return password_setting(environ, "PLAIN", "IN_FILE")


def test_without_either_there_is_none():
    assert read() == ""


def test_a_file_goes_before_the_variable_and_only_its_first_line_counts(tmp_path):
    file = tmp_path / "password"
    file.write_text(" sésame \r\nnot this\n", encoding="utf-8", newline="")
    assert read(PLAIN="other", IN_FILE=str(file)) == " sésame "
    assert read(PLAIN="other", IN_FILE="") == "other"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named_and_its_content_is_not(tmp_path, content):
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CaravanError, match=r"^IN_FILE, .*password, can't be read: ") as told:
        read(IN_FILE=str(file))
    assert "xff" not in str(told.value)
