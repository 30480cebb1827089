"""Typed texts become plain, and nothing that a person can read gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.views.plain_text import one_line, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Gafsa", "Gafsa"),
        ("  two  spaces ", "  two  spaces "),
        ("tab\there", "tab here"),
        ("line\r\nend", "line  end"),
        ("nul\x00 escape\x1b delete\x7f next\x85", "nul  escape  delete  next "),
        ("a\u2028b\u2029c", "a b c"),
        ("half \ud83d", "half "),
        ("none\ufffe\uffff", "none"),
        ("قفصة \u200f🚐 é", "قفصة \u200f🚐 é"),
    ],
)
def test_control_characters_become_spaces(typed: str, kept: str) -> None:
    assert plain(typed) == kept


def test_one_line_has_single_spaces_and_none_at_its_ends() -> None:
    assert one_line("\n two \t lines\u00a0here \r") == "two lines here"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"])))
def test_what_can_be_read_stays_as_it_is(text: str) -> None:
    assert plain(text) == text
