"""The section Roads and ferries of the Tour page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages.conftest import empty_tour, tour_of_2020
from pages.shown_section import shown_section

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_dates
from caravan.files.editing.towns import NewTown, add_place, add_towns
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade
from caravan.ui.tour_page.departures import read_departures
from caravan.ui.tour_page.place_labels import place_labels


@pytest.fixture
def section(house):
    """The section of the tour of 2020."""
    return shown_section(house, "roads")


def road(section, a, b):
    return next((r for r in section.draft.roads if {r.a, r.b} == {a, b}), None)


def choose(section, a, b):
    section.field("selectbox", "road-a").select(a)
    section.field("selectbox", "road-b").select(b).run()


def form(section, kind, field):
    """A field of the form of the chosen road."""
    return next(w for w in getattr(section.app, kind) if w.key and w.key.endswith(f"-{field}"))


def two_ports():
    files = add_place(
        empty_tour(), NewTown({"fr": "Port A"}, latitude=34.7, longitude=10.8), PlaceKind.PORT
    )
    files = add_place(
        files, NewTown({"fr": "Port B"}, latitude=34.6, longitude=11.0), PlaceKind.PORT
    )
    return set_dates(files, date(2027, 4, 5), date(2027, 4, 9))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6:00, 8:15", (360, 495)),
        ("6h, 8.15", (360, 495)),
        ("10 h 30 ; 6 h", (360, 630)),
        ("6H15 06:15", (375,)),
        ("6:00، 8:00؛ 9:30", (360, 480, 570)),
        ("  ", ()),
        ("23:59", (1439,)),
        ("0h", (0,)),
    ],
)
def test_departures_are_read_as_people_type_them(text, minutes):
    assert read_departures(text) == minutes


@pytest.mark.parametrize(
    "text", ["8,15", "6", "24:00", "25h", "6:60", "six", "6.", "=1+1", "6:00-8:00"]
)
def test_what_is_no_departure_is_refused(text):
    with pytest.raises(ImpossibleValue, match="is not a departure like 06:00"):
        read_departures(text)


def test_the_roads_are_listed_with_their_figures(section):
    assert "39 roads" in [expander.label for expander in section.app.expander]
    assert "<bdi>Sbeitla</bdi> – <bdi>Kasserine</bdi>" in section.page
    assert "between places that they do not join, they are estimates" in section.page


def test_a_new_road_is_compared_with_the_estimate_and_overrides_it(section):
    choose(section, "tozeur", "douz")
    assert "The estimate says ≈" in section.page
    form(section, "number_input", "km").set_value(120.5)
    form(section, "number_input", "minutes").set_value(100)
    form(section, "selectbox", "grade").select(Grade.A)
    form(section, "text_input", "source").set_value("=driven()")
    section.press("Use these figures")
    new = road(section, "tozeur", "douz")
    assert (new.km, new.minutes, new.grade, new.source) == (120.5, 100, Grade.A, "=driven()")
    assert "Your figures are used instead of the estimate, ≈" in section.page
    assert form(section, "number_input", "km").value == 120.5
    section.press("Undo")
    assert road(section, "tozeur", "douz") is None
    assert form(section, "number_input", "km").value is None


def test_another_figure_keeps_the_rest_of_a_road(section):
    known = next(r for r in section.draft.roads if r.via or r.km_low is not None)
    choose(section, known.b, known.a)
    form(section, "number_input", "minutes").set_value(known.minutes + 7)
    section.press("Use these figures")
    now = road(section, known.a, known.b)
    assert now == replace(known, minutes=known.minutes + 7)


def test_a_road_is_removed_and_brought_back(section):
    choose(section, "sbeitla", "kasserine")
    section.press("Remove this road")
    assert road(section, "sbeitla", "kasserine") is None
    section.press("Undo")
    assert road(section, "sbeitla", "kasserine") is not None


def test_a_road_to_itself_and_one_without_figures_are_refused_beside_the_fields(section):
    choose(section, "tozeur", "tozeur")
    assert "Choose two different places." in section.page
    choose(section, "tozeur", "douz")
    form(section, "number_input", "km").set_value(100.0)
    section.press("Use these figures")
    assert "Give the kilometres and the minutes" in section.page
    assert road(section, "tozeur", "douz") is None
    assert form(section, "number_input", "km").value == 100.0


def test_places_of_one_name_are_told_apart():
    towns = [NewTown({"fr": "El Hamma"}, hint="Gabès"), NewTown({"fr": "El Hamma"}, hint="Tozeur")]
    towns += [NewTown({"fr": "El Hamma"}), NewTown({"fr": "Douz"})]
    draft = draft_of(add_towns(empty_tour(), towns))
    from caravan.language.language import language

    labels = place_labels(draft.places, language("fr"))
    assert list(labels.values()) == [
        "El Hamma (Gabès)",
        "El Hamma (Tozeur)",
        "El Hamma (el-hamma-3)",
        "Douz",
    ]


def test_without_towns_it_says_what_to_do_first(house):
    section = shown_section(house, "roads", empty_tour())
    assert "Add two towns first." in section.page
    assert "A ferry needs two ports: add them below." in section.page


def test_a_port_is_added_by_its_coordinates(section):
    section.field("toggle", "adding-place").set_value(True).run()
    section.press("Add this place")
    assert "Give the place a name" in section.page
    section.field("text_input", "new-place-name").set_value("Port *d'Adjim* <b>").run()
    section.press("Add this place")
    assert "Say where it is: click on the map" in section.page
    section.field("number_input", "new-place-latitude").set_value(33.7222)
    section.field("number_input", "new-place-longitude").set_value(10.7519).run()
    section.press("Add this place")
    new = section.draft.places[-1]
    assert new.kind is PlaceKind.PORT
    assert dict(new.names) == {"en": "Port *d'Adjim* <b>"}
    assert new.point == (33.7222, 10.7519)
    assert section.field("text_input", "new-place-name").value == ""
    assert "<b>" not in section.page.replace("<b>closed", "").split("Port *d")[1][:30]


def test_a_ferry_shows_and_saves_its_timetables(section):
    before = section.draft.ferries[0]
    form(section, "number_input", "cross").set_value(65)
    departures = next(w for w in section.app.text_input if w.key.endswith("-0-departures"))
    departures.set_value("6h, 8.15")
    section.press("Save this ferry")
    now = section.draft.ferries[0]
    assert now.crossing_minutes == 65
    assert now.timetables[0].departures == (360, 495)
    assert (now.names, now.operator, now.source) == (before.names, before.operator, before.source)
    shown = next(w for w in section.app.text_input if w.key.endswith("-0-departures"))
    assert shown.value == "06:00, 08:15"
    section.press("Undo")
    assert section.draft.ferries[0] == before


def test_departures_typed_badly_are_told_and_stay_in_the_form(section):
    departures = next(w for w in section.app.text_input if w.key.endswith("-0-departures"))
    before = section.draft.ferries
    departures.set_value("6h, soon")
    section.press("Save this ferry")
    assert "“soon” is not a departure like 06:00" in section.page
    assert section.draft.ferries == before
    kept = next(w for w in section.app.text_input if w.key.endswith("-0-departures"))
    assert kept.value == "6h, soon"


def test_a_timetable_valid_until_before_it_begins_is_refused(section):
    last = next(w for w in section.app.date_input if w.key.endswith("-0-last"))
    last.set_value(date(1999, 1, 1))
    section.press("Save this ferry")
    assert "validity ends before it begins" in section.page


def test_a_ferry_is_added_removed_and_brought_back(house):
    section = shown_section(house, "roads", two_ports())
    section.press("Add this ferry")
    assert "A name is missing" in section.page
    form(section, "text_input", "name").set_value("Bac")
    section.press("Add this ferry")
    assert "Give departures from at least one port" in section.page
    for number, text in enumerate(("7h, 9h", "8h")):
        field = next(w for w in section.app.text_input if w.key.endswith(f"-{number}-departures"))
        field.set_value(text)
    section.press("Add this ferry")
    (ferry,) = section.draft.ferries
    assert ferry.ports == ("port-a", "port-b")
    assert ferry.departures("port-a", date(2027, 4, 7)) == (420, 540)
    assert ferry.departures("port-b", date(2027, 4, 7)) == (480,)
    section.press("Remove this ferry")
    assert section.draft.ferries == ()
    section.press("Undo")
    assert section.draft.ferries == (ferry,)


def test_a_ferry_with_both_ports_the_same_is_refused(house):
    section = shown_section(house, "roads", two_ports())
    form(section, "text_input", "name").set_value("Bac")
    form(section, "selectbox", "port-1").select("port-a")
    section.press("Add this ferry")
    assert "A ferry needs two different ports" in section.page
    assert section.draft.ferries == ()
    assert form(section, "text_input", "name").value == "Bac"


def test_a_ferry_that_does_not_sail_on_the_days_of_the_tour_is_told(house):
    files = set_dates(tour_of_2020(), date(2027, 4, 5), date(2027, 4, 12))
    section = shown_section(house, "roads", files)
    assert "no sailing from Port of Sfax and Port of Sidi Youssef on the days" in section.page
    assert "no sailing" not in shown_section(house, "roads").page


def test_towns_that_no_road_leads_to_are_named(house):
    files = add_towns(
        tour_of_2020(), [NewTown({"fr": "Île <perdue>"}, latitude=33.8, longitude=11)]
    )
    section = shown_section(house, "roads", files)
    assert "No road leads to Île &lt;perdue&gt;." in section.page


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_section_is_shown_in_other_languages(house, code):
    shown_section(house, "roads", lang=code)
