"""Encoded polylines."""

import math

import pytest
from engine_servers import encoded
from hypothesis import given
from hypothesis import strategies as st

from caravan.travel.engines.failure import EngineFailure
from caravan.travel.engines.polyline import MAX_POINTS, apart_km, decode, thinned


def test_the_example_of_the_published_format_is_read():
    assert decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@", 5) == (
        (38.5, -120.2),
        (40.7, -120.95),
        (43.252, -126.453),
    )


def test_nothing_is_no_point():
    assert decode("", 6) == ()


POINTS = st.lists(
    st.tuples(
        st.integers(-90_000_000, 90_000_000).map(lambda n: n / 1e6),
        st.integers(-180_000_000, 180_000_000).map(lambda n: n / 1e6),
    ),
    max_size=20,
)


@given(POINTS)
def test_what_is_encoded_is_read_back(points):
    assert decode(encoded(points), 6) == tuple(points)


@given(st.text(max_size=60))
def test_any_text_is_points_on_earth_or_refused(text):
    try:
        points = decode(text, 6)
    except EngineFailure:
        return
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points)


@pytest.mark.parametrize(
    "text",
    [
        "_p~iF",  # a latitude without a longitude
        "_p~",  # a number without its end
        "~~~~~~~~~~~~~~~~~~~~",  # a number without end
        "_p~iF ps|U",  # a character that is none of the format's
        "_p~iFÿps|U",
        encoded([(91.0, 0.0)]),
        encoded([(0.0, 180.1)]),
    ],
)
def test_a_broken_polyline_is_refused(text):
    with pytest.raises(EngineFailure):
        decode(text, 6)


def test_a_degree_is_about_111_km():
    assert apart_km((34.0, 10.0), (35.0, 10.0)) == pytest.approx(111.195)
    assert apart_km((60.0, 10.0), (60.0, 11.0)) == pytest.approx(111.195 / 2)


def test_thinning_keeps_the_ends_and_drops_near_points():
    # Steps of 0.0001 degrees are 11 m: every third is at least 30 m from the one kept before.
    way = tuple((round(34 + n / 10_000, 5), 10.0) for n in range(8))
    assert thinned(way) == ((34.0, 10.0), (34.0003, 10.0), (34.0006, 10.0), (34.0007, 10.0))


def test_short_ways_stay_as_they_are():
    assert thinned(()) == ()
    assert thinned(((34.0, 10.0),)) == ((34.0, 10.0),)
    assert thinned(((34.0, 10.0), (34.0, 10.0))) == ((34.0, 10.0), (34.0, 10.0))


def test_the_longest_way_has_few_enough_points_for_a_page():
    way = tuple((30 + n / 10_000, 10 + math.sin(n)) for n in range(50_000))
    kept = thinned(way)
    # 49,999 points are 33.4 times 1,499: every 34th of them is kept, and the last.
    assert len(kept) == math.ceil(49_999 / 34) + 1 == 1472 <= MAX_POINTS
    assert (kept[0], kept[-1]) == (way[0], (way[-1][0], round(way[-1][1], 5)))
