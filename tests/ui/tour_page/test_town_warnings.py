"""Questions about the points of towns."""

from __future__ import annotations

from caravan.files.draft import draft_of
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_place, add_towns
from caravan.tour.place import PlaceKind
from caravan.ui.tour_page.town_warnings import problems_of, warnings_of


def draft(*towns):
    files = new_files("t", {"en": "Tour"}, "en")
    return draft_of(
        add_towns(
            files,
            [NewTown({"en": n}, latitude=p[0], longitude=p[1]) for n, p in towns],
        )
    )


def texts(found):
    return [str(warned.text) for warned in found]


def test_towns_on_land_and_apart_raise_no_question():
    assert warnings_of(draft(("Gafsa", (34.425, 8.784)), ("Tozeur", (33.92, 8.13)))) == ()


def test_a_town_in_the_sea_is_asked_about():
    [warned] = warnings_of(draft(("Gafsa", (35.5, 12.0))))
    assert texts([warned]) == ["Gafsa seems to lie in the sea. Is its point right?"]
    assert warned.places == ("gafsa",)


def test_a_port_may_stand_in_the_water():
    files = new_files("t", {"en": "Tour"}, "en")
    port = NewTown({"en": "Port"}, latitude=35.5, longitude=12.0)
    assert warnings_of(draft_of(add_place(files, port, PlaceKind.PORT))) == ()


def test_two_towns_closer_than_three_hundred_metres_are_asked_about():
    # 0.002 degrees of latitude are 222 m.
    found = draft(("Gafsa", (34.425, 8.784)), ("Gafsa Ksar", (34.427, 8.784)))
    assert texts(warnings_of(found)) == [
        "Gafsa and Gafsa Ksar are at the same point. Are they one town?"
    ]
    assert [str(text) for text in problems_of(found, found.places[1])] == texts(warnings_of(found))


def test_a_question_is_another_one_when_its_town_has_moved():
    one, other = warnings_of(draft(("A", (35.5, 12.0)))), warnings_of(draft(("A", (35.6, 12.0))))
    assert one[0].id != other[0].id


def test_a_town_without_a_point_raises_no_question():
    assert warnings_of(draft(("Gafsa", (None, None)))) == ()
