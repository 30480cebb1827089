"""The secret: made once, private, agreed on by all processes."""

from __future__ import annotations

import multiprocessing
import os
import stat

import pytest

from caravan.store.secret import master_secret
from caravan.store.state_folder import StateUnusable


def test_the_secret_is_made_at_the_first_start_and_kept(tmp_path):
    first = master_secret(tmp_path / "new" / "state")
    assert len(first) == 43
    assert master_secret(tmp_path / "new" / "state") == first


def test_two_servers_have_different_secrets(tmp_path):
    assert master_secret(tmp_path / "a") != master_secret(tmp_path / "b")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_only_its_owner_may_read_the_secret(tmp_path):
    master_secret(tmp_path / "state")
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state" / "secret").stat().st_mode) == 0o600
    (tmp_path / "state" / "secret").chmod(0o644)
    master_secret(tmp_path / "state")
    assert stat.S_IMODE((tmp_path / "state" / "secret").stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree(tmp_path):
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        secrets = pool.map(master_secret, [tmp_path / "state"] * 16, chunksize=1)
    assert len(set(secrets)) == 1
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["secret"]


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe" * 30, b"a" * 43 + b"/x"])
def test_a_spoilt_secret_is_refused_rather_than_used(tmp_path, content):
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(StateUnusable, match="not a secret"):
        master_secret(tmp_path)


def test_a_state_folder_that_cannot_be_made_is_said_clearly(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StateUnusable, match="Set CARAVAN_STATE"):
        master_secret(tmp_path / "file" / "state")
