"""What stands on the map: numbers, beds, start and end, and what they tell."""

import pytest
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.views.map.scene import scene

ENGLISH = language("en")


def chips(what):
    return {
        mark.place: [(chip.kind.value, chip.day, chip.text) for chip in mark.chips]
        for mark in what.marks
    }


def lines(what, place):
    mark = next(mark for mark in what.marks if mark.place == place)
    return [
        (section.head, [(line.time, line.text) for line in section.lines])
        for section in mark.detail.sections
    ]


def test_each_place_has_one_mark_with_all_that_happens_there():
    assert chips(scene(sample_plan(), ENGLISH)) == {
        "sbeitla": [("start", 0, ""), ("stop", 0, "1")],
        "sfax": [("bed", 0, ""), ("stop", 1, "2")],
        "sfax-port": [],
        "kerkennah": [("stop", 1, "3"), ("end", 1, "")],
    }


def test_one_day_begins_where_the_team_wakes_and_keeps_the_numbers_of_the_tour():
    assert chips(scene(sample_plan(), ENGLISH, TUESDAY)) == {
        "sfax": [("start", 1, ""), ("stop", 1, "2")],
        "sfax-port": [],
        "kerkennah": [("stop", 1, "3"), ("end", 1, "")],
    }
    assert chips(scene(sample_plan(), ENGLISH, MONDAY))["sfax"] == [("bed", 0, "")]


def test_a_mark_tells_the_day_in_order():
    what = scene(sample_plan(), ENGLISH)
    assert lines(what, "sbeitla") == [
        (
            "Monday 9 March",
            [
                ("", "Start of the tour"),
                ("08:30–10:30", "Event"),
                ("10:30–12:00", "Waiting"),
                ("12:00–13:00", "Break"),
                ("13:00", "Departure"),
            ],
        )
    ]
    assert lines(what, "sfax")[0] == ("Monday 9 March", [("15:30", "Arrival"), ("", "Night")])
    assert lines(what, "sfax")[1][0] == "Tuesday 10 March"
    assert lines(what, "kerkennah") == [
        (
            "Tuesday 10 March",
            [("16:00", "Arrival"), ("16:00–17:30", "Event"), ("", "End of the tour")],
        )
    ]


def test_an_event_names_its_hosts():
    what = scene(sample_plan(), ENGLISH)
    mark = next(mark for mark in what.marks if mark.place == "sfax")
    event = mark.detail.sections[1].lines[0]
    assert (event.text, event.note) == ("Event", "Municipalité de Sfax")


def test_the_map_speaks_its_language():
    what = scene(sample_plan(), language("ar"))
    assert (what.language, what.direction) == ("ar", "rtl")
    assert [mark.name for mark in what.marks][:2] == ["سبيطلة", "صفاقس"]
    assert what.title == "القافلة الصغيرة"


def test_the_legend_has_a_layer_for_each_day_with_its_stops():
    layers = scene(sample_plan(), ENGLISH).days
    assert [(layer.day, layer.label, layer.stops) for layer in layers] == [
        (0, "Monday 9 March", "1"),
        (1, "Tuesday 10 March", "2–3"),
    ]


def test_a_town_that_the_plan_leaves_out_is_shown_as_such():
    towns = scene(sample_plan(), ENGLISH).ground.towns
    assert [(town.name, town.is_left_out) for town in towns] == [("Gafsa", True)]


def test_the_view_takes_in_everything_shown_and_left_out():
    (south, west), (north, east) = scene(sample_plan(), ENGLISH).bounds
    assert (south, west, north) == (34.425, 8.78417, 35.23151)
    assert east == pytest.approx(11.2147)


def test_the_view_of_one_day_is_that_day():
    (south, west), (north, east) = scene(sample_plan(), ENGLISH, TUESDAY).bounds
    assert (south, west, north) == (34.6563, 10.76028, 34.74056)
    assert east == pytest.approx(11.2147)


def test_the_sources_of_the_coordinates_are_named():
    assert scene(sample_plan(), ENGLISH).ground.sources == ("by hand",)


def test_a_date_without_a_day_is_refused():
    with pytest.raises(KeyError):
        scene(sample_plan(), ENGLISH, MONDAY.replace(year=2021))
