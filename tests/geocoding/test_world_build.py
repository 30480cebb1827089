from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from small_world import AREAS, PLACES, SUBDIVISIONS

from caravan.errors import CaravanError
from caravan.geocoding import world_build
from caravan.geocoding.world_build import cache_folder, has_world_index, main, world_index
from caravan.geocoding.world_index import FILE_NAME, IndexUnavailable, open_index

# Stands for the program: the small world instead of the whole one.
CHILD = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from small_world import AREAS, PLACES, SUBDIVISIONS
from caravan.geocoding import world_build
world_build.world_places = lambda: (len(PLACES), iter(PLACES))
world_build.world_areas = lambda: AREAS
world_build.world_subdivisions = lambda: SUBDIVISIONS
{more}
sys.exit(world_build.main(Path({path!r})))
"""
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def child(monkeypatch):
    """Lets the child build the small world, after statements of its own; counts the children."""
    started = []
    real = subprocess.Popen

    def use(more=""):
        def start(command, **options):
            started.append(command)
            paths = [str(ROOT), str(ROOT / "tests")]
            code = CHILD.format(paths=paths, path=command[-1], more=more)
            return real([sys.executable, "-c", code], **options)

        monkeypatch.setattr(world_build.subprocess, "Popen", start)
        return started

    return use


def test_the_index_is_built_once(tmp_path, child):
    started = child()
    heard = []
    assert not has_world_index(tmp_path)
    path = world_index(tmp_path, heard.append)
    assert path == tmp_path / FILE_NAME
    assert has_world_index(tmp_path)
    assert heard[0] == 0.0
    assert heard[-1] == 1.0
    assert heard == sorted(heard)
    assert len(heard) == 3
    assert world_index(tmp_path, heard.append) == path
    assert len(started) == 1
    assert len(heard) == 3


def test_the_child_is_this_program(tmp_path, child):
    started = child()
    world_index(tmp_path)
    assert started[0][1:] == ["-m", "caravan.geocoding.world_build", str(tmp_path / FILE_NAME)]


def test_a_broken_index_is_built_anew(tmp_path, child):
    started = child()
    (tmp_path / FILE_NAME).write_text("broken")
    with closing(open_index(world_index(tmp_path))) as database:
        assert database.execute("SELECT count(*) FROM place").fetchone() == (len(PLACES),)
    assert len(started) == 1


def test_another_edition_of_the_data_is_indexed_anew(tmp_path, child, monkeypatch):
    started = child("world_build.world_edition = lambda: 'newer'")
    world_index(tmp_path)
    monkeypatch.setattr(world_build, "world_edition", lambda: "newer")
    assert has_world_index(tmp_path)
    assert len(started) == 1


def test_threads_wait_for_one_another(tmp_path, child):
    started = child()
    threads = [threading.Thread(target=world_index, args=(tmp_path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(started) == 1
    assert has_world_index(tmp_path)


def test_a_folder_that_can_not_be_written_is_told_before_data_are_loaded(tmp_path, child):
    child("world_build.world_places = None")
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailable, match="can't be written to") as caught:
        world_index(tmp_path / "file" / "folder")
    # As a message, so that it can be shown in any language.
    assert dict(caught.value.message.values)["folder"] == str(tmp_path / "file" / "folder")


def test_a_child_that_dies_is_told(tmp_path, child):
    child("import os; os._exit(9)")
    with pytest.raises(IndexUnavailable, match="exit code 9"):
        world_index(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_progress_that_raises_stops_the_building(tmp_path, child):
    child("PLACES *= 1000")

    def stop(share):
        if share > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world_index(tmp_path, stop)
    assert not has_world_index(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_program_reports_lines_of_json(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(world_build, "world_places", lambda: (len(PLACES), iter(PLACES)))
    monkeypatch.setattr(world_build, "world_areas", lambda: AREAS)
    monkeypatch.setattr(world_build, "world_subdivisions", lambda: SUBDIVISIONS)
    monkeypatch.setattr(world_build.signal, "signal", lambda *_: None)
    assert main(tmp_path / "index.sqlite") == 0
    assert json.loads(capsys.readouterr().out) == {"done": len(PLACES), "of": len(PLACES)}


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "/var/tmp/x"}, Path("/var/tmp/x/caravan")),
        ({"XDG_CACHE_HOME": ""}, Path.home() / ".cache" / "caravan"),
        ({"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache" / "caravan"),
        ({}, Path.home() / ".cache" / "caravan"),
    ],
)
def test_the_cache_folder_is_the_users(environment, folder):
    assert cache_folder(environment) == folder


def test_a_user_without_home_is_told(monkeypatch):
    def refuse():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(world_build.Path, "home", refuse)
    with pytest.raises(CaravanError, match="XDG_CACHE_HOME"):
        cache_folder({})
