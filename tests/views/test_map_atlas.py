"""The coast file: what the build script packs, the atlas unpacks."""

from caravan.views.map.atlas import COAST_FILE, Atlas, world
from tools.build_coast import compact

# Two countries side by side on a grid of 1/100 degree; the border is the arc 0, which the second
# country uses backwards. A third one lies across the 180th meridian.
TOPOLOGY = {
    "transform": {"scale": [0.01, 0.01], "translate": [-180.0, -90.0]},
    "arcs": [
        [[100, 100], [0, 50]],
        [[100, 150], [-50, 0], [0, -50], [50, 0]],
        [[100, 100], [60, 0], [0, 50], [-60, 0]],
        [[35990, 9000], [-35980, 0], [0, 10], [35980, 0], [0, -10]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]]},
                {"type": "Polygon", "arcs": [[3]]},
            ]
        }
    },
}


def test_arcs_come_back_as_they_were_and_backwards():
    atlas = Atlas(compact(TOPOLOGY))
    assert atlas.arc(0) == [(100, 100), (100, 150)]
    assert atlas.arc(~0) == [(100, 150), (100, 100)]
    assert atlas.arc(1) == [(100, 150), (50, 150), (50, 100), (100, 100)]
    assert atlas.first_x(~1) == 100


def test_an_arc_that_two_countries_use_is_a_border():
    assert Atlas(compact(TOPOLOGY)).borders == {0}


def test_each_polygon_has_its_box():
    boxes = [polygon.box for polygon in Atlas(compact(TOPOLOGY)).polygons]
    assert boxes[:2] == [(50, 100, 100, 150), (100, 100, 160, 150)]


def test_a_ring_goes_on_across_the_180th_meridian_instead_of_jumping():
    atlas = Atlas(compact(TOPOLOGY))
    assert atlas.circle == 36000
    assert atlas.arc(3) == [
        (35990, 9000), (36010, 9000), (36010, 9010), (35990, 9010), (35990, 9000),
    ]  # fmt: skip
    assert atlas.polygons[2].box == (35990, 9000, 36010, 9010)


def test_packing_twice_gives_the_same_bytes():
    assert compact(TOPOLOGY) == compact(TOPOLOGY)


def test_the_world_is_small_enough_to_come_with_the_program():
    assert COAST_FILE.stat().st_size < 1_000_000
    assert len(world().polygons) > 4000
