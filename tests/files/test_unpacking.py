from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from caravan.errors import InputFaults
from caravan.files.unpacking import MAX_MEMBERS, unpacked


def zip_of(*members: tuple[str, bytes], mode: int = 0o644) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return file.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(InputFaults) as raised:
        unpacked("x.zip", content)
    assert [fault.file for fault in raised.value.faults] == ["x.zip"]
    return str(raised.value)


def test_files_come_by_name_and_folders_do_not() -> None:
    content = zip_of(("a/", b""), ("a/b.csv", b"1"), ("c.yaml", b"2"))
    assert unpacked("x.zip", content) == {"a/b.csv": b"1", "c.yaml": b"2"}


@pytest.mark.parametrize(
    "name", ["../a.csv", "a/../../b.csv", "/etc/passwd", "C:\\a.csv", "..\\a.csv", "~/a", "a\x07b"]
)
def test_names_that_leave_the_folder_are_refused(name: str) -> None:
    assert "would leave the folder" in refused(zip_of((name, b"1")))


def test_a_name_with_nul_is_refused() -> None:
    content = zip_of(("a.csvxpng", b"1")).replace(b"a.csvxpng", b"a.csv\0png")
    assert "would leave the folder" in refused(content)


def test_links_are_refused() -> None:
    assert "is a link" in refused(zip_of(("a.csv", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777))


def test_a_name_given_twice_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", b"2")
    assert "twice" in refused(file.getvalue())


def test_too_many_files_are_refused() -> None:
    many = [(f"{number}.csv", b"") for number in range(MAX_MEMBERS + 1)]
    assert "201 files in the archive" in refused(zip_of(*many))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "far too much" in refused(zip_of(("a.csv", b"0" * 20_000_000)))


def test_an_archive_that_lies_about_a_size_is_refused() -> None:
    content = bytearray(zip_of(("a.csv", b"0" * 5_000_000)))
    # The size stands in the local header and in the directory at the end.
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.rindex(signature) + offset
        assert struct.unpack_from("<I", content, at)[0] == 5_000_000
        struct.pack_into("<I", content, at, 100)
    assert "the archive" in refused(bytes(content))


def test_a_password_is_refused() -> None:
    content = bytearray(zip_of(("a.csv", b"1")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(signature) + offset] |= 1
    assert "without a password" in refused(bytes(content))


def test_a_cut_archive_is_refused() -> None:
    content = zip_of(("a.csv", b"1" * 1000), ("b.csv", b"2"))
    for length in range(0, len(content), 7):
        assert "can't be opened" in refused(content[:length])
