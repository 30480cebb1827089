from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from small_world import AREAS, PLACES, SUBDIVISIONS

from caravan.geocoding.world_gazetteer import WorldGazetteer
from caravan.geocoding.world_index import (
    FORMAT,
    IndexUnavailable,
    cell,
    is_current,
    open_index,
)
from caravan.geocoding.world_writing import build_index


def build(path, **more):
    build_index(path, PLACES, AREAS, SUBDIVISIONS, edition="small", **more)


def divisions(path):
    with closing(open_index(path)) as database:
        rows = database.execute("SELECT country, code, name FROM division")
        return {(country, code): name for country, code, name in rows}


def test_an_index_is_current_for_its_edition_only(small_index):
    assert is_current(small_index, "small")
    assert not is_current(small_index, "other")


def test_the_same_places_give_the_same_bytes(small_index, tmp_path):
    build(tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == small_index.read_bytes()


def test_nothing_else_stays_in_the_folder(tmp_path):
    build(tmp_path / "deep" / "index.sqlite")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["index.sqlite"]


def test_it_says_how_many_places_are_done(tmp_path):
    heard = []
    build(tmp_path / "index.sqlite", on_place=heard.append)
    assert heard == [len(PLACES)]


def test_a_division_has_the_official_name_or_that_of_its_largest_place(small_index):
    named = divisions(small_index)
    # Houmt Souk is the larger place of the division of Médenine.
    assert named["TN", "28"] == "Médenine"
    assert named["TN", "31"] == "Kébili"
    assert named["TN", "32"] == "Sakiet ed Daier"
    assert named["RO", "23"] == "Iași"
    # States have their own names.
    assert named["US", "IL"] == "Illinois"
    assert named["US", "MO"] == "Missouri"


def test_a_hamlet_does_not_name_a_division(tmp_path):
    from caravan.geocoding.world_places import WorldPlace

    places = (
        WorldPlace(1, "Bordeaux", (), 44.8, -0.6, "FR", "75", 250_000, "Europe/Paris"),
        WorldPlace(2, "Bretagne", (), 44.9, -0.5, "FR", "75", 600, "Europe/Paris"),
    )
    path = tmp_path / "index.sqlite"
    build_index(path, places, (), (("FR", "Bretagne"),), edition="x")
    assert divisions(path) == {("FR", "75"): "Bordeaux"}


def damage_header(path):
    path.write_bytes(b"not a database" + path.read_bytes()[14:])


def cut(path):
    path.write_bytes(path.read_bytes()[:-4096])


def empty(path):
    path.write_bytes(b"")


def make_older(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {FORMAT - 1}")


def lose_edition(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM edition")
        database.commit()


@pytest.mark.parametrize("harm", [damage_header, cut, empty, make_older, lose_edition, Path.unlink])
def test_a_broken_or_older_index_is_not_current(tmp_path, harm):
    path = tmp_path / "index.sqlite"
    build(path)
    assert is_current(path, "small")
    harm(path)
    assert not is_current(path, "small")


@pytest.mark.parametrize("harm", [damage_header, cut, empty, make_older, Path.unlink])
def test_a_broken_index_is_refused_in_words(tmp_path, harm):
    path = tmp_path / "index.sqlite"
    build(path)
    harm(path)
    with pytest.raises(IndexUnavailable, match="index of the world's places"):
        open_index(path)


def test_damage_inside_is_told_when_it_is_met(tmp_path):
    path = tmp_path / "index.sqlite"
    build(path)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    gazetteer = WorldGazetteer(path)
    with pytest.raises(IndexUnavailable):
        gazetteer.geocode("Gafsa")
    gazetteer.close()


def test_an_index_can_only_be_read(small_index):
    with closing(open_index(small_index)) as database, pytest.raises(sqlite3.OperationalError):
        database.execute("DELETE FROM place")


def test_odd_characters_in_the_path_do_no_harm(tmp_path):
    path = tmp_path / "a ?b#c%20d&mode=rw é" / "index.sqlite"
    build(path)
    assert is_current(path, "small")


def test_a_folder_that_can_not_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailable, match=r"can't be written to .*XDG_CACHE_HOME"):
        build(tmp_path / "file" / "index.sqlite")


def test_a_read_only_folder_is_told(tmp_path, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    # Root, as which CI runs, may write everywhere.
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(IndexUnavailable, match="Permission denied"):
        build(tmp_path / "index.sqlite")


def test_a_full_disk_is_told_and_leaves_the_old_index(tmp_path):
    path = tmp_path / "index.sqlite"
    build(path)

    def places():
        yield from PLACES
        raise OSError(28, "No space left on device")

    with pytest.raises(IndexUnavailable, match="No space left"):
        build_index(path, places(), (), edition="new")
    assert is_current(path, "small")
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_builder_left_is_swept_after_a_day(tmp_path):
    old, recent = tmp_path / ".index.sqlite.aaaa", tmp_path / ".index.sqlite.bbbb"
    for folder in (old, recent):
        folder.mkdir()
        (folder / "index").write_text("half")
    os.utime(old, (0, 0))
    build(tmp_path / "index.sqlite")
    assert not old.exists()
    assert recent.exists()


def test_who_reads_an_index_keeps_it_while_it_is_replaced(tmp_path):
    path = tmp_path / "index.sqlite"
    build(path)
    reader = WorldGazetteer(path)
    build_index(path, PLACES[:1], (), edition="new")
    assert reader.geocode("Gafsa") is not None
    assert WorldGazetteer(path).geocode("Gafsa") is None
    reader.close()


def test_processes_that_build_at_once_leave_one_whole_index(tmp_path):
    path = tmp_path / "index.sqlite"
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=build, args=(path,)) for _ in range(3)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert [builder.exitcode for builder in builders] == [0, 0, 0]
    assert is_current(path, "small")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("point", "number"),
    [
        ((-90, -180), 0),
        ((0.5, 0.5), 90 * 360 + 180),
        ((0.5, 180), 90 * 360),
        ((89.9, 179.9), 64799),
    ],
)
def test_squares_of_one_degree(point, number):
    assert cell(*point) == number
