"""The section Dates and rules of the Tour page."""

from __future__ import annotations

from datetime import date, time

import pytest
from markupsafe import escape
from pages.conftest import empty_tour, markup, tour_of_2020
from pages.shown_section import shown_section

from caravan.files.draft import draft_of
from caravan.files.editing.head import set_dates, set_title
from caravan.files.editing.rules import set_estimate
from caravan.tour.opening import Hours
from caravan.tour.road import TravelEstimate
from caravan.tour.rules import BreakRule

HOSTILE = '<img src=x onerror="alert(1)"> **bold** [link](javascript:alert(1)) $x^2$ :red[y]'


@pytest.fixture
def section(house):
    """The section of the tour of 2020, and what the app saved of it."""
    return shown_section(house, "rules")


def test_the_fields_show_what_the_tour_says(section):
    assert section.field("text_input", "title-fr").value.startswith("Caravane nationale")
    assert section.field("text_input", "title-ar").value.startswith("القافلة")
    assert section.field("date_input", "first-day").value == date(2020, 3, 9)
    assert section.field("date_input", "last-day").value == date(2020, 3, 16)
    assert section.field("selectbox", "start").value == "sbeitla"
    assert section.field("selectbox", "zone").value == "Africa/Tunis"
    assert section.field("time_input", "day-begins").value == time(8)
    assert section.field("number_input", "driving").value == 300
    assert section.field("number_input", "break-minutes").value == 60
    assert section.field("number_input", "detour").value == 1.2
    assert "8 days. These days are in the past." in section.page


def test_a_name_is_kept_in_each_language(section):
    section.field("text_input", "title-en").set_value("  My caravan ").run()
    assert dict(section.draft.head.names)["en"] == "My caravan"
    assert section.field("text_input", "title-en").value == "My caravan"
    section.field("text_input", "title-en").set_value("").run()
    assert "en" not in dict(section.draft.head.names)


def test_the_last_name_does_not_go(house):
    id_ = house.kept_tour(empty_tour())
    app = house.app("tour", tour=id_, section="rules", lang="en")
    app.text_input(key=f"{id_}-title-fr").set_value("").run()
    assert dict(draft_of(house.files_of(id_)).head.names) == {"fr": "Vide"}
    assert "cv-field-fault" in markup(app)


def test_a_hostile_name_stays_a_name(section):
    section.field("text_input", "title-en").set_value(HOSTILE).run()
    assert not section.app.exception
    assert dict(section.draft.head.names)["en"] == HOSTILE
    assert HOSTILE not in section.page
    assert str(escape(HOSTILE)) in section.page


def test_reversed_days_are_refused_beside_the_field_and_stay_to_be_corrected(section):
    section.field("date_input", "first-day").set_value(date(2027, 4, 5)).run()
    assert "The tour ends before it begins" in section.page
    assert "The tour stays as it was." in section.page
    assert section.draft.head.first_day == date(2020, 3, 9)
    assert section.field("date_input", "first-day").value == date(2027, 4, 5)
    section.field("date_input", "last-day").set_value(date(2027, 4, 12)).run()
    assert "cv-field-fault" not in section.page
    head = section.draft.head
    assert (head.first_day, head.last_day) == (date(2027, 4, 5), date(2027, 4, 12))


def test_a_refused_value_goes_when_something_else_is_saved(section):
    section.field("date_input", "first-day").set_value(date(2027, 4, 5)).run()
    section.field("number_input", "driving").set_value(240).run()
    assert section.draft.rules.max_driving_minutes == 240
    assert section.field("date_input", "first-day").value == date(2020, 3, 9)
    assert "cv-field-fault" not in section.page


def test_a_window_of_years_is_taken_for_a_mistyped_year(section):
    section.field("date_input", "last-day").set_value(date(2029, 3, 16)).run()
    assert "Check the year and the month" in section.page
    assert section.draft.head.last_day == date(2020, 3, 16)


@pytest.mark.parametrize("year", [1850, 2180, 2300])
def test_a_tour_of_any_year_is_shown(house, year):
    files = set_dates(tour_of_2020(), date(year, 4, 5), date(year, 4, 6))
    section = shown_section(house, "rules", files)
    assert section.field("date_input", "first-day").value == date(year, 4, 5)


def test_start_end_and_zone_are_saved(section):
    section.field("selectbox", "start").select("gafsa").run()
    section.field("selectbox", "end").select("gabes").run()
    section.field("selectbox", "zone").select("Europe/Bucharest").run()
    head = section.draft.head
    assert (head.start, head.end, head.zone) == ("gafsa", "gabes", "Europe/Bucharest")


def test_the_rules_of_a_day_are_saved(section):
    section.field("time_input", "day-begins").set_value(time(7, 30)).run()
    section.field("time_input", "day-ends").set_value(time(0)).run()
    section.field("number_input", "driving").set_value(270).run()
    rules = section.draft.rules
    assert rules.hours == Hours(450, 1440)
    assert rules.max_driving_minutes == 270
    assert rules.pause == BreakRule(60, Hours(720, 870))
    assert section.field("time_input", "day-ends").value == time(0)
    assert "4 h 30" in section.page.replace("\u00a0", " ")


def test_a_day_that_ends_before_it_begins_is_refused(section):
    section.field("time_input", "day-begins").set_value(time(20)).run()
    assert "must begin before they end" in section.page
    assert section.draft.rules.hours == Hours(480, 1140)
    assert section.field("time_input", "day-begins").value == time(20)


def test_a_break_that_does_not_fit_is_refused_beside_it(section):
    section.field("number_input", "break-minutes").set_value(200).run()
    assert "A break of 200 minutes does not fit into its hours" in section.page
    assert section.draft.rules.pause == BreakRule(60, Hours(720, 870))
    section.field("time_input", "break-ends").set_value(time(16)).run()
    assert section.draft.rules.pause == BreakRule(200, Hours(720, 960))


def test_the_break_can_be_left_out_and_taken_in_again(section):
    section.field("checkbox", "has-break").uncheck().run()
    assert section.draft.rules.pause is None
    section.field("checkbox", "has-break").check().run()
    assert section.draft.rules.pause == BreakRule(60, Hours(720, 870))


def test_undo_and_redo_show_the_values_of_the_tour(section):
    section.field("number_input", "driving").set_value(240).run()
    section.field("text_input", "title-en").set_value("Other").run()
    section.field("button", "undo").click().run()
    assert section.field("text_input", "title-en").value.startswith("National Caravan")
    section.field("button", "undo").click().run()
    assert section.field("number_input", "driving").value == 300
    section.field("button", "redo").click().run()
    assert section.field("number_input", "driving").value == 240


def test_a_change_from_another_tab_is_shown(section):
    section.saves_elsewhere(lambda files: set_dates(files, date(2020, 3, 10), date(2020, 3, 12)))
    section.app.run()
    assert section.field("date_input", "first-day").value == date(2020, 3, 10)


def test_keeping_both_keeps_both_rules(section):
    """The other tab changed the break while this one changed the driving limit."""
    from dataclasses import replace

    from caravan.files.editing.rules import set_rules

    section.saves_elsewhere(
        lambda files: set_rules(files, replace(draft_of(files).rules, pause=None))
    )
    section.field("number_input", "driving").set_value(240).run()
    section.field("button", "keep-both").click().run()
    rules = section.draft.rules
    assert (rules.max_driving_minutes, rules.pause) == (240, None)


def test_the_sun_is_told_for_the_first_and_the_last_day(section):
    # NOAA's general solar position calculations by hand, good to a minute: 06:40–18:24.
    assert "The sun in El Hamma: 06:39–18:23 on Monday 9 March" in section.page


def test_daylight_is_suggested_applied_and_undone(section):
    button = next(b for b in section.app.button if "within daylight" in b.label)
    button.click().run()
    before = draft_of(tour_of_2020()).calendars
    assert section.draft.calendars != before
    assert not any("within daylight" in b.label for b in section.app.button)
    section.field("button", "undo").click().run()
    assert section.draft.calendars == before


def test_a_suggestion_put_aside_can_be_shown_again(section):
    next(b for b in section.app.button if b.label == "Put aside").click().run()
    assert not any("within daylight" in b.label for b in section.app.button)
    section.field("button", "put-back").click().run()
    assert any("within daylight" in b.label for b in section.app.button)


def test_ramadan_is_suggested_with_hours_of_ones_own(section):
    # Ramadan 1447 begins about 18 February 2026.
    section.field("date_input", "last-day").set_value(date(2026, 2, 26)).run()
    section.field("date_input", "first-day").set_value(date(2026, 2, 20)).run()
    assert "Ramadan" in section.page
    section.field("time_input", "fasting-to").set_value(time(13, 30)).run()
    wanted = "08:00–13:30"
    next(b for b in section.app.button if wanted in b.label.replace("\\", "")).click().run()
    offices = next(c for c in section.draft.calendars if c.id == "municipal-offices")
    assert offices.on(date(2026, 2, 24))[-1].ends <= 13 * 60 + 30


def test_without_days_there_is_nothing_to_know_and_without_countries_it_is_said(house):
    files = set_dates(empty_tour(), date(2027, 4, 5), date(2027, 4, 9))
    id_ = house.kept_tour(files)
    page = markup(house.app("tour", tour=id_, section="rules", lang="en"))
    assert "when the towns are found and their country is known" in page
    page = markup(house.app("tour", tour=house.kept_tour(empty_tour()), section="rules", lang="en"))
    assert "Good to know" not in page


def test_a_tour_off_the_roads_says_that_all_is_estimated_how_rough_and_what_is_better(house):
    id_ = house.kept_tour(empty_tour())
    app = house.app("tour", tour=id_, section="rules", lang="en")
    page = markup(app)
    assert "All travel times of this tour are estimates, marked ≈." in page
    assert "half of the minutes were less than 7.6% off, nine in ten less than 20.9%" in page
    assert "docs/routing.md" in page
    assert "CARAVAN_VALHALLA_URL" in app.code[0].value


def test_the_estimate_is_saved_and_said(section):
    section.field("number_input", "detour").set_value(1.35).run()
    section.field("number_input", "speed").set_value(55.0).run()
    assert section.draft.estimate == TravelEstimate(1.35, 55.0)
    assert "times 1.35, driven at 55 km/h" in section.page


def test_another_estimate_from_elsewhere_is_shown(section):
    section.saves_elsewhere(lambda files: set_estimate(files, TravelEstimate(1.5, 40.0)))
    section.app.run()
    assert section.field("number_input", "detour").value == 1.5
    assert section.field("number_input", "speed").value == 40.0


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_section_is_shown_in_every_language(house, code):
    name = "قافلة " * 13
    id_ = house.kept_tour(set_title(tour_of_2020(), "ar", name.strip()))
    app = house.app("tour", tour=id_, section="rules", lang=code)
    assert not app.exception
    assert f'lang="{code}"' in markup(app)
