"""Texts of users where Streamlit reads Markdown. How a browser shows them: test_kept_tours.py."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.ui.markdown import plain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Gabès", "Gabès"),
        ("الحامة", "الحامة"),
        ("[x](javascript:1)", r"\[x\]\(javascript\:1\)"),
        ("**b** _i_ `c` ~~g~~", r"\*\*b\*\* \_i\_ \`c\` \~\~g\~\~"),
        ("<b>y</b>", r"\<b\>y\</b\>"),
        (":red[x] $x^2$", r"\:red\[x\] \$x\^2\$"),
        ("# 1. - +", r"\# 1\. \- \+"),
        ("a|b &amp; =x", r"a\|b \&amp; \=x"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_each_sign_that_means_something_is_written_so_that_it_does_not(text, written):
    assert plain(text) == written


@given(st.text(max_size=60))
def test_every_text_is_shown_as_it_is_on_one_line(text):
    written = plain(text)
    assert len(written.splitlines()) <= 1
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written)  # CommonMark 0.31, 2.4
    assert shown.split() == text.split()


def test_lines_become_one():
    assert plain(" a\n\n- b\tc\x85d ") == "a \\- b c d"


def test_a_number_is_not_parted_from_its_unit_or_in_itself():
    assert plain("6\u202f467\u00a0km") == "6\u202f467\u00a0km"
