"""Numbers of things."""

from __future__ import annotations

import pytest

from caravan.cli.counted import counted


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "no event"), (1, "1 event"), (2, "2 events"), (1200, "1,200 events")],
)
def test_one_is_no_plural(number, text):
    assert counted(number, "event") == text
