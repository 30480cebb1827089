"""Answers that took long are found again, and don't fill the database."""

from __future__ import annotations

from caravan.store import answers as module
from caravan.store.answers import Answers, answer_key


def test_an_answer_is_found_again_by_another_process(database):
    Answers(database).put("a", '{"é": "ع"}')
    assert Answers(database).get("a") == '{"é": "ع"}'
    assert Answers(database).get("b") is None


def test_the_last_answer_to_a_question_holds(database):
    answers = Answers(database)
    answers.put("a", "1")
    answers.put("a", "2")
    assert answers.get("a") == "2"


def test_the_latest_answers_are_kept(database, monkeypatch):
    monkeypatch.setattr(module, "KEEP_ANSWERS", 2)
    answers = Answers(database)
    for key in ("a", "b", "a", "c"):
        answers.put(key, key)
    assert [answers.get(key) for key in ("a", "b", "c")] == ["a", None, "c"]


def test_an_answer_that_is_too_long_is_not_kept(database, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_ANSWER", 3)
    answers = Answers(database)
    answers.put("a", "123")
    answers.put("b", "1234")
    assert answers.get("a") == "123"
    assert answers.get("b") is None


def test_questions_are_told_apart_by_every_part_and_by_the_version(monkeypatch):
    keys = {
        answer_key("explanation", "tour"),
        answer_key("prices", "tour"),
        answer_key("explanation", "tour", "x"),
        answer_key("explanation", "tour x"),
    }
    monkeypatch.setattr("caravan.__version__", "another")
    keys.add(answer_key("explanation", "tour"))
    assert len(keys) == 5
    assert all(len(key) <= 100 for key in keys)
