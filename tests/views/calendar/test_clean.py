import pytest
from hypothesis import given
from views.calendar.plans import cleaned, hostile_texts

from caravan.views.calendar.clean import forbidden_character, one_line, several_lines


def test_names_with_accents_arabic_and_emoji_stay_as_they_are():
    text = "El Haouaria, « Cap-Bon » الهوارية 👩🏽\u200d🚒 \u200f\u202a;:\"\\^'"
    assert one_line(text) == several_lines(text) == text


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1d", "\x85", "\u2028"])
def test_every_kind_of_line_break_becomes_a_space_or_a_newline(mark):
    assert one_line(f"a{mark}b") == "a b"
    assert several_lines(f"a{mark}b") == "a\nb"


def test_two_line_breaks_stay_two():
    assert several_lines("a\r\n\r\nb") == "a\n\nb"


@pytest.mark.parametrize(
    "mark", ["\x00", "\x08", "\x1b", "\x7f", "\x80", "\x9f", "\ud800", "\ufeff", "\ufffe", "\ufdd0"]
)
def test_control_characters_and_what_is_no_character_are_taken_out(mark):
    assert one_line(f"a{mark}b") == several_lines(f"a{mark}b") == "ab"
    assert forbidden_character(f"a{mark}b") == mark


def test_a_tab_becomes_a_space():
    assert one_line("a\tb") == "a b"


@given(hostile_texts)
def test_whatever_is_typed_comes_out_as_the_tests_own_cleaning_says(text):
    assert one_line(text) == cleaned(text)
    assert forbidden_character(one_line(text)) is None
    one_line(text).encode()
