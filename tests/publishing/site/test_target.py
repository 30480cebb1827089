"""Sites are written so that readers always see a whole one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest

from caravan.errors import CaravanError
from caravan.publishing.site.site import Site
from caravan.publishing.site.target import SiteStopped, Written, write_site

MANIFEST = "manifest/k.json"


def site(**files: str) -> Site:
    """A site of a few files, with a manifest of their true hashes."""
    import hashlib
    import json

    content = {name.replace("_", "/"): text.encode() for name, text in files.items()}
    hashes = {path: hashlib.sha256(text).hexdigest() for path, text in content.items()}
    manifest = json.dumps({"format": 1, "files": hashes}).encode()
    return Site(content, (), MANIFEST, manifest)


def current(folder: Path) -> dict[str, str]:
    """The files that a web server would serve."""
    root = folder / "current"
    return {
        path.relative_to(root.resolve()).as_posix(): path.read_text()
        for path in root.resolve().rglob("*")
        if path.is_file() and "manifest" not in path.parts
    }


def test_a_folder_holds_the_site_behind_a_link(tmp_path):
    done = write_site(site(robots="r", a_x="1", a_y="2"), str(tmp_path / "out"))
    assert done == Written(written=3, kept=0, removed=0)
    assert current(tmp_path / "out") == {"robots": "r", "a/x": "1", "a/y": "2"}


def test_a_second_site_replaces_the_first_and_counts_what_is_new(tmp_path):
    write_site(site(a_x="1", a_y="2", a_z="3"), str(tmp_path))
    done = write_site(site(a_x="1", a_y="two", b="4"), str(tmp_path))
    assert done == Written(written=2, kept=1, removed=1)
    assert current(tmp_path) == {"a/x": "1", "a/y": "two", "b": "4"}


def test_the_release_before_stays_for_those_who_are_reading_it_and_older_ones_go(tmp_path):
    for text in ("1", "2", "3"):
        write_site(site(a=text), str(tmp_path))
    releases = sorted((tmp_path / "releases").glob("*/a"), key=lambda p: p.read_text())
    assert [path.read_text() for path in releases] == ["2", "3"]


def test_others_may_read_the_files(tmp_path):
    write_site(site(a_x="1"), str(tmp_path))
    path = (tmp_path / "current").resolve()
    assert path.stat().st_mode & 0o055 == 0o055
    assert (path / "a" / "x").stat().st_mode & 0o044 == 0o044


def test_something_else_in_the_place_of_the_link_is_left_alone(tmp_path):
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "mine").write_text("mine")
    with pytest.raises(CaravanError, match="in the way"):
        write_site(site(a="1"), str(tmp_path))
    assert (tmp_path / "current" / "mine").read_text() == "mine"


def test_a_folder_that_may_not_be_written_is_told_plainly(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CaravanError, match=r"Writing to .*file/out failed"):
        write_site(site(a="1"), str(tmp_path / "file" / "out"))


@pytest.mark.parametrize("to", ["nosuch://bucket/x"])
def test_an_address_that_nothing_knows_is_refused(to):
    with pytest.raises(CaravanError, match="no folder and no address"):
        write_site(site(a="1"), to)


class Disk:
    """Records what is made safe on the disk, and when the link is turned."""

    def __init__(self, monkeypatch):
        self.steps = []
        fsync, replace = os.fsync, Path.replace

        def synced(handle):
            fsync(handle)
            # Of a file also how much of it there was to be made safe.
            path = Path(f"/proc/self/fd/{handle}").readlink()
            self.steps.append((path, path.stat().st_size if path.is_file() else None))

        def renamed(path, target):
            self.steps.append((Path(target), "turned"))
            return replace(path, target)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Path, "replace", renamed)


def test_all_that_a_release_holds_is_safe_on_the_disk_before_the_link_is_turned_and_so_is_that(
    tmp_path, monkeypatch
):
    folder = tmp_path / "new"
    disk = Disk(monkeypatch)
    write_site(site(robots="r", a_x="12", a_b_y="345"), str(folder))
    release = (folder / "current").resolve()
    turned = disk.steps.index((folder / "current", "turned"))
    before = disk.steps[:turned]
    manifest = release / MANIFEST
    files = {
        release / "robots": 1,
        release / "a" / "x": 2,
        release / "a" / "b" / "y": 3,
        manifest: manifest.stat().st_size,
    }
    folders = {release / "a" / "b", release / "a", manifest.parent, release, release.parent}
    assert set(before) == {*files.items(), *((path, None) for path in {*folders, folder, tmp_path})}
    # A folder is made safe when it holds all that it will.
    for path, size in files.items():
        assert before.index((path, size)) < before.index((path.parent, None))
    assert before.index((release, None)) < before.index((release.parent, None))
    assert disk.steps[turned + 1 :] == [(folder, None)]


def test_what_is_as_before_keeps_its_time_by_which_web_servers_know_it(tmp_path):
    write_site(site(a_x="1", a_y="2"), str(tmp_path))
    for path in (tmp_path / "current" / "a").resolve().iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    write_site(site(a_x="1", a_y="two", b_z="1"), str(tmp_path))
    now = tmp_path / "current"
    assert (now / "a" / "x").stat().st_mtime == 1_000_000_000
    assert (now / "a" / "y").stat().st_mtime > 1_000_000_000
    assert current(tmp_path) == {"a/x": "1", "a/y": "two", "b/z": "1"}
    write_site(site(a_y="two"), str(tmp_path))
    write_site(site(a_y="two", a_x="3"), str(tmp_path))
    assert current(tmp_path) == {"a/y": "two", "a/x": "3"}


def test_on_a_disk_without_second_names_files_are_written_anew(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError

    write_site(site(a="1"), str(tmp_path))
    monkeypatch.setattr(os, "link", refused)
    write_site(site(a="1", b="2"), str(tmp_path))
    assert current(tmp_path) == {"a": "1", "b": "2"}


@pytest.mark.parametrize("to", ["", " ", "file://", "file:", "local://", "s3://", "memory:///"])
def test_an_address_that_names_nothing_is_refused(tmp_path, monkeypatch, to):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaravanError, match="Name a folder"):
        write_site(site(a="1"), to)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", [".", "s3", "./x", "file:x"])
def test_a_folder_may_have_any_name(tmp_path, monkeypatch, to):
    monkeypatch.chdir(tmp_path)
    write_site(site(a="1"), to)
    assert len(list(tmp_path.rglob("a"))) == 1


KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = {path!r}
from publishing.site.test_target import site, write_site
done = 0
real = os.fsync
def fsync(handle):
    global done
    if done == int(sys.argv[2]):
        os._exit(9)
    done += 1
    real(handle)
os.fsync = fsync
write_site(site(a="new", b="new"), sys.argv[1])
"""


@pytest.mark.parametrize("after", range(10))
def test_whenever_the_writer_is_killed_the_whole_old_or_the_whole_new_site_is_served(
    tmp_path, after
):
    """Of the folder above, three files, two folders of a release, that of all, the root, the link."""
    write_site(site(a="old", b="old"), str(tmp_path))
    script = KILLED.format(path=sys.path)
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), str(after)], check=False, env=os.environ
    )
    assert ended.returncode == (9 if after < 9 else 0)
    old, new = {"a": "old", "b": "old"}, {"a": "new", "b": "new"}
    assert current(tmp_path) == (old if after < 8 else new)
    write_site(site(a="newer"), str(tmp_path))
    assert current(tmp_path) == {"a": "newer"}
    assert len(list((tmp_path / "releases").iterdir())) <= 2


@pytest.fixture
def store():
    """An object store in memory, empty."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    yield memory
    memory.store.clear()


def objects(store):
    return {path: bytes(file.getvalue()).decode() for path, file in store.store.items()}


def test_an_object_store_gets_only_what_is_new_and_loses_what_is_gone(store):
    write_site(site(a_x="1", a_y="2", a_z="3"), "memory://bucket/tour")
    seen = []
    done = write_site(
        site(a_x="1", a_y="two", b="4"), "memory://bucket/tour", lambda d, a: seen.append((d, a))
    )
    assert done == Written(written=2, kept=1, removed=1)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    found = objects(store)
    manifest = found.pop("/bucket/tour/manifest/k.json")
    assert found == {
        "/bucket/tour/a/x": "1",
        "/bucket/tour/a/y": "two",
        "/bucket/tour/b": "4",
    }
    assert manifest.encode() == site(a_x="1", a_y="two", b="4").manifest


def test_told_to_stop_it_writes_no_other_file_and_the_next_run_goes_on(store):
    write_site(site(a="1", b="1", c="1"), "memory://bucket")
    before = objects(store)["/bucket/manifest/k.json"]
    seen = []
    with pytest.raises(SiteStopped, match="1 of 3 files are there"):
        write_site(
            site(a="2", b="2", c="2"),
            "memory://bucket",
            lambda done, _: seen.append(done),
            lambda: len(seen) == 1,
        )
    assert objects(store)["/bucket/a"] == "2"
    assert objects(store)["/bucket/b"] == "1"
    assert objects(store)["/bucket/manifest/k.json"] == before
    write_site(site(a="2", b="2", c="2"), "memory://bucket")
    assert objects(store)["/bucket/c"] == "2"


def test_a_store_that_fails_midway_keeps_the_old_manifest_and_the_next_run_goes_on(
    store, monkeypatch
):
    write_site(site(a="1", b="1", c="1"), "memory://bucket")
    before = objects(store)["/bucket/manifest/k.json"]
    put = type(store).pipe_file

    def failing(self, path, value, **more):
        if path.endswith("/b"):
            raise ConnectionError("https://user:secret@store.example is gone")
        return put(self, path, value, **more)

    monkeypatch.setattr(type(store), "pipe_file", failing)
    with pytest.raises(CaravanError, match="is gone") as told:
        write_site(site(a="2", b="2", c="2"), "memory://bucket")
    assert "secret" not in str(told.value)
    assert objects(store)["/bucket/manifest/k.json"] == before
    monkeypatch.undo()
    # The manifest still says what was there: what was written meanwhile is written again.
    assert write_site(site(a="2", b="2", c="2"), "memory://bucket").written == 3
    assert objects(store)["/bucket/b"] == "2"
