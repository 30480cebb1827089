"""Answers kept on disk."""

from __future__ import annotations

import sqlite3
import threading

import pytest

from caravan.geocoding.answer_cache import MAX_AGE_DAYS, MAX_EMPTY_AGE_DAYS, AnswerCache

DAY = 86_400.0


class Day:
    """The time of day, in tests."""

    def __init__(self) -> None:
        self.time = 1.8e9

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "answers.sqlite"


def test_what_was_kept_is_there_after_a_restart(file):
    AnswerCache(file).put("q=Gabès", [{"lat": "33.88", "name": "قابس"}])
    assert AnswerCache(file).get("q=Gabès") == [{"lat": "33.88", "name": "قابس"}]
    assert AnswerCache(file).get("q=Gafsa") is None


def test_an_answer_grows_old(file):
    day = Day()
    cache = AnswerCache(file, now=day)
    cache.put("town", ["x"])
    cache.put("nothing", [], is_empty=True)
    day.time += MAX_EMPTY_AGE_DAYS * DAY - 1
    assert (cache.get("town"), cache.get("nothing")) == (["x"], [])
    day.time += 2
    assert (cache.get("town"), cache.get("nothing")) == (["x"], None)
    day.time += MAX_AGE_DAYS * DAY
    assert cache.get("town") is None


def test_an_answer_from_the_future_is_not_believed(file):
    day = Day()
    cache = AnswerCache(file, now=day)
    cache.put("town", ["x"])
    day.time -= 10 * DAY
    assert cache.get("town") is None


def test_the_oldest_make_room(file):
    day = Day()
    cache = AnswerCache(file, max_bytes=3000, now=day)
    for number in range(10):
        day.time += 1
        cache.put(f"town {number}", "x" * 900)
    assert [cache.get(f"town {n}") is not None for n in range(10)] == [False] * 7 + [True] * 3


def test_asking_again_replaces_the_answer(file):
    cache = AnswerCache(file)
    cache.put("town", ["old"])
    cache.put("town", ["new"])
    assert cache.get("town") == ["new"]


@pytest.mark.parametrize(
    "content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 2000]
)
def test_a_broken_file_is_made_anew(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    cache = AnswerCache(file)
    assert cache.get("town") is None
    cache.put("town", ["x"])
    assert cache.get("town") == ["x"]


def test_an_answer_that_is_no_json_any_more_is_none(file):
    cache = AnswerCache(file)
    cache.put("town", ["x"])
    with sqlite3.connect(file) as database:
        database.execute("UPDATE answers SET answer = '[1'")
    database.close()
    assert cache.get("town") is None


def test_a_place_that_can_not_be_written_loses_answers_and_nothing_else(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = AnswerCache(blocked / "answers.sqlite")
    cache.put("town", ["x"])
    assert cache.get("town") is None


def test_lone_surrogates_lose_their_answer_and_nothing_else(file):
    cache = AnswerCache(file)
    cache.put("town", ["\ud800"])
    cache.put("\ud800", ["x"])
    assert cache.get("town") is None
    assert cache.get("\ud800") is None


def test_many_writers_lose_nothing(file):
    def write(number):
        AnswerCache(file).put(f"town {number}", [number])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [AnswerCache(file).get(f"town {n}") for n in range(12)] == [[n] for n in range(12)]
