"""Where is “El Hamma”? Towns without a point on the Tour page, and more towns from a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages.conftest import empty_tour
from pages.shown_towns import shown_towns

from caravan.errors import msg
from caravan.files.editing.head import set_dates, set_zone
from caravan.files.editing.towns import NewTown, add_towns
from caravan.geocoding.candidate import Candidate, Resolution
from caravan.geocoding.geocoder_settings import GeocoderSettings, Service
from caravan.store.settings import read_settings

GAFSA = NewTown(
    {"fr": "Gafsa"}, latitude=34.425, longitude=8.78417, country="TN", source="GeoNames 11"
)
GABES_ONE = "1 · El Hamma — Gabès · Tunisia · 47,000 inhabitants"
TOZEUR_ONE = "2 · El-Hamma-Djerid — Tozeur · Tunisia · 6,467 inhabitants"


def files_with(*towns, zone="UTC"):
    files = set_zone(add_towns(empty_tour(), towns), zone)
    return set_dates(files, date(2027, 4, 5), date(2027, 4, 9))


def named(name, hint=""):
    return NewTown({"fr": name}, hint=hint)


@pytest.fixture
def section(house):
    return shown_towns(house, files_with(GAFSA, named("El Hamma"), named("Xqzwy")))


def labels(section):
    """What stands on the candidates, without the marks that keep directions apart."""
    buttons = [b for b in section.app.button if "-candidate-" in (b.key or "")]
    return [
        b.label.replace("\\", "").replace("**", "").replace("\u2068", "").replace("\u2069", "")
        for b in buttons
    ]


def choose(section, number, town="el-hamma"):
    section.field("button", f"candidate-{town}-{number}").click().run()
    assert not section.app.exception


def test_candidates_are_offered_with_region_country_and_inhabitants(section):
    assert "Where is “El Hamma”?" in section.page
    assert "1 of 2" in section.page
    assert labels(section) == [GABES_ONE, TOZEUR_ONE]


def test_candidates_have_their_numbers_on_the_map_and_towns_have_none(section):
    shown = [(p.label, p.kind, p.number) for p in section.map.points]
    assert shown == [
        ("El Hamma", "candidate", 1),
        ("El-Hamma-Djerid", "candidate", 2),
        ("Gafsa", "town", None),
    ]
    assert not section.map.options["adding"]


def test_one_press_puts_the_town_there_and_asks_for_the_next(section):
    choose(section, 1)
    place = section.draft.place("el-hamma")
    assert place.point == (33.89152, 9.79629)
    assert place.coordinate_source == "GeoNames 14"
    assert (place.country, place.population) == ("TN", 47000)
    assert dict(place.region) == {"fr": "Gabès"}
    assert "Where is “Xqzwy”?" in section.page
    assert "2 of 2" in section.page


def test_a_click_on_a_candidate_of_the_map_does_the_same(section):
    section.on_map("chosen", "El-Hamma-Djerid")
    assert section.draft.place("el-hamma").point == (34.0115, 8.1531)


def test_a_click_on_another_town_answers_nothing(section):
    section.on_map("chosen", "Gafsa")
    assert not section.draft.place("el-hamma").is_located


def test_the_hint_of_a_pasted_name_ranks_its_region_first(house):
    section = shown_towns(house, files_with(GAFSA, named("El Hamma", "Tozeur")))
    assert "You wrote: El Hamma, Tozeur" in section.page
    assert "Tozeur" in labels(section)[0]


def test_where_another_town_of_the_name_is_this_one_is_not(house):
    first = NewTown({"fr": "El Hamma"}, latitude=33.89152, longitude=9.79629, country="TN")
    section = shown_towns(house, files_with(first, named("El Hamma")))
    assert labels(section) == [GABES_ONE, TOZEUR_ONE]


def test_the_first_place_gives_the_tour_its_time_zone(house):
    section = shown_towns(house, files_with(named("El Hamma")))
    choose(section, 1)
    assert section.draft.head.zone == "Africa/Tunis"
    section.press("Undo")
    assert section.draft.head.zone == "UTC"


def test_a_time_zone_that_somebody_chose_stays(house):
    section = shown_towns(house, files_with(named("El Hamma"), zone="Europe/Paris"))
    choose(section, 1)
    assert section.draft.head.zone == "Europe/Paris"


def test_a_town_is_shown_on_the_map_by_hand(section):
    section.press("None of these: I show it on the map")
    assert section.map.options["adding"]
    section.on_map("added", at=(33.9, 9.7))
    place = section.draft.place("el-hamma")
    assert (place.point, place.coordinate_source) == ((33.9, 9.7), "placed by hand")
    assert "Where is “Xqzwy”?" in section.page


def test_coordinates_can_be_typed_instead(section):
    section.field("text_input", "coordinates-at-el-hamma").set_value("33.9 N 9.7 E").run()
    assert section.draft.place("el-hamma").point == (33.9, 9.7)


def test_wrong_coordinates_are_refused_beside_their_field(section):
    section.field("text_input", "coordinates-at-el-hamma").set_value("here").run()
    assert "These are no coordinates: “here”" in section.page
    assert section.field("text_input", "coordinates-at-el-hamma").value == "here"
    assert not section.draft.place("el-hamma").is_located


def test_a_name_found_nowhere_says_so_and_asks_for_a_click_on_the_map(section):
    choose(section, 1)
    assert "“Xqzwy” is in no list of places." in section.page
    assert section.map.options["adding"]
    section.on_map("added", at=(34.0, 9.0))
    assert section.draft.place("xqzwy").point == (34.0, 9.0)
    assert "Where is" not in section.page


def test_near_spellings_are_suggested_and_looked_up_when_pressed(house):
    section = shown_towns(house, files_with(GAFSA, named("Tozeur Plage")))
    buttons = [b for b in section.app.button if "-suggestion-" in (b.key or "")]
    assert [b.label.strip("\u2068\u2069") for b in buttons] == ["Tozeur"]
    buttons[0].click().run()
    assert labels(section)[0].startswith("1 · Tozeur — Tozeur · Tunisia")
    choose(section, 1, "tozeur-plage")
    assert dict(section.draft.place("tozeur-plage").names) == {"fr": "Tozeur Plage"}


def test_another_spelling_is_looked_up_and_the_name_stays(section):
    section.field("text_input", "spelling-el-hamma").set_value("Kebili").run()
    assert labels(section) == ["1 · Kebili — Kébili · Tunisia · 19,875 inhabitants"]
    choose(section, 1)
    place = section.draft.place("el-hamma")
    assert (dict(place.names), place.point) == ({"fr": "El Hamma"}, (33.70439, 8.96903))


def test_towns_left_for_later_are_asked_about_when_wanted(section):
    section.press("Leave it for later")
    assert "Where is “Xqzwy”?" in section.page
    section.press("Leave it for later")
    assert "2 towns have no point yet." in section.page
    assert [point.label for point in section.map.points] == ["Gafsa"]
    section.press("Find them now")
    assert "Where is “El Hamma”?" in section.page


def test_details_of_a_town_without_a_point_bring_its_question_back(section):
    section.press("Leave it for later")
    section.press("Leave it for later")
    section.field("selectbox", "details-of").select("xqzwy").run()
    section.press("Find it")
    assert "Where is “Xqzwy”?" in section.page


def test_a_town_that_cannot_be_found_is_removed(section):
    section.field("button", "remove-where-el-hamma").click().run()
    assert section.draft.place("el-hamma") is None
    assert "Where is “Xqzwy”?" in section.page
    assert "1 of 1" in section.page


def test_while_the_list_of_the_world_is_prepared_towns_are_placed_by_hand(house):
    house.monkeypatch.setattr("caravan.ui.world_index_state.has_world_index", lambda _folder: False)
    house.monkeypatch.setattr("caravan.ui.world_index_state.IndexState._build", lambda _self: None)
    section = shown_towns(house, files_with(named("El Hamma")))
    assert "Preparing the list of the world" in section.page
    assert "is in no list of places" not in section.page
    section.on_map("added", at=(33.9, 9.8))
    assert section.draft.place("el-hamma").point == (33.9, 9.8)


def with_service(house, agent="tests (tests@tour.example)"):
    settings = GeocoderSettings(Service.NOMINATIM, "http://127.0.0.1:1/nominatim", agent)
    house.monkeypatch.setattr(
        "caravan.ui.visit.read_settings", lambda: replace(read_settings(), geocoder=settings)
    )


def test_a_service_on_the_network_is_asked_once_when_wanted_and_is_credited(house):
    with_service(house)
    asked = []

    def look_up(visit, name, draft, *, hint="", online=False):
        asked.append(online)
        place = Candidate("Xqzwy", 34.1, 9.1, "TN", "Gafsa", None, "", "OpenStreetMap node 1")
        return Resolution(name, (place,) if online else ())

    house.monkeypatch.setattr("caravan.ui.tour_page.place_question.look_up", look_up)
    section = shown_towns(house, files_with(named("Xqzwy")))
    assert not any(asked)
    section.press("Look it up at 127.0.0.1")
    section.app.run()
    assert asked.count(True) == 1
    assert "© OpenStreetMap contributors" in section.page
    choose(section, 1, "xqzwy")
    assert section.draft.place("xqzwy").coordinate_source == "OpenStreetMap node 1"


def test_without_an_agent_the_service_is_not_asked_and_it_is_said_why(house):
    with_service(house, "")
    section = shown_towns(house, files_with(named("Xqzwy")))
    button = next(b for b in section.app.button if b.key.endswith("-online-xqzwy"))
    assert button.disabled
    assert "is not asked before it is said who asks" in section.page


def test_without_a_service_nothing_is_offered(section):
    assert not any("-online-" in (b.key or "") for b in section.app.button)


def test_a_service_that_fails_is_told(house):
    def look_up(*_args, **_more):
        return Resolution("Xqzwy", problems=(msg("the service does not answer"),))

    house.monkeypatch.setattr("caravan.ui.tour_page.place_question.look_up", look_up)
    section = shown_towns(house, files_with(named("Xqzwy")))
    assert "the service does not answer" in section.page


def paste(section, text):
    [area] = section.app.text_area
    area.set_value(text).run()


def test_more_towns_are_added_from_a_list_and_looked_up(house):
    section = shown_towns(house, files_with(GAFSA))
    paste(section, "1. Douz\n2. Kebili\n\n3. Xqzwy")
    assert "3 towns" in section.page
    section.press("Add these towns")
    assert [place.id for place in section.draft.places] == ["gafsa", "douz", "kebili", "xqzwy"]
    assert section.draft.place("douz").coordinate_source == "GeoNames 16"
    assert "3 towns were added. One has no point yet" in section.page
    assert [area.value for area in section.app.text_area] == [""]
    assert "Where is “Xqzwy”?" in section.page


def test_the_first_towns_of_a_tour_say_its_time_zone(house):
    section = shown_towns(house, empty_tour())
    paste(section, "Douz\nKebili")
    section.press("Add these towns")
    assert section.draft.head.zone == "Africa/Tunis"


def test_towns_that_the_tour_has_are_said_and_left_out(house):
    section = shown_towns(house, files_with(GAFSA))
    paste(section, "GAFSA\nDouz")
    assert "The tour has already: GAFSA" in section.page
    section.press("Add these towns")
    assert [place.id for place in section.draft.places] == ["gafsa", "douz"]


def test_a_town_is_added_a_second_time_when_wanted(house):
    section = shown_towns(house, files_with(GAFSA))
    paste(section, "Gafsa")
    assert "None of these is new." in section.page
    section.press("Add these towns")
    assert len(section.draft.places) == 1
    section.app.checkbox(key=f"{section.tour}-again-1").check().run()
    section.press("Add these towns")
    assert [place.id for place in section.draft.places] == ["gafsa", "gafsa-2"]


def test_a_hint_tells_a_namesake_from_the_town_that_is_there(house):
    hamma = NewTown(
        {"fr": "El Hamma"}, latitude=33.89, longitude=9.79, region="Gabès", country="TN"
    )
    section = shown_towns(house, files_with(hamma))
    paste(section, "El Hamma, Tozeur")
    assert "The tour has already" not in section.page
    section.press("Add these towns")
    assert section.draft.place("el-hamma-2") is not None


def test_what_is_left_out_of_a_list_is_told(house):
    section = shown_towns(house, files_with(GAFSA))
    paste(section, "Douz\nDouz\n12345")
    assert "Twice in the list, taken once: “Douz”." in section.page
    assert "Left out, no name in them: “12345”." in section.page


def test_a_list_is_not_added_before_the_list_of_the_world_is_there(house):
    house.monkeypatch.setattr("caravan.ui.world_index_state.has_world_index", lambda _folder: False)
    house.monkeypatch.setattr("caravan.ui.world_index_state.IndexState._build", lambda _self: None)
    section = shown_towns(house, files_with(GAFSA))
    paste(section, "Douz")
    assert section.field("button", "add-pasted").disabled


def test_five_hundred_names_are_added(house):
    section = shown_towns(house, files_with(GAFSA))
    paste(section, "\n".join(f"Name{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(500)))
    section.press("Add these towns")
    assert len(section.draft.places) == 501
