"""What stands on the map: numbers, beds, start and end, and what they tell."""

import pytest
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.views.map.scene import scene

FRENCH = language("fr")


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
    assert chips(scene(sample_plan(), FRENCH)) == {
        "sbeitla": [("start", 0, ""), ("stop", 0, "1")],
        "sfax": [("bed", 0, ""), ("stop", 1, "2")],
        "sfax-port": [],
        "kerkennah": [("stop", 1, "3"), ("end", 1, "")],
    }


def test_one_day_begins_where_the_team_wakes_and_keeps_the_numbers_of_the_tour():
    assert chips(scene(sample_plan(), FRENCH, TUESDAY)) == {
        "sfax": [("start", 1, ""), ("stop", 1, "2")],
        "sfax-port": [],
        "kerkennah": [("stop", 1, "3"), ("end", 1, "")],
    }
    assert chips(scene(sample_plan(), FRENCH, MONDAY))["sfax"] == [("bed", 0, "")]


def test_a_mark_tells_the_day_in_order():
    what = scene(sample_plan(), FRENCH)
    assert lines(what, "sbeitla") == [
        (
            "lundi 9 mars",
            [
                ("", "Départ de la tournée"),
                ("08:30–10:30", "Événement"),
                ("10:30–12:00", "Attente"),
                ("12:00–13:00", "Pause"),
                ("13:00", "Départ"),
            ],
        )
    ]
    assert lines(what, "sfax")[0] == ("lundi 9 mars", [("15:30", "Arrivée"), ("", "Nuit")])
    assert lines(what, "sfax")[1][0] == "mardi 10 mars"
    assert lines(what, "kerkennah") == [
        (
            "mardi 10 mars",
            [("16:00", "Arrivée"), ("16:00–17:30", "Événement"), ("", "Fin de la tournée")],
        )
    ]


def test_an_event_names_its_hosts():
    what = scene(sample_plan(), FRENCH)
    mark = next(mark for mark in what.marks if mark.place == "sfax")
    event = mark.detail.sections[1].lines[0]
    assert (event.text, event.note) == ("Événement", "Municipalité de Sfax")


def test_the_map_speaks_its_language():
    what = scene(sample_plan(), language("ar"))
    assert (what.language, what.direction) == ("ar", "rtl")
    assert [mark.name for mark in what.marks][:2] == ["سبيطلة", "صفاقس"]
    assert what.title == "القافلة الصغيرة"


def test_the_legend_has_a_layer_for_each_day_with_its_stops():
    layers = scene(sample_plan(), FRENCH).days
    assert [(layer.day, layer.label, layer.stops) for layer in layers] == [
        (0, "lundi 9 mars", "1"),
        (1, "mardi 10 mars", "2–3"),
    ]


def test_a_town_that_the_plan_leaves_out_is_shown_as_such():
    towns = scene(sample_plan(), FRENCH).ground.towns
    assert [(town.name, town.is_left_out) for town in towns] == [("Gafsa", True)]


def test_the_view_takes_in_everything_shown_and_left_out():
    (south, west), (north, east) = scene(sample_plan(), FRENCH).bounds
    assert (south, west, north) == (34.425, 8.78417, 35.23151)
    assert east == pytest.approx(11.2147)


def test_the_view_of_one_day_is_that_day():
    (south, west), (north, east) = scene(sample_plan(), FRENCH, TUESDAY).bounds
    assert (south, west, north) == (34.6563, 10.76028, 34.74056)
    assert east == pytest.approx(11.2147)


def test_the_sources_of_the_coordinates_are_named():
    assert scene(sample_plan(), FRENCH).ground.sources == ("by hand",)


def test_a_date_without_a_day_is_refused():
    with pytest.raises(KeyError):
        scene(sample_plan(), FRENCH, MONDAY.replace(year=2021))
