"""The section Towns of the Tour page: its table, its details, its map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from pages.conftest import empty_tour, tour_of_2020
from pages.shown_towns import shown_towns
from samples import sample_plan

from caravan.files.editing.events import add_event, remove_event, set_event
from caravan.files.editing.head import set_dates
from caravan.files.editing.towns import NewTown, add_towns
from caravan.tour.opening import Hours, TimeWindow


def town(name, latitude=None, longitude=None, **more):
    return NewTown({"fr": name}, latitude=latitude, longitude=longitude, **more)


GAFSA = town("Gafsa", 34.425, 8.78417, country="TN")
TOZEUR = town("Tozeur", 33.91968, 8.13352, country="TN")


def files_with(*towns):
    files = add_towns(empty_tour(), towns)
    return set_dates(files, date(2027, 4, 5), date(2027, 4, 9))


@pytest.fixture
def section(house):
    return shown_towns(house, files_with(GAFSA, TOZEUR))


def event(section, number=0):
    return section.draft.events[number]


def cells(section, column):
    return section.table.column(column).to_pylist()


def test_the_table_shows_each_event_with_the_number_of_its_town(house):
    section = shown_towns(house, add_event(files_with(GAFSA, TOZEUR), "gafsa"))
    assert cells(section, "number") == [1, 1, 2]
    assert cells(section, "name") == ["Gafsa", "Gafsa", "Tozeur"]
    assert cells(section, "minutes") == [120, 120, 120]
    assert cells(section, "open") == [["day-time"]] * 3


def test_a_town_without_an_event_has_a_row_and_typing_minutes_gives_it_one(house):
    section = shown_towns(house, remove_event(files_with(GAFSA, TOZEUR), 0))
    assert cells(section, "problem")[0] == "Hosts no event"
    section.type((0, "minutes", 45))
    assert section.draft.events_in("gafsa")[0].service_minutes == 45


@pytest.mark.parametrize(
    ("column", "raw", "attribute", "value"),
    [
        ("minutes", 90, "service_minutes", 90),
        ("required", False, "required", False),
        ("value", 7, "value", 7),
        ("date", "2027-04-06", "date", date(2027, 4, 6)),
        ("begins", "09:30:00.000", "begins", 570),
        ("open", ["offices", "day-time"], "open", ("offices", "day-time")),
    ],
)
def test_each_cell_of_an_event_is_saved_at_once(section, column, raw, attribute, value):
    section.type((1, column, raw))
    assert getattr(event(section, 1), attribute) == value
    assert getattr(event(section, 0), attribute) != value


def test_a_name_is_changed_where_it_was_seen(section):
    section.type((0, "name", " Gafsa  ville "))
    assert dict(section.draft.place("gafsa").names) == {"fr": "Gafsa ville"}


def test_a_name_in_other_letters_is_another_language(section):
    section.type((0, "name", "قفصة"))
    assert dict(section.draft.place("gafsa").names) == {"fr": "Gafsa", "ar": "قفصة"}


def test_where_one_can_sleep_is_said_of_the_town(section):
    section.type((0, "sleep", False))
    assert not section.draft.place("gafsa").can_sleep


def test_two_quick_edits_are_both_saved_and_the_grid_stays(section):
    before = section.grid
    section.type((0, "minutes", 90))
    section.type((0, "minutes", 90), (1, "minutes", 60))
    assert [e.service_minutes for e in section.draft.events] == [90, 60]
    assert section.grid == before


def test_an_edit_that_the_browser_repeats_is_made_once(section):
    section.type((0, "minutes", 90))
    version = section.house.tours.open(section.tour).kept.version
    section.type((0, "minutes", 90), (1, "minutes", 60))
    section.type((1, "minutes", 60))
    assert section.house.tours.open(section.tour).kept.version == version + 1


def test_undo_shows_the_old_value_in_another_grid(section):
    section.type((0, "minutes", 90))
    before = section.grid
    section.press("Undo")
    assert event(section).service_minutes == 120
    assert cells(section, "minutes")[0] == 120
    assert section.grid != before


def test_what_another_tab_saves_is_shown_without_losing_what_was_typed(section):
    section.type((0, "minutes", 90))
    section.saves_elsewhere(lambda files: set_event(files, 1, service_minutes=30))
    section.app.run()
    assert cells(section, "minutes") == [90, 30]


def test_what_another_tab_saved_before_is_a_conflict_and_both_can_be_kept(section):
    section.saves_elsewhere(lambda files: remove_event(set_event(files, 1, value=9), 0))
    section.type((1, "minutes", 90))
    assert [e.service_minutes for e in section.draft.events] == [120]
    section.press("Keep both")
    # The event is found by its id: its place in the list has changed.
    [left] = section.draft.events
    assert (left.id, left.service_minutes, left.value) == ("tozeur", 90, 9)


def test_a_cell_of_an_event_that_another_tab_removed_has_nothing_to_be_put_on(section):
    section.saves_elsewhere(lambda files: remove_event(files, 0))
    section.type((0, "minutes", 90))
    assert "Keep both" not in [button.label for button in section.app.button]
    section.press("Keep only mine")
    assert [e.service_minutes for e in section.draft.events] == [90, 120]


@pytest.mark.parametrize(
    ("column", "raw", "told"),
    [
        ("minutes", -5, "-5 is too little"),
        ("minutes", None, "The number is missing"),
        ("minutes", 5000, "5000 is too much"),
        ("value", 0, "0 is too little"),
        ("name", "", "The place has no name"),
        ("name", "=HYPERLINK(1)", "begins with"),
    ],
)
def test_bad_input_is_refused_beside_the_table_and_the_cell_is_as_before(
    section, column, raw, told
):
    before, shown = section.files, section.grid
    section.type((0, column, raw))
    assert section.files == before
    assert told in section.page
    assert "Gafsa ·" in section.page
    assert section.grid != shown


def test_what_no_grid_can_send_changes_nothing(section):
    before = section.files
    section.type((0, "number", 7), (0, "date", "soon"), (1, "begins", "25"))
    assert section.files == before


def test_of_many_cells_the_right_ones_are_saved_and_a_wrong_one_is_told(section):
    section.type((0, "minutes", -5), (1, "minutes", 60))
    assert [e.service_minutes for e in section.draft.events] == [120, 60]
    assert "-5 is too little" in section.page


def test_what_is_wrong_with_a_row_is_said_in_it(house):
    files = set_event(files_with(GAFSA, town("El Hamma")), 0, date=date(2027, 5, 1))
    section = shown_towns(house, files)
    first, second = cells(section, "problem")
    assert "Saturday 1 May 2027 is outside the tour, Monday 5 April 2027 to" in first
    assert second == "Where is it?"


def test_details_of_a_town_are_chosen_in_the_list_and_kept_in_the_address(section):
    section.field("selectbox", "details-of").select("tozeur").run()
    assert section.app.query_params["town"] == "tozeur"
    assert section.field("text_input", "name-tozeur-fr").value == "Tozeur"
    section.press("Close")
    assert "town" not in section.app.query_params


def test_a_click_on_a_mark_shows_the_details_of_its_town(section):
    section.on_map("chosen", "Tozeur")
    assert section.field("text_input", "coordinates-tozeur").value == "33.91968, 8.13352"
    assert section.map.options["selected"] == "tozeur"


@pytest.mark.parametrize(
    ("field", "kind", "new", "attribute", "value"),
    [
        ("minutes", "number_input", 75, "service_minutes", 75),
        ("open", "multiselect", ["offices"], "open", ("offices",)),
        ("date", "date_input", date(2027, 4, 7), "date", date(2027, 4, 7)),
        ("begins", "time_input", time(10, 15), "begins", 615),
        ("venue", "text_input", "Maison des jeunes", "venue", (("en", "Maison des jeunes"),)),
        ("required", "checkbox", False, "required", False),
    ],
)
def test_each_field_of_an_event_is_saved_at_once(section, field, kind, new, attribute, value):
    section.on_map("chosen", "Gafsa")
    section.field(kind, f"event-gafsa-0-{field}").set_value(new).run()
    assert getattr(event(section), attribute) == value


def test_a_fixed_date_and_hour_are_taken_away_again(house):
    files = set_event(files_with(GAFSA), 0, date=date(2027, 4, 6), begins=600)
    section = shown_towns(house, files)
    section.on_map("chosen", "Gafsa")
    section.field("date_input", "event-gafsa-0-date").set_value(None).run()
    section.field("time_input", "event-gafsa-0-begins").set_value(None).run()
    assert event(section).date is None
    assert event(section).begins is None


def test_a_value_is_asked_for_an_optional_event_only(section):
    section.on_map("chosen", "Gafsa")
    keys = [widget.key for widget in section.app.number_input]
    assert f"{section.tour}-event-gafsa-0-value" not in keys
    section.field("checkbox", "event-gafsa-0-required").uncheck().run()
    section.field("number_input", "event-gafsa-0-value").set_value(12).run()
    assert event(section).value == 12


def test_a_date_outside_the_tour_is_said_beside_its_field(section):
    section.on_map("chosen", "Gafsa")
    section.field("date_input", "event-gafsa-0-date").set_value(date(2027, 6, 1)).run()
    assert "Tuesday 1 June 2027 is outside the tour" in section.page
    assert "Change the date, or the window of the tour" in section.page


def test_windows_of_its_own_are_added_and_removed(section):
    section.on_map("chosen", "Gafsa")
    base = "event-gafsa-0-window-0"
    section.field("date_input", f"{base}-date").set_value(date(2027, 4, 8))
    section.field("time_input", f"{base}-from").set_value(time(9))
    section.field("time_input", f"{base}-to").set_value(time(0))
    section.press("Add these hours")
    assert event(section).windows == (TimeWindow(date(2027, 4, 8), Hours(540, 1440)),)
    section.press("Remove")
    assert event(section).windows == ()


def test_a_window_without_an_hour_is_refused(section):
    section.on_map("chosen", "Gafsa")
    section.press("Add these hours")
    assert event(section).windows == ()
    assert "Choose the date and both hours" in section.page


def test_a_town_hosts_several_events_and_one_is_removed_after_asking(section):
    section.on_map("chosen", "Gafsa")
    section.press("Add another event here")
    assert [e.id for e in section.draft.events_in("gafsa")] == ["gafsa", "gafsa-2"]
    assert "Event 2 of 2" in section.page
    section.field("button", "event-gafsa-2-2-remove").click().run()
    assert [e.id for e in section.draft.events_in("gafsa")] == ["gafsa"]


def test_names_in_each_language_are_saved(section):
    section.on_map("chosen", "Gafsa")
    section.field("text_input", "name-gafsa-ar").set_value("قفصة").run()
    assert dict(section.draft.place("gafsa").names) == {"fr": "Gafsa", "ar": "قفصة"}
    section.field("text_input", "name-gafsa-ar").set_value("").run()
    section.field("text_input", "name-gafsa-fr").set_value("").run()
    assert dict(section.draft.place("gafsa").names) == {"fr": "Gafsa"}
    assert "The place has no name" in section.page


def test_coordinates_are_typed_and_their_source_is_kept(section):
    section.on_map("chosen", "Gafsa")
    section.field("text_input", "coordinates-gafsa").set_value("34,5 8,75").run()
    place = section.draft.place("gafsa")
    assert place.point == (34.5, 8.75)
    assert place.coordinate_source == "placed by hand"
    assert "Point: placed by hand" in section.page
    section.field("text_input", "coordinates-gafsa").set_value("somewhere").run()
    assert "These are no coordinates: “somewhere”" in section.page
    assert section.draft.place("gafsa").point == (34.5, 8.75)


def test_a_dragged_mark_moves_its_town(section):
    section.on_map("moved", "Gafsa", (34.4, 8.8))
    place = section.draft.place("gafsa")
    assert (place.point, place.coordinate_source) == ((34.4, 8.8), "placed by hand")
    assert section.map.point("Gafsa").latitude == 34.4


def test_optional_towns_ports_and_junctions_look_different(house):
    section = shown_towns(house, set_event(tour_of_2020(), 0, required=False))
    kinds = {point.kind for point in section.map.points}
    assert {"town", "optional", "port", "junction"} <= kinds
    numbers = [point.number for point in section.map.points if point.kind in ("town", "optional")]
    assert numbers == list(range(1, 21))


def test_a_town_is_added_by_a_click_and_a_name(section):
    section.press("Add a town on the map")
    assert section.map.options["adding"]
    section.on_map("added", at=(34.0, 9.0))
    assert not section.map.options["adding"]
    section.on_map("moved", "New town", (34.1, 9.1))
    section.app.text_input(key=f"{section.tour}-new-on-map-name").set_value(" Bir  Ali ")
    section.press("Add this town")
    place = section.draft.place("bir-ali")
    assert (place.point, place.country) == ((34.1, 9.1), "TN")
    assert dict(place.names) == {"en": "Bir Ali"}
    assert section.draft.events_in("bir-ali")
    assert section.map.options["selected"] == "bir-ali"


def test_a_bad_name_of_a_new_town_is_refused_and_its_point_stays(section):
    section.press("Add a town on the map")
    section.on_map("added", at=(34.0, 9.0))
    section.app.text_input(key=f"{section.tour}-new-on-map-name").set_value("=1+1")
    section.press("Add this town")
    assert len(section.draft.places) == 2
    assert "begins with" in section.page
    assert section.map.point("New town").latitude == 34.0
    section.press("Don't add it")
    assert [point.label for point in section.map.points] == ["Gafsa", "Tozeur"]


def test_a_town_in_the_sea_is_a_question_that_can_be_put_aside(section):
    section.on_map("moved", "Gafsa", (35.5, 12.0))
    assert "Gafsa seems to lie in the sea. Is its point right?" in section.page
    assert section.map.point("Gafsa").kind == "unsure"
    section.press("It is right")
    assert "Gafsa seems to lie in the sea" not in section.page.split("cv-edit-map")[-1]


def test_two_towns_at_one_point_are_a_question(section):
    section.on_map("moved", "Gafsa", (33.9197, 8.1336))
    assert "Gafsa and Tozeur are at the same point. Are they one town?" in section.page
    section.press("Show Tozeur")
    assert section.app.query_params["town"] == "tozeur"


def test_removing_a_town_says_what_goes_with_it(house):
    section = shown_towns(house)
    section.on_map("chosen", "Sfax")
    assert "What goes with it: its event" in section.page
    assert "roads." in section.page
    assert "Undo brings everything back." in section.page
    section.field("button", "remove-details-sfax").click().run()
    assert section.draft.place("sfax") is None
    section.press("Undo")
    assert section.draft.place("sfax") is not None


def test_a_removal_says_that_the_plan_still_shows_the_town(house):
    section = shown_towns(house, files_with(GAFSA, TOZEUR))
    section.on_map("chosen", "Gafsa")
    assert "still shows it until you plan anew" not in section.page
    house.shelf.put(section.tour, sample_plan())
    section.app.run()
    assert "The plan that you have still shows it until you plan anew." in section.page


def test_a_namesake_is_offered_its_region(house):
    hamma = town("El Hamma", 33.89, 9.79, region="Gabès")
    other = town("El Hamma", 34.01, 8.15, region="Tozeur")
    section = shown_towns(house, files_with(hamma, other))
    section.field("selectbox", "details-of").select("el-hamma-2").run()
    section.field("button", "fuller-name-el-hamma-2").click().run()
    assert dict(section.draft.place("el-hamma-2").names) == {"fr": "El Hamma (Tozeur)"}


def test_hostile_names_are_text(house):
    name = "<script>alert(1)</script> [x](y) **b** :red[z] $x$"
    section = shown_towns(house, files_with(town(name, 34.0, 9.0), GAFSA))
    section.on_map("chosen", name)
    assert "<script>alert" not in section.page
    assert section.map.point(name).label == name


def test_an_event_of_no_town_is_told_and_removed(house):
    files = files_with(GAFSA)
    schedule = files.schedule
    text = schedule.text.replace("town: gafsa", "town: gafsaa")
    section = shown_towns(house, replace(files, schedule=replace(schedule, text=text)))
    assert "An event is in “gafsaa”, which is not a town of the tour." in section.page
    section.press("Remove this event")
    assert section.draft.events == ()


def test_a_tour_without_towns_says_how_to_begin(house):
    section = shown_towns(house, empty_tour())
    assert "There are no towns yet." in section.page
    assert section.map.points == ()
