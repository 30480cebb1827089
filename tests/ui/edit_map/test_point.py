"""The points of the map that is edited."""

from __future__ import annotations

import pytest

from caravan.errors import ImpossibleValue
from caravan.ui.edit_map.point import MapPoint


@pytest.mark.parametrize("at", [(91, 0), (-91, 0), (0, 181), (0, -181), (float("nan"), 0)])
def test_a_point_nowhere_on_earth_is_refused(at):
    with pytest.raises(ImpossibleValue, match="nowhere on earth"):
        MapPoint("x", "X", *at, "town")
