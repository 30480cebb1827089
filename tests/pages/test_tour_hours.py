"""The section Opening hours of the Tour page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import escape
from pages.conftest import empty_tour, markup
from pages.shown_section import shown_section

from caravan.errors import ImpossibleValue
from caravan.files.editing.calendars import set_calendar
from caravan.tour.opening import Hours
from caravan.ui.tour_page.hours_text import hours_text, read_hours


@pytest.fixture
def section(house):
    """The section of the tour of 2020, and what the app saved of it."""
    return shown_section(house, "hours")


def calendars(section):
    return {calendar.id: calendar for calendar in section.draft.calendars}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("8:30-12:30, 13:30-17:30", (Hours(510, 750), Hours(810, 1050))),
        ("13h30–17h30 ; 8h30–12h30", (Hours(510, 750), Hours(810, 1050))),
        ("8 h 30 - 12 h 30", (Hours(510, 750),)),
        ("8h-12h 14h-18h", (Hours(480, 720), Hours(840, 1080))),
        ("8 h - 12 h 14 h 30 - 18 h", (Hours(480, 720), Hours(870, 1080))),
        ("8-12/14-18", (Hours(480, 720), Hours(840, 1080))),
        ("8.15 à 9.45", (Hours(495, 585),)),
        ("8:00 إلى 14:00،15:00-16:00", (Hours(480, 840), Hours(900, 960))),
        ("20:00-0:00", (Hours(1200, 1440),)),
        ("00:00–24:00", (Hours(0, 1440),)),
        ("8-12, 12-14", (Hours(480, 720), Hours(720, 840))),
        ("   ", ()),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert read_hours(text) == spans
    assert read_hours(hours_text(spans)) == spans


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("8:30-", "cannot be read"),
        ("-12:30", "cannot be read"),
        ("8:30", "cannot be read"),
        ("8:30-12:60", "cannot be read"),
        ("25-26", "cannot be read"),
        ("8-12 maybe", "cannot be read"),
        ("8,30-12", "cannot be read"),
        ("=8-12", "cannot be read"),
        ("8:30-12:30:00", "cannot be read"),
        ("12-8", "must begin before they end"),
        ("8-8", "must begin before they end"),
        ("8-12, 11-15", "08:00–12:00 and 11:00–15:00 overlap"),
        ("8-12, 8-12", "overlap"),
    ],
)
def test_what_is_no_hours_is_refused(text, problem):
    with pytest.raises(ImpossibleValue, match=problem):
        read_hours(text)


def test_a_day_of_the_week_is_changed_and_taken_back(section):
    monday = section.field("text_input", "weekly-municipal-offices-0")
    assert (monday.label, monday.value) == ("Monday", "08:30–12:30, 13:30–17:30")
    monday.set_value("9h-13h").run()
    offices = calendars(section)["municipal-offices"]
    assert offices.weekly[0] == (Hours(540, 780),)
    assert offices.weekly[1] == (Hours(510, 750), Hours(810, 1050))
    assert section.field("text_input", "weekly-municipal-offices-0").value == "09:00–13:00"
    section.press("Undo")
    shown = section.field("text_input", "weekly-municipal-offices-0").value
    assert shown == "08:30–12:30, 13:30–17:30"


def test_an_empty_day_is_closed(section):
    section.field("text_input", "weekly-municipal-offices-4").set_value("").run()
    assert calendars(section)["municipal-offices"].weekly[4] == ()
    assert section.page.count('cv-week-text cv-figures">closed<') == 3


@pytest.mark.parametrize("text", ["8:30-", "8-12, 11-15", "12-8", "<script>alert(1)</script>"])
def test_hours_that_cannot_be_are_told_beside_the_day_and_stay_in_it(section, text):
    before = section.files
    section.field("text_input", "weekly-municipal-offices-2").set_value(text).run()
    assert "cv-field-fault" in section.page
    assert "<script>" not in section.page
    assert section.files == before
    assert section.field("text_input", "weekly-municipal-offices-2").value == text


def test_the_last_hours_of_a_calendar_do_not_go(section):
    section.field("selectbox", "calendar").select("cultural-centre").run()
    for weekday in range(7):
        section.field("text_input", f"weekly-cultural-centre-{weekday}").set_value("").run()
    assert "The calendar is never open" in section.page
    assert any(calendars(section)["cultural-centre"].weekly)


def test_hours_that_are_never_available_are_taken_out(section):
    section.field("text_input", "blocked-municipal-offices-0").set_value("10-11").run()
    assert calendars(section)["municipal-offices"].blocked[0] == (Hours(600, 660),)
    assert "08:30–10:00, 11:00–12:30, 13:30–17:30" in section.page


def test_hours_never_available_are_asked_for_when_wanted(house):
    section = shown_section(house, "hours", empty_tour())
    assert not any("never" in field.label for field in section.app.text_input)
    section.app.toggle[0].set_value(True).run()
    next(f for f in section.app.text_input if "Never available, Friday" in f.label).set_value(
        "12:00-13:00"
    ).run()
    assert section.draft.calendars[0].blocked[4] == (Hours(720, 780),)


def test_a_day_is_copied_to_others(section):
    section.field("selectbox", "copy-municipal-offices-from").select(4)
    section.field("multiselect", "copy-municipal-offices-to").set_value([0, 5])
    section.press("Copy")
    offices = calendars(section)["municipal-offices"]
    assert offices.weekly[0] == offices.weekly[5] == offices.weekly[4]
    assert offices.blocked[0] == offices.blocked[5] == (Hours(750, 870),)
    section.press("Undo")
    assert calendars(section)["municipal-offices"].weekly[5] == ()


def test_a_day_changed_elsewhere_meanwhile_is_kept(section):
    offices = calendars(section)["municipal-offices"]
    sunday = replace(offices, weekly=(*offices.weekly[:6], (Hours(600, 720),)))
    section.saves_elsewhere(lambda files: set_calendar(files, sunday))
    section.field("text_input", "weekly-municipal-offices-0").set_value("9-12").run()
    section.press("Keep both")
    now = calendars(section)["municipal-offices"]
    assert (now.weekly[0], now.weekly[6]) == ((Hours(540, 720),), (Hours(600, 720),))


def test_the_week_is_drawn_and_what_is_left_of_a_day_is_written(section):
    page = section.page
    assert "08:00–12:30, 14:30–17:30" in page
    assert page.count('class="cv-week-day"') == 7
    assert "Used by: Sbeitla" in page


def test_another_calendar_is_chosen_by_its_name(section):
    section.field("selectbox", "calendar").select("cultural-centre").run()
    assert section.app.query_params["calendar"] == "cultural-centre"
    assert section.field("text_input", "calendar-name-cultural-centre-en").value


def test_a_name_changes_in_the_language_of_the_visitor_only(section):
    before = dict(calendars(section)["municipal-offices"].names.texts)
    section.field("text_input", "calendar-name-municipal-offices-en").set_value("Town halls").run()
    now = calendars(section)["municipal-offices"]
    assert dict(now.names.texts) == {**before, "en": "Town halls"}
    assert now.weekly[0] == (Hours(510, 750), Hours(810, 1050))
    section.field("button", "undo").click().run()
    assert section.field("text_input", "calendar-name-municipal-offices-en").value == before["en"]


def test_hours_of_a_single_date_are_added_and_taken_away(section):
    key = "date-municipal-offices-0"
    section.field("date_input", f"{key}-day").set_value(date(2020, 3, 12))
    section.field("text_input", f"{key}-hours").set_value("9-12, 14-16")
    section.press("Add this date")
    given = (Hours(540, 720), Hours(840, 960))
    assert calendars(section)["municipal-offices"].on(date(2020, 3, 12)) == given
    assert "09:00–12:00, 14:00–16:00" in section.page
    # A fresh form: another click adds nothing of this.
    assert section.field("text_input", "date-municipal-offices-1-hours").value == ""
    section.field("button", "drop-municipal-offices-2020-03-12").click().run()
    assert calendars(section)["municipal-offices"].on(date(2020, 3, 12))[0] == Hours(510, 750)


def test_a_date_without_hours_is_closed(section):
    section.press("Add this date")
    assert calendars(section)["municipal-offices"].on(date(2020, 3, 9)) == ()


def test_half_a_span_on_a_date_is_told_and_stays_in_the_form(section):
    section.field("text_input", "date-municipal-offices-0-hours").set_value("9-")
    section.press("Add this date")
    assert "“9-” cannot be read" in section.page
    assert section.field("text_input", "date-municipal-offices-0-hours").value == "9-"
    assert date(2020, 3, 9) not in dict(calendars(section)["municipal-offices"].dates)


def test_a_date_outside_the_tour_says_so(section):
    assert "not a day of this tour" in section.page


def test_opening_hours_are_added_chosen_and_removed(section):
    section.field("text_input", "new-calendar-3-name").set_value("Market *square*")
    section.press("Add")
    new = calendars(section)["market-square"]
    assert new.names.in_language("en") == "Market *square*"
    assert section.app.query_params["calendar"] == "market-square"
    assert "No event uses these hours yet" in section.page
    section.field("button", "remove-calendar").click().run()
    assert "market-square" not in calendars(section)
    assert not section.app.exception


def test_hours_without_a_name_are_not_added_and_it_is_said(section):
    section.press("Add")
    assert len(calendars(section)) == 3
    assert "A name is missing" in section.page


def test_hours_that_events_use_are_not_removed(section):
    section.field("button", "remove-calendar").click().run()
    assert "municipal-offices" in calendars(section)
    assert "Give these events other opening hours first" in section.page


def test_a_hostile_name_stays_a_name(section):
    name = "<script>alert(1)</script> [x](javascript:y) $a$"
    section.field("text_input", "calendar-name-municipal-offices-en").set_value(name).run()
    assert not section.app.exception
    assert calendars(section)["municipal-offices"].names.in_language("en") == name
    assert name not in section.page


def test_a_tour_that_has_lost_its_hours_says_how_to_go_on(house):
    files = empty_tour()
    text = files.schedule.text
    start = text.index("calendars:")
    end = text.index("events:", start)
    schedule = replace(files.schedule, text=text[:start] + text[end:])
    id_ = house.kept_tour(replace(files, schedule=schedule))
    app = house.app("tour", tour=id_, section="hours", lang="en")
    assert not app.exception
    assert str(escape("There are no opening hours yet: add some.")) in markup(app)


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_section_is_shown_in_every_language(house, code):
    app = house.app("tour", tour=house.kept_tour(), section="hours", lang=code)
    assert not app.exception
    assert f'lang="{code}"' in markup(app)
