from __future__ import annotations

from datetime import timedelta

from caravan.publishing.patience import Patience


def test_waits_grow_fourfold_up_to_six_hours_and_end_after_nine_attempts():
    waits = [Patience().after(attempts) for attempts in range(1, 10)]
    minutes = [wait and wait // timedelta(minutes=1) for wait in waits]
    assert minutes == [1, 4, 16, 64, 256, 360, 360, 360, None]


def test_a_server_that_is_away_is_asked_without_end():
    assert Patience().without_end(1) == timedelta(minutes=1)
    assert Patience().without_end(10**9) == timedelta(hours=6)
    assert Patience().without_end(0) == timedelta(minutes=1)
