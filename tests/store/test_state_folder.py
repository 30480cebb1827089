"""Files of the state: whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from caravan.store.state_folder import StateUnusable, write_once


def test_the_first_of_two_writers_wins(tmp_path):
    assert write_once(tmp_path / "file", b"one")
    assert not write_once(tmp_path / "file", b"two")
    assert (tmp_path / "file").read_bytes() == b"one"
    assert len(list(tmp_path.iterdir())) == 1


def test_when_the_disk_is_full_there_is_no_file_and_no_rubbish(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StateUnusable, match=r"the disk is full at .*Make room"):
            write_once(tmp_path / "file", b"new")
    assert list(tmp_path.iterdir()) == []
    assert write_once(tmp_path / "file", b"new")


def test_the_folder_is_made_and_its_owners_alone(tmp_path):
    path = tmp_path / "deep" / "file"
    assert write_once(path, b"one")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path):
    (tmp_path / "state").write_bytes(b"")
    with pytest.raises(StateUnusable, match="state"):
        write_once(tmp_path / "state" / "file", b"x")
