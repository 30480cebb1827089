"""The secret of a site is made once, kept privately, and replaced when somebody wants that."""

from __future__ import annotations

import stat

import pytest

from caravan.publishing.site.addresses import new_site_secret, site_secret
from caravan.store.state_folder import StateUnusable


def test_a_schedule_keeps_its_secret_and_others_have_their_own(tmp_path):
    first = site_secret(tmp_path, "schedule.yaml")
    assert site_secret(tmp_path, "schedule.yaml") == first
    assert site_secret(tmp_path, "other.yaml") != first
    assert len(first.text) == 43


def test_a_new_secret_ends_all_addresses(tmp_path):
    first = site_secret(tmp_path, "x")
    second = new_site_secret(tmp_path, "x")
    assert site_secret(tmp_path, "x") == second
    assert second.key("tour ") != first.key("tour ")


def test_nobody_else_may_read_it(tmp_path):
    site_secret(tmp_path, "x")
    (file,) = (tmp_path / "sites").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_hostile_name_stays_in_its_folder(tmp_path):
    site_secret(tmp_path, "../../\x00/etc\udcff")
    assert [path.parent.name for path in tmp_path.rglob("*") if path.is_file()] == ["sites"]


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "sites").write_text("")
    with pytest.raises(StateUnusable):
        new_site_secret(tmp_path, "x")
