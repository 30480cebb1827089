"""A service that doesn't answer at all."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

from caravan.geocoding.patience import REST_SECONDS, Patience


class Clock:
    time = 50.0

    def __call__(self):
        return self.time


def fail(patience, error):
    with pytest.raises(type(error)), patience.trying():
        raise error


def test_after_three_silences_nothing_is_asked_for_a_while():
    clock = Clock()
    patience = Patience(clock)
    for error in (GeocoderTimedOut("x"), GeocoderUnavailable("x"), GeocoderTimedOut("x")):
        patience.look()
        fail(patience, error)
    with pytest.raises(GeocoderUnavailable):
        patience.look()
    clock.time += REST_SECONDS
    patience.look()


def test_an_answer_between_them_begins_the_count_anew():
    patience = Patience(Clock())
    for _ in range(3):
        fail(patience, GeocoderTimedOut("x"))
        fail(patience, GeocoderTimedOut("x"))
        with patience.trying():
            pass
    patience.look()


def test_a_bad_answer_is_no_silence():
    patience = Patience(Clock())
    for _ in range(5):
        fail(patience, GeocoderParseError("x"))
    patience.look()
