from __future__ import annotations

from caravan.web.answer.form_token import new_token, read_token

ONE, OTHER = "a" * 43, "b" * 43


def test_each_form_has_a_token_of_its_own_that_says_what_it_showed():
    first, second = new_token(ONE, 3), new_token(ONE, 3)
    read = [read_token(ONE, token) for token in (first, second)]
    assert [sequence for _, sequence in read] == [3, 3]
    assert read[0] != read[1]


def test_the_token_of_another_page_is_none():
    assert read_token(OTHER, new_token(ONE, 3)) is None


def test_a_token_that_was_changed_is_none():
    nonce, _, signature = new_token(ONE, 3).split(".")
    assert read_token(ONE, f"{nonce}.4.{signature}") is None
    assert read_token(ONE, f"{nonce}.3.{signature[:-1]}") is None
    assert read_token(ONE, f"{nonce}.٣.{signature}") is None
    assert read_token(ONE, "") is None
