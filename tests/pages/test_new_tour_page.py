"""The New tour page: from a pasted list, empty, from files, as a copy."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from markupsafe import escape
from pages.conftest import empty_tour, markup
from pages.test_tours_page import press, unwritable
from served import SCHEDULE

from caravan.files.draft import draft_of
from caravan.language.language import language

fr = language("fr").text


def filled(house, text, *, country="TN", first=None, last=None, title="Sud"):
    """The form, filled in."""
    app = house.app("new")
    app.text_area(key="new-names").set_value(text)
    app.text_input(key="new-title").set_value(title)
    app.date_input(key="new-first").set_value(first)
    app.date_input(key="new-last").set_value(last)
    app.selectbox(key="new-country").set_value(country)
    return app.run()


def made(house):
    """The draft of the one tour that is kept."""
    (tour,) = house.tours.listed()
    return draft_of(house.files_of(tour.id))


def towns(house):
    return [dict(place.names)["fr"] for place in made(house).places]


def test_a_pasted_list_becomes_a_tour_whose_certain_towns_are_located(house):
    app = filled(
        house, "1. Gafsa\n2. Tozeur\n3. El Hamma", first=date(2027, 3, 1), last=date(2027, 3, 4)
    )
    assert escape(language("fr").count("{number} town", "{number} towns", 3)) in markup(app)
    app = press(app, "make")
    (tour,) = house.tours.listed()
    assert app.query_params["tour"] == tour.id
    draft = made(house)
    assert [(p.id, p.is_located, p.country) for p in draft.places] == [
        ("gafsa", True, "TN"),
        ("tozeur", True, "TN"),
        ("el-hamma", False, ""),
    ]
    assert dict(draft.head.names) == {"fr": "Sud"}
    assert (draft.head.first_day, draft.head.last_day) == (date(2027, 3, 1), date(2027, 3, 4))
    assert (draft.head.start, draft.head.end) == ("gafsa", "el-hamma")
    assert draft.head.zone == "Africa/Tunis"


def test_a_hint_decides_which_town_is_meant(house):
    press(filled(house, "El Hamma, Gabès", country=None), "make")
    (place,) = made(house).places
    assert place.point == (33.89152, 9.79629)


def test_mixed_scripts_doubles_numbers_and_blank_lines_do_no_harm(house):
    text = "Liste des villes :\n\n1) Gafsa / قفصة\n\n- توزر\n2. Gafsa\n•\tDouz\t27365\n"
    app = filled(house, text)
    press(app, "make")
    assert [dict(place.names) for place in made(house).places] == [
        {"fr": "Gafsa", "ar": "قفصة"},
        {"ar": "توزر"},
        {"fr": "Douz"},
    ]
    assert all(place.is_located for place in made(house).places)


def test_columns_of_a_spreadsheet_are_names_and_regions(house):
    press(filled(house, "Ville\tGouvernorat\nGafsa\tGafsa\nEl Hamma\tGabès"), "make")
    assert [place.is_located for place in made(house).places] == [True, True]


def test_five_hundred_names_are_taken_and_more_are_said_to_be_left_out(house):
    names = "\n".join(f"Ville {'abcdefghij'[n % 10]}{n}" for n in range(520))
    app = filled(house, names)
    assert escape(
        fr(
            "Only the first {limit} towns were taken; about {number} more were left out.",
            limit=500,
            number=20,
        )
    ) in markup(app)
    app = press(app, "make")
    assert not app.exception
    assert len(made(house).places) == 500


def test_formulas_and_scripts_are_names_that_do_nothing(house):
    app = filled(house, "=cmd|'/c calc'!A1\n<script>alert(1)</script>\n${7*7}")
    assert "<script>" not in markup(app)
    app = press(app, "make")
    assert not app.exception
    assert "<script>" not in markup(app)
    table = house.files_of(house.tours.listed()[0].id).beside[0].text
    assert not any(cell.startswith(("=", "+", "@")) for cell in table.split(","))


def test_pressing_right_after_typing_takes_what_was_typed(house):
    """The press then comes before the page has read the list."""
    app = house.app("new")
    app.text_area(key="new-names").set_value("Gafsa\nTozeur")
    app.button(key="make").click().run()
    assert towns(house) == ["Gafsa", "Tozeur"]


def test_reversed_dates_are_said_at_once_and_refused_with_the_list_still_there(house):
    app = filled(house, "Gafsa", first=date(2027, 3, 4), last=date(2027, 3, 1))
    assert escape(fr("The last day is before the first one.")) in markup(app)
    app = press(app, "make")
    assert house.tours.listed() == ()
    assert escape(fr("That did not work; what you wrote is still here.")) in markup(app)
    assert app.text_area(key="new-names").value == "Gafsa"
    app.date_input(key="new-last").set_value(date(2027, 3, 5)).run()
    press(app, "make")
    assert towns(house) == ["Gafsa"]


def test_days_in_the_past_are_said_and_allowed(house):
    day = date.today() - timedelta(days=400)  # noqa: DTZ011 the page's own today is a date too
    app = filled(house, "Gafsa", first=day, last=day)
    assert escape(fr("These days are in the past.")) in markup(app)
    press(app, "make")
    assert made(house).head.first_day == day


def test_a_year_by_mistake_is_refused(house):
    first = date(2027, 3, 1)
    app = press(filled(house, "Gafsa", first=first, last=first + timedelta(days=400)), "make")
    assert house.tours.listed() == ()
    assert escape(fr("That did not work; what you wrote is still here.")) in markup(app)


def test_an_empty_tour_is_made_too_and_says_what_it_needs(house):
    app = house.app("new")
    app.get("button_group")[-1].set_value("empty").run()
    app = press(app, "make")
    (tour,) = house.tours.listed()
    assert dict(tour.card.names) == {"fr": fr("New tour")}
    assert escape(fr("Add the towns that you want to visit.")) in markup(app)
    assert escape(fr("Choose the first and the last day.")) in markup(app)


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_every_way_to_begin_is_drawn_in_every_language(house, code):
    app = house.app("new", lang=code)
    for way in ("empty", "files", "copy", "list"):
        app.get("button_group")[-1].set_value(way).run()
        assert not app.exception
        assert f'lang="{code}"' in markup(app)


def test_a_copy_of_a_kept_tour_or_of_one_in_files(house):
    house.kept_tour(empty_tour("Une"))
    app = house.app("new")
    app.get("button_group")[-1].set_value("copy").run()
    assert list(app.selectbox(key="copy-of").options) == ["Une", SCHEDULE]
    press(app, "make-copy")
    assert dict(house.tours.listed()[0].card.names)["fr"] == fr("{name} (copy)", name="Une")


def test_when_the_tour_can_not_be_kept_the_list_stays_and_another_try_works(house):
    app = filled(house, "Gafsa\nTozeur")
    with unwritable(house.state):
        app = press(app, "make")
        assert house.tours.listed() == ()
        assert escape(fr("That did not work; what you wrote is still here.")) in markup(app)
        assert app.text_area(key="new-names").value == "Gafsa\nTozeur"
    press(app, "make")
    assert towns(house) == ["Gafsa", "Tozeur"]


def test_while_the_list_of_places_is_being_prepared_the_towns_wait_for_it(house, monkeypatch):
    monkeypatch.setattr("caravan.ui.world_index_state.has_world_index", lambda _folder: False)
    monkeypatch.setattr("caravan.ui.world_index_state.IndexState._build", lambda _self: None)
    app = press(filled(house, "Gafsa"), "make")
    assert house.tours.listed() == ()
    assert app.text_area(key="new-names").value == "Gafsa"
    assert escape(fr("That did not work; what you wrote is still here.")) in markup(app)
