"""Archives depend on what is in them, and on nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from caravan.archives.archive import archive

MEMBERS = (("b/one.txt", b"1" * 500), ("a.txt", b""))


def read(data):
    return zipfile.ZipFile(io.BytesIO(data))


def test_members_come_back_in_their_order_packed_and_readable_everywhere():
    made = archive(MEMBERS, datetime(2020, 3, 9, 10, 0, 4, tzinfo=timezone(timedelta(hours=1))))
    with read(made) as file:
        assert file.testzip() is None
        assert tuple((name, file.read(name)) for name in file.namelist()) == MEMBERS
        for member in file.infolist():
            assert member.date_time == (2020, 3, 9, 9, 0, 4)
            assert member.external_attr >> 16 == 0o644
            assert member.create_system == 3
    assert len(made) < 500


@pytest.mark.parametrize(("year", "kept"), [(1970, 1980), (1980, 1980), (2107, 2107), (2108, 2107)])
def test_years_that_a_zip_cannot_hold_are_moved_to_its_ends(year, kept):
    with read(archive(MEMBERS, datetime(year, 1, 1, tzinfo=UTC))) as file:
        assert {member.date_time[0] for member in file.infolist()} == {kept}
