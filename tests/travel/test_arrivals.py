"""The arrays of all ways of a date against the journeys, asked for one minute at a time."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from samples import sample_tour

from caravan.travel.arrivals import NEVER
from caravan.travel.times import TravelTimes

SAMPLE = sample_tour()
ENDS = 22 * 60
PLACES = tuple(place.id for place in SAMPLE.places)


@pytest.mark.parametrize("offset", [0, 1])
def test_every_useful_journey_is_there_and_no_other_arrives_earlier(offset):
    travel = TravelTimes(SAMPLE)
    date = SAMPLE.first_day + timedelta(days=offset)
    found = travel.arrivals(PLACES, ENDS, date)
    for a, origin in enumerate(PLACES):
        for b, destination in enumerate(PLACES):
            for minute in range(0, ENDS + 1, 17):
                useful = {
                    (j.ends, j.driving_minutes, j.travel_minutes)
                    for j in travel.journeys(origin, destination, date, minute)
                    if j.ends <= ENDS
                }
                ways = {
                    (int(ends), int(driving), int(total))
                    for ends, driving, total in zip(
                        found.arrive[:, a, b, minute],
                        found.driving[:, a, b],
                        found.travel[:, a, b],
                        strict=True,
                    )
                    if ends != NEVER
                }
                assert useful <= ways
                assert min(ways, default=(0,))[0] == min(useful, default=(0,))[0]


def test_dates_with_the_same_sailings_share_their_arrays():
    travel = TravelTimes(SAMPLE)
    by_sailings = {}
    for date in SAMPLE.dates:
        sailings = tuple(f.departures(p, date) for f in SAMPLE.ferries for p in f.ports)
        found = travel.arrivals(PLACES, ENDS, date)
        assert by_sailings.setdefault(sailings, found) is found


def test_what_is_shared_cannot_be_changed():
    found = TravelTimes(SAMPLE).arrivals(PLACES, ENDS, SAMPLE.first_day)
    with pytest.raises(ValueError, match="read-only"):
        found.arrive[:] = np.int16(0)
