"""What an organizer is told about the dates of a tour, and what applying it does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from samples import sample_tour

from caravan.almanac.clocks import ClockChange
from caravan.almanac.public_holidays import Holiday
from caravan.almanac.question import Question
from caravan.almanac.ramadan import Ramadan
from caravan.almanac.suggestion import (
    RAMADAN_HOURS,
    Daylight,
    Fasting,
    HostTown,
    NewHours,
    Weekend,
    applied,
)
from caravan.almanac.suggestion_text import action_text, suggestion_text
from caravan.almanac.suggestions import suggestions
from caravan.language.language import language
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours

ENGLISH = language("en")
GABES = (33.8815, 10.0982)
TIMISOARA = (45.7494, 21.2272)
SUSA = HostTown("TN", GABES, ("offices",))


def at(text):
    return tuple(
        Hours(*(int(clock[:2]) * 60 + int(clock[3:]) for clock in span.split("-")))
        for span in text.split()
    )


def calendar(id_, week, **others):
    weekly = tuple(at(week.get(weekday, "")) for weekday in range(7))
    return OpeningHours(id_, Names.of(en=id_.capitalize()), weekly, **others)


OFFICES = calendar(
    "offices", dict.fromkeys(range(4), "08:30-12:30 13:30-17:30") | {4: "08:00-13:00 14:30-17:30"}
)
SQUARE = calendar("square", dict.fromkeys(range(7), "09:00-18:00"))


def question(first, last, *towns, calendars=(OFFICES,), zone="Africa/Tunis"):
    return Question(first, last, zone, towns or (SUSA,), calendars)


def about(found, kind):
    return [suggestion for suggestion in found if isinstance(suggestion.about, kind)]


def test_the_week_of_the_caravan_needs_nothing():
    asked = question(date(2020, 3, 9), date(2020, 3, 16))
    assert suggestions(asked, "en") == ()


def test_a_holiday_proposes_to_close_what_is_open():
    (found,) = suggestions(question(date(2020, 3, 16), date(2020, 3, 22)), "en")
    day = date(2020, 3, 20)
    assert found.about == Holiday(day, "TN", "Independence Day", "عيد الاستقلال")
    assert (found.dates, found.changes) == ((day,), (NewHours("offices", day, ()),))
    assert suggestion_text(found, ENGLISH) == (
        "Public holiday (Tunisia), Friday 20 March: Independence Day. Offices are closed."
    )
    assert action_text(found, [OFFICES], ENGLISH) == "Close “Offices” on Friday 20 March"


def test_a_feast_of_the_moon_says_that_its_date_is_an_estimate():
    (found,) = suggestions(question(date(2020, 5, 25), date(2020, 5, 25)), "en")
    assert suggestion_text(found, ENGLISH).endswith("an estimate and may shift by a day.")


def test_a_suggestion_that_was_applied_is_not_made_again():
    asked = question(date(2020, 5, 1), date(2020, 5, 31))
    found = suggestions(asked, "en")
    assert len(found) == 4  # 1 May, two days of Eid that are no Sunday, Ramadan
    closed = OFFICES
    for suggestion in found:
        closed = applied(closed, suggestion.changes)
    assert closed.on(date(2020, 5, 1)) == ()
    assert suggestions(replace(asked, calendars=(closed,)), "en") == ()


def test_a_holiday_for_which_somebody_gave_hours_is_left_alone():
    known = replace(OFFICES, dates=((date(2020, 3, 20), at("09:00-11:00")),))
    asked = question(date(2020, 3, 20), date(2020, 3, 20), calendars=(known,))
    assert suggestions(asked, "en") == ()


def test_a_holiday_is_told_even_without_opening_hours():
    asked = question(date(2020, 3, 20), date(2020, 3, 20), HostTown("TN", None, ()), calendars=())
    (found,) = suggestions(asked, "en")
    assert found.changes == ()
    assert action_text(found, [], ENGLISH) == ""


def test_a_holiday_on_a_day_that_is_closed_anyway_is_not_told():
    assert suggestions(question(date(2020, 5, 24), date(2020, 5, 24)), "en") == ()


def test_towns_without_a_country_have_no_holidays():
    town = HostTown("", None, ("offices",))
    assert suggestions(question(date(2020, 3, 20), date(2020, 3, 20), town), "en") == ()


def test_calendars_that_two_countries_share_close_only_for_what_both_have():
    towns = (SUSA, HostTown("RO", TIMISOARA, ("offices",)))
    asked = question(date(2020, 3, 20), date(2020, 5, 1), *towns)
    holidays = about(suggestions(asked, "en"), Holiday)
    closing = {(found.about.country, found.about.date) for found in holidays if found.changes}
    assert closing == {("TN", date(2020, 5, 1)), ("RO", date(2020, 5, 1))}
    assert ("TN", date(2020, 3, 20)) in {(h.about.country, h.about.date) for h in holidays}


def test_each_country_closes_its_own_calendars():
    offices = replace(OFFICES, id="birouri")
    towns = (SUSA, HostTown("RO", TIMISOARA, ("birouri",)))
    asked = question(date(2027, 3, 20), date(2027, 4, 30), *towns, calendars=(OFFICES, offices))
    closing = {
        (found.about.country, change.calendar, change.date.isoformat())
        for found in about(suggestions(asked, "en"), Holiday)
        for change in found.changes
    }
    assert closing == {("TN", "offices", "2027-04-09"), ("RO", "birouri", "2027-04-30")}


def test_a_suggestion_names_the_calendars_that_it_closes():
    town = HostTown("TN", GABES, ("offices", "square"))
    asked = question(date(2020, 5, 1), date(2020, 5, 1), town, calendars=(OFFICES, SQUARE))
    holiday = suggestions(asked, "en")[0]
    assert holiday.calendars == ("offices", "square")
    assert action_text(holiday, [OFFICES, SQUARE], ENGLISH) == (
        "Close “Offices” and “Square” on Friday 1 May"
    )


# Week-ends


def test_a_week_copied_from_elsewhere_moves_to_the_working_days():
    town = HostTown("DZ", GABES, ("offices",))
    asked = question(date(2026, 10, 4), date(2026, 10, 10), town)  # a Sunday to a Saturday
    (found,) = suggestions(asked, "en")
    friday, sunday = date(2026, 10, 9), date(2026, 10, 4)
    assert found.about == Weekend("DZ", (4, 5))
    assert found.dates == (friday,)
    assert found.changes == (
        NewHours("offices", sunday, at("08:00-13:00 14:30-17:30")),
        NewHours("offices", friday, ()),
    )
    assert suggestion_text(found, ENGLISH) == (
        "Weekend (Algeria): Friday and Saturday. Offices are usually closed then."
    )
    assert action_text(found, [OFFICES], ENGLISH) == "Move “Offices” to the working days"
    moved = applied(OFFICES, found.changes)
    assert about(suggestions(replace(asked, calendars=(moved,)), "en"), Weekend) == []


def test_an_office_that_opens_on_half_the_weekend_is_asked_about():
    saturday = replace(OFFICES, weekly=(*OFFICES.weekly[:5], at("08:30-12:30"), ()))
    asked = question(date(2020, 3, 9), date(2020, 3, 16), calendars=(saturday,))
    (found,) = suggestions(asked, "en")
    assert found.changes == (NewHours("offices", date(2020, 3, 14), ()),)
    assert action_text(found, [saturday], ENGLISH) == "Close “Offices” on the weekend"


def test_a_square_and_a_museum_do_not_follow_the_week_of_offices():
    museum = calendar("museum", dict.fromkeys(range(1, 7), "09:00-17:00"))
    town = HostTown("TN", GABES, ("museum", "square"))
    asked = question(date(2020, 3, 9), date(2020, 3, 16), town, calendars=(museum, SQUARE))
    assert suggestions(asked, "en") == ()


# Ramadan


def test_ramadan_proposes_shorter_hours_through_lunch_but_not_through_prayer():
    asked = question(date(2020, 4, 22), date(2020, 4, 30))
    (found,) = suggestions(asked, "en")
    assert found.about == Fasting(
        Ramadan(date(2020, 4, 24), date(2020, 5, 23)), ("TN",), RAMADAN_HOURS
    )
    hours = {change.date.isoformat(): change.hours for change in found.changes}
    assert hours == {
        "2020-04-24": at("08:00-13:00"),
        "2020-04-27": at("08:30-14:00"),
        "2020-04-28": at("08:30-14:00"),
        "2020-04-29": at("08:30-14:00"),
        "2020-04-30": at("08:30-14:00"),
    }
    assert suggestion_text(found, ENGLISH) == (
        "Ramadan (Tunisia): 24 April – 23 May 2020, by calculation; the sighting of the moon may"
        " shift it by a day. Many offices then work shorter hours, for example 08:00–14:00: ask"
        " your hosts."
    )
    assert action_text(found, [OFFICES], ENGLISH) == "Shorten “Offices” to 08:00–14:00"


def test_what_is_blocked_stays_blocked_in_ramadan():
    blocked = ((),) * 4 + (at("12:30-14:30"), (), ())
    town = HostTown("TN", GABES, ("square",))
    asked = question(
        date(2020, 4, 24), date(2020, 4, 24), town, calendars=(replace(SQUARE, blocked=blocked),)
    )
    (found,) = suggestions(asked, "en")
    assert found.changes == (NewHours("square", date(2020, 4, 24), at("09:00-12:30")),)


def test_other_hours_can_be_proposed_for_ramadan():
    asked = question(date(2020, 4, 27), date(2020, 4, 27))
    (found,) = suggestions(asked, "en", Hours(9 * 60, 15 * 60))
    assert found.changes == (NewHours("offices", date(2020, 4, 27), at("09:00-15:00")),)


def test_hours_that_are_short_already_are_not_shortened():
    morning = calendar("offices", dict.fromkeys(range(5), "08:30-13:30"))
    asked = question(date(2020, 4, 27), date(2020, 4, 30), calendars=(morning,))
    assert suggestions(asked, "en") == ()


def test_ramadan_is_not_told_where_its_end_is_no_holiday():
    town = HostTown("RO", TIMISOARA, ("offices",))
    asked = question(date(2020, 4, 27), date(2020, 4, 29), town, zone="Europe/Bucharest")
    assert suggestions(asked, "en") == ()


def test_ramadan_is_told_without_opening_hours():
    asked = question(date(2020, 4, 22), date(2020, 4, 30), HostTown("TN", None, ()), calendars=())
    (found,) = suggestions(asked, "en")
    assert isinstance(found.about, Fasting)
    assert found.changes == ()


# Sun and clocks


def test_hours_after_sunset_are_cut_for_the_open():
    late = calendar("offices", {4: "08:00-12:00 15:00-20:00"})
    asked = question(date(2020, 3, 13), date(2020, 3, 13), calendars=(late,))
    (found,) = suggestions(asked, "en")
    assert found.about == Daylight(6 * 60 + 32, 18 * 60 + 25)
    assert found.changes == (NewHours("offices", date(2020, 3, 13), at("08:00-12:00 15:00-18:25")),)
    assert suggestion_text(found, ENGLISH) == (
        "The sun rises at 06:32 at the latest and sets at 18:25 at the earliest: an event in the"
        " open should lie between."
    )
    assert action_text(found, [late], ENGLISH) == "Keep “Offices” within daylight"


def test_the_darkest_of_all_towns_counts():
    late = calendar("offices", {4: "06:00-20:00"})
    towns = [HostTown("TN", (34.0, 8.0 + n / 10), ("offices",)) for n in range(25)]
    asked = question(date(2020, 3, 13), date(2020, 3, 13), *towns, calendars=(late,))
    (found,) = suggestions(asked, "en")
    # The west sees the sun rise last, the east sees it set first.
    west, east = (replace(asked, towns=(town,)) for town in (towns[0], towns[-1]))
    assert found.about.sunrise == suggestions(west, "en")[0].about.sunrise
    assert found.about.sunset == suggestions(east, "en")[0].about.sunset


def test_nothing_is_left_of_hours_in_a_polar_night():
    town = HostTown("NO", (69.65, 18.96), ("offices",))
    asked = question(date(2026, 12, 15), date(2026, 12, 15), town, zone="Europe/Oslo")
    (found,) = suggestions(asked, "en")
    assert found.about == Daylight(None, None)
    assert found.changes == (NewHours("offices", date(2026, 12, 15), ()),)
    assert suggestion_text(found, ENGLISH) == (
        "The sun doesn't rise in every town: an event in the open needs light."
    )


def test_the_midnight_sun_leaves_all_hours():
    town = HostTown("NO", (69.65, 18.96), ("square",))
    night = calendar("square", dict.fromkeys(range(7), "00:00-24:00"))
    asked = question(
        date(2026, 6, 15), date(2026, 6, 15), town, calendars=(night,), zone="Europe/Oslo"
    )
    assert suggestions(asked, "en") == ()


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (
            date(2027, 3, 28),
            "The clocks go forward on Sunday 28 March: 03:00 becomes 04:00. That night is shorter.",
        ),
        (
            date(2027, 10, 31),
            "The clocks go back on Sunday 31 October: 04:00 becomes 03:00. That night is longer.",
        ),
    ],
)
def test_a_change_of_the_clocks_is_told(day, text):
    asked = question(
        day - timedelta(days=1),
        day + timedelta(days=1),
        HostTown("RO", TIMISOARA, ()),
        calendars=(),
        zone="Europe/Bucharest",
    )
    (found,) = about(suggestions(asked, "en"), ClockChange)
    assert suggestion_text(found, ENGLISH) == text
    assert action_text(found, [], ENGLISH) == ""


# All together


def test_a_whole_tour_can_be_asked_about():
    tour = sample_tour()
    asked = Question.of(tour)
    assert asked.dates == tour.dates
    assert [town.calendars for town in asked.towns] == [("offices",)] * 4


def test_suggestions_are_told_apart_by_their_ids():
    town = HostTown("TN", GABES, ("offices", "square"))
    asked = question(date(2026, 2, 1), date(2026, 3, 31), town, calendars=(OFFICES, SQUARE))
    ids = [found.id for found in suggestions(asked, "en")]
    assert ids == [found.id for found in suggestions(asked, "fr")]
    assert len(set(ids)) == len(ids)
    assert {"holiday-TN-2026-03-20", "ramadan-2026-02-18"} <= set(ids)


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_every_kind_of_suggestion_is_a_sentence_in_every_language(code):
    speech = language(code)
    towns = (
        HostTown("TN", GABES, ("offices", "square")),
        HostTown("DZ", GABES, ("week",)),
    )
    week = replace(OFFICES, id="week", weekly=(at("07:00-20:00"),) * 5 + ((), ()))
    asked = question(
        date(2026, 2, 10),
        date(2026, 3, 31),
        *towns,
        calendars=(OFFICES, SQUARE, week),
        zone="Africa/Casablanca",
    )
    found = suggestions(asked, code)
    assert {type(suggestion.about) for suggestion in found} == {
        Holiday,
        Weekend,
        Fasting,
        Daylight,
        ClockChange,
    }
    for suggestion in found:
        text = suggestion_text(suggestion, speech)
        assert "{" not in text + action_text(suggestion, asked.calendars, speech)
        assert text.endswith(".")


def test_reversed_dates_and_mistyped_years_do_no_harm():
    assert suggestions(question(date(2020, 5, 1), date(2020, 4, 1)), "en") == ()
    found = suggestions(question(date(2020, 5, 1), date(9999, 5, 1)), "en")
    assert max(day for suggestion in found for day in suggestion.dates) <= date(2021, 5, 2)
