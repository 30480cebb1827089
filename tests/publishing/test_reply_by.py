from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.publishing.reply_by import default_reply_by

DATES = st.dates(date(2020, 1, 1), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("held", "today", "reply_by"),
    [
        (date(2020, 3, 20), date(2020, 3, 1), date(2020, 3, 13)),  # a week before
        (date(2020, 3, 20), date(2020, 3, 12), date(2020, 3, 15)),  # three days to think
        (date(2020, 3, 20), date(2020, 3, 18), date(2020, 3, 19)),  # at last the eve
        (date(2020, 3, 20), date(2020, 3, 20), date(2020, 3, 20)),
        (date(2020, 3, 20), date(2020, 3, 25), date(2020, 3, 25)),
    ],
)
def test_an_answer_is_hoped_for_a_week_before_or_in_three_days_but_on_the_eve_at_last(
    held, today, reply_by
):
    assert default_reply_by(held, today) == reply_by


@given(held=DATES, today=DATES)
def test_it_is_never_before_today_nor_after_the_eve_of_an_event_to_come(held, today):
    found = default_reply_by(held, today)
    assert found >= today
    assert found <= max(today, held - timedelta(days=1))
