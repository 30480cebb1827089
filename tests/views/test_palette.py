"""Day colours: apart for everybody, readable on paper and screen."""

from caravan.views.palette import OKABE_ITO, contrast, day_style


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == 21.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


def test_the_first_eight_days_have_eight_colours_of_okabe_and_ito():
    published = {
        "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
    }  # fmt: skip
    assert {day_style(index).colour for index in range(8)} == published
    assert len(OKABE_ITO) == 8


def test_the_number_on_a_day_colour_is_readable():
    for index in range(8):
        style = day_style(index)
        assert contrast(style.colour, style.ink) >= 4.5, style


def test_a_colour_that_comes_again_has_another_pattern():
    styles = [(day_style(index).colour, day_style(index).pattern) for index in range(24)]
    assert len(set(styles)) == 24
    assert day_style(24) == day_style(0)


def test_only_yellow_needs_a_dark_edge_on_the_light_ground():
    assert [index for index in range(8) if day_style(index).edge != "#FFFFFF"] == [7]
