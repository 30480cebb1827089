from dataclasses import replace
from datetime import timedelta

from samples import sample_tour

from caravan.views.calendar.colour import NAMES, day_colour
from caravan.views.palette import OKABE_ITO

# CSS Color Module, level 4: what these names stand for.
CSS = {
    "steelblue": (70, 130, 180),
    "chocolate": (210, 105, 30),
    "seagreen": (46, 139, 87),
    "palevioletred": (219, 112, 147),
    "orange": (255, 165, 0),
    "black": (0, 0, 0),
    "skyblue": (135, 206, 235),
    "khaki": (240, 230, 140),
}


def test_every_colour_of_the_palette_has_a_name_of_its_own():
    assert set(NAMES) == set(OKABE_ITO)
    assert set(NAMES.values()) == set(CSS)


def test_each_name_is_nearer_to_its_colour_than_to_any_other():
    def distance(colour, name):
        channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
        return sum((ours - css) ** 2 for ours, css in zip(channels, CSS[name], strict=True))

    for colour, name in NAMES.items():
        assert min(OKABE_ITO, key=lambda other: distance(other, name)) == colour


def test_the_ninth_day_has_the_colour_of_the_first():
    tour = sample_tour()
    tour = replace(tour, last_day=tour.first_day + timedelta(days=8))
    assert [day_colour(tour, date) for date in tour.dates] == [*NAMES.values(), "steelblue"]
