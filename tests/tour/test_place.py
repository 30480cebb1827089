"""Points on the map."""

from dataclasses import replace

import pytest
from samples import place

from caravan.errors import ImpossibleValue
from caravan.tour.place import PlaceKind, refuse_bad_id

GAFSA = place("gafsa", "Gafsa", "قفصة", (34.425, 8.78417), can_sleep=True)


@pytest.mark.parametrize("id_", ["gafsa", "el-hamma", "a1", "2020", "x" * 60])
def test_a_safe_id_is_accepted(id_):
    refuse_bad_id(id_)


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "Gafsa",
        "gafsa\n",
        "a--b",
        "-a",
        "a-",
        "a b",
        "../x",
        "..",
        "a/b",
        "قفصة",
        "é",
        "a\0",
        "x" * 61,
        "<b>",
    ],
)
def test_an_unsafe_id_is_refused(id_):
    with pytest.raises(ImpossibleValue, match="must be lower-case letters, digits and single"):
        refuse_bad_id(id_)


def test_the_point_is_latitude_before_longitude():
    assert GAFSA.point == (34.425, 8.78417)


@pytest.mark.parametrize("latitude", [90.1, -90.1, float("nan"), float("inf"), -float("inf")])
def test_a_latitude_out_of_range_is_refused(latitude):
    with pytest.raises(ImpossibleValue) as refusal:
        replace(GAFSA, latitude=latitude)
    assert str(refusal.value) == f"latitude {latitude} is not between -90 and 90"


@pytest.mark.parametrize("longitude", [180.1, -180.1, float("nan"), float("inf")])
def test_a_longitude_out_of_range_is_refused(longitude):
    with pytest.raises(ImpossibleValue) as refusal:
        replace(GAFSA, longitude=longitude)
    assert str(refusal.value) == f"longitude {longitude} is not between -180 and 180"


def test_the_edges_of_the_world_are_in_range():
    assert replace(GAFSA, latitude=-90.0, longitude=180.0).point == (-90.0, 180.0)


@pytest.mark.parametrize("kind", [PlaceKind.JUNCTION, PlaceKind.PORT])
def test_only_a_town_has_beds(kind):
    with pytest.raises(ImpossibleValue) as refusal:
        replace(GAFSA, kind=kind)
    assert str(refusal.value) == f"only a town can have beds, not a {kind}"


def test_nobody_can_be_fewer_than_none():
    with pytest.raises(ImpossibleValue, match="the population -1 is negative"):
        replace(GAFSA, population=-1)
    assert replace(GAFSA, population=0).population == 0
