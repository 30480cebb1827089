"""Conditions of clients, whatever they send."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from hypothesis import example, given
from hypothesis import strategies as st

from caravan.web.answers import is_unchanged

NOON = datetime(2020, 2, 25, 12, tzinfo=UTC)
PARTS = st.lists(
    st.sampled_from(
        ("Tue", "Tuesday,", "25", "-1", "99999999999999999999", "Feb", "25-Feb-20", "2020", "٣",
         "12:00:00", "99:99:99", ":::", "GMT", "+0100", "-0000", "+99999999999", "EST", ",", "")
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(st.integers(-(10**9), 10**9), st.sampled_from((True, False)))
@example(0, True)
@example(-1, True)
def test_unchanged_is_what_changed_no_later_than_the_date(seconds, is_greenwich):
    since = NOON + timedelta(seconds=seconds)
    # Without a zone it is Greenwich's time, too.
    text = format_datetime(since, usegmt=True) if is_greenwich else f"{since:%a %b %d %H:%M:%S %Y}"
    assert is_unchanged(text, NOON) is (seconds >= 0)


@given(st.text(st.characters(max_codepoint=255)) | PARTS)
def test_whatever_else_is_sent_is_answered(text):
    assert is_unchanged(text, NOON) in (True, False)
