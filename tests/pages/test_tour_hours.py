"""The section Opening hours of the Tour page."""

from __future__ import annotations

from datetime import date, time

import pytest
from markupsafe import escape
from pages.conftest import empty_tour, markup
from pages.shown_section import shown_section

from caravan.errors import ImpossibleValue
from caravan.tour.opening import Hours
from caravan.ui.tour_page.week_grid import HalfSpan, spans_of


@pytest.fixture
def section(house):
    """The section of the tour of 2020, and what the app saved of it."""
    return shown_section(house, "hours")


def calendars(section):
    return {calendar.id: calendar for calendar in section.draft.calendars}


def row(*times, kind="open"):
    cells = {}
    for number in range(0, len(times), 2):
        cells[f"{kind}-{number // 2}-begins"] = times[number]
        cells[f"{kind}-{number // 2}-ends"] = times[number + 1]
    return cells


def test_a_row_of_the_grid_gives_spans_in_order():
    cells = row(time(13, 30), time(17, 30), "08:30:00.000", "12:30:00.000", None, None)
    assert spans_of(cells, "open", 3) == (Hours(510, 750), Hours(810, 1050))


def test_midnight_as_an_end_is_the_end_of_the_day():
    assert spans_of(row(time(20), time(0)), "open", 1) == (Hours(1200, 1440),)


@pytest.mark.parametrize("cells", [row(time(8), None), row(None, "12:00:00")])
def test_half_a_span_is_refused(cells):
    with pytest.raises(HalfSpan):
        spans_of(cells, "open", 1)


@pytest.mark.parametrize(
    "cells",
    [
        row(time(8), time(12), time(11), time(15)),
        row(time(8), time(12), time(8), time(12)),
        row(time(12), time(8)),
        row(time(8), time(8)),
    ],
)
def test_spans_that_overlap_or_end_before_they_begin_are_refused(cells):
    with pytest.raises(ImpossibleValue):
        spans_of(cells, "open", len(cells) // 2)


def test_spans_that_touch_are_two_spans():
    cells = row(time(8), time(12), time(12), time(15))
    assert spans_of(cells, "open", 2) == (Hours(480, 720), Hours(720, 900))


def test_what_is_no_time_is_none():
    assert spans_of(row("x", "25:99:00"), "open", 1) == ()


def test_the_week_is_shown_in_words_as_well(section):
    page = section.page
    assert "08:30–12:30, 13:30–17:30" in page
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
    for number, hour in enumerate((9, 12, 14, 16)):
        section.field("time_input", f"{key}-{number}").set_value(time(hour))
    section.press("Add this date")
    given = (Hours(540, 720), Hours(840, 960))
    assert calendars(section)["municipal-offices"].on(date(2020, 3, 12)) == given
    assert "09:00–12:00, 14:00–16:00" in section.page
    # A fresh form: another click adds nothing.
    assert section.field("time_input", "date-municipal-offices-1-0").value is None
    section.field("button", "drop-municipal-offices-2020-03-12").click().run()
    assert calendars(section)["municipal-offices"].on(date(2020, 3, 12))[0] == Hours(510, 750)


def test_a_date_without_hours_is_closed(section):
    section.press("Add this date")
    assert calendars(section)["municipal-offices"].on(date(2020, 3, 9)) == ()


def test_half_a_span_on_a_date_is_told_and_stays_in_the_form(section):
    section.field("time_input", "date-municipal-offices-0-0").set_value(time(9))
    section.press("Add this date")
    assert "Give both the beginning and the end of a span" in section.page
    assert section.field("time_input", "date-municipal-offices-0-0").value == time(9)
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
    from dataclasses import replace

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
