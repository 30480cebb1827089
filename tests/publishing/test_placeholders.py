from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.publishing.placeholders import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    PLACEHOLDERS,
    UnusableText,
    filled,
    harmless,
    usable,
)
from caravan.store.mail import Method

ASK, OFF = Method.REQUEST, Method.CANCEL


def test_every_placeholder_of_the_list_may_stand_in_a_text():
    text = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    assert usable("Subject", text, ASK) == ("Subject", text)


@pytest.mark.parametrize(
    ("subject", "text", "method", "problem"),
    [
        ("", "{answer_link}", ASK, "needs a subject and a text"),
        (" \r\n ", "{answer_link}", ASK, "needs a subject and a text"),
        ("S", " ", OFF, "needs a subject and a text"),
        ("S", "Come!", ASK, "Keep “{answer_link}” in the text"),
        ("S", "{answer_link}", OFF, "take out “{answer_link}”"),
        ("{answer_link}", "{answer_link}", ASK, "not into the subject"),
        ("S", "{answer_link} {phone}", ASK, "“{phone}” can't be filled in"),
        ("{__class__}", "{answer_link}", ASK, "“{__class__}” can't be filled in"),
        ("S" * (LONGEST_SUBJECT + 1), "{answer_link}", ASK, "too long"),
        ("S", "{answer_link}" + "x" * LONGEST_TEXT, ASK, "too long"),
    ],
)
def test_what_a_mail_cannot_say_is_refused_with_what_would_be_right(subject, text, method, problem):
    with pytest.raises(UnusableText) as raised:
        usable(subject, text, method)
    assert problem in str(raised.value)


def test_control_characters_and_line_breaks_of_a_subject_are_taken_out():
    assert usable("A\r\nBcc: x\x00\u2028y", "a\x0bb\r\nc\x00", OFF) == ("A Bcc: x y", "a\nb\nc")


def test_filling_in_looks_only_once_and_into_no_object():
    values = {"date": "{hours}", "hours": "9", "contact": "x"}
    text = "{date} {hours} {date.__class__} {date!r} {0} {{date}} {unknown} }{"
    assert filled(text, values) == (
        "{hours} 9 {date.__class__} {date!r} {0} {{hours}} {unknown} }{"
    )


@given(st.text())
def test_a_harmless_name_is_one_line_without_braces(name):
    found = harmless(name)
    assert not set("{}\r\n\x00\u2028\u202e") & set(found)
    assert filled(found, dict.fromkeys(PLACEHOLDERS, "!")) == found
