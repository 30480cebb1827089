"""The itinerary as HTML: semantic, escaped, the same in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from page_reader import Element, read_page
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.plan.day import Day
from caravan.plan.invitation_state import InvitationState
from caravan.plan.plan import Plan, Team
from caravan.tour.names import Names
from caravan.views.event_answer import EventAnswer
from caravan.views.itinerary import itinerary
from caravan.views.itinerary_html import ITINERARY_CSS, itinerary_html
from caravan.views.palette import OKABE_ITO

ENGLISH = language("en")


def shown(plan: Plan, code: str = "en", **options: object) -> Element:
    speech = language(code)
    return read_page(itinerary_html(itinerary(plan, speech), speech, **options))


def named(name: str) -> Plan:
    plan = sample_plan()
    names = Names.of(fr=name)
    tour = replace(
        plan.tour,
        places=tuple(replace(place, names=names) for place in plan.tour.places),
        events=tuple(
            replace(
                event,
                venue=names,
                partners=tuple(replace(one, organization=names) for one in event.partners),
            )
            for event in plan.tour.events
        ),
        ferries=tuple(replace(ferry, names=names, operator=name) for ferry in plan.tour.ferries),
    )
    return replace(plan, tour=tour)


def test_every_day_is_a_card_with_its_colour() -> None:
    cards = shown(sample_plan()).all(class_="iti-card")
    assert [card.tag for card in cards] == ["li", "li"]
    assert [sorted(card.classes) for card in cards] == [
        ["iti-card", "iti-day-1", "iti-pattern-0"],
        ["iti-card", "iti-day-2", "iti-pattern-0"],
    ]


def test_a_card_tells_date_hours_road_sea_towns_and_night() -> None:
    cards = shown(sample_plan()).all(class_="iti-card")
    monday, tuesday = (card.all("summary")[0] for card in cards)
    assert monday.line == (
        "1 Monday 9 March 08:30–15:30 ≈ 2 h 30 on the road ≈ 165 km 1 Sbeïtla Night in Sfax"
    )
    assert tuesday.line == (
        "2 Tuesday 10 March 08:30–17:30 ≈ 38 min on the road ≈ 1 h 15 at sea ≈ 46 km "
        "2 Sfax 3 Kerkennah The tour ends in Kerkennah"
    )
    assert [time.attributes["datetime"] for time in monday.all("time")] == ["2020-03-09"]


def test_the_timeline_is_a_list_with_machine_readable_times() -> None:
    tuesday = shown(sample_plan()).all("ol", "iti-rows")[1]
    rows = tuesday.all("li")
    assert [row.line for row in rows] == [
        "08:30–11:30 2 Sfax 3 h With: Municipalité de Sfax",
        "11:30 Free time in Sfax 30 min until the break at 12:00",
        "12:00 Lunch break in Sfax 1 h",
        "13:00 Free time in Sfax 37 min departure at 13:37 for the 14:15 boat",
        "13:37 Departure from Sfax",
        "Road to Port de Sfax ≈ 8 min · 2 km road table, estimate",
        "13:45 Boarding at Port de Sfax 30 min waits for the 14:15 boat",
        (
            "14:15 Crossing to Sidi Youssef Bac de Kerkennah (SONOTRAK) ≈ 1 h 15 · 20 km "
            "timetable, estimate"
        ),
        "15:30 Road to Kerkennah ≈ 30 min · 24 km road table, estimate",
        "16:00–17:30 3 Kerkennah 1 h 30",
        "The tour ends in Kerkennah",
    ]
    assert [time.attributes["datetime"] for time in rows[0].all("time")] == ["08:30", "11:30"]


def test_an_estimate_looks_like_one_and_says_its_source_on_hover_and_tap() -> None:
    figures = shown(sample_plan()).all("details", "iti-estimate")
    assert len(figures) == 4
    assert figures[0].attributes["title"] == "road table, estimate"
    assert figures[0].one("bdi").line == "road table, estimate"
    assert figures[0].one("summary").line == "≈ 2 h 30 · 165 km"


def test_the_days_asked_for_are_open_and_no_other() -> None:
    def is_open(page: Element) -> list[bool]:
        return ["open" in card.all("details")[0].attributes for card in page.all(class_="iti-card")]

    assert is_open(shown(sample_plan())) == [False, False]
    assert is_open(shown(sample_plan(), open_dates={TUESDAY})) == [False, True]


def test_arabic_runs_from_right_to_left_with_names_set_apart() -> None:
    page = shown(sample_plan(), "ar")
    assert page.one("ol", "iti").attributes["dir"] == "rtl"
    assert page.one("ol", "iti").attributes["lang"] == "ar"
    assert "سبيطلة" in [bdi.line for bdi in page.all("bdi")]
    left_to_right = shown(sample_plan(), "fr").one("ol", "iti")
    assert left_to_right.attributes["dir"] == "ltr"


def test_a_rest_day_says_so_on_its_card() -> None:
    plan = replace(sample_plan(), teams=(Team("t", (Day(MONDAY, "sfax", "sfax", ()),)),))
    (summary,) = shown(plan).all("summary")
    assert summary.line == "1 Monday 9 March 08:00–19:00 Rest day in Sfax Night in Sfax"


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "' onmouseover='alert(1)",
        "</bdi></li></ol><style>*{display:none}</style>",
        "{{ 7 * 7 }}{% raw %}",
        "${alert(1)} `x` \\x3c",
        "&lt;b&gt;",
        "javascript:alert(1)",
        "\u202eevil\u2066",
    ],
)
def test_hostile_names_stay_text(name: str) -> None:
    page = shown(named(name))
    plain = shown(named("X"))
    assert [element.tag for element in page.all()] == [element.tag for element in plain.all()]
    assert {key for one in page.all() for key in one.attributes} == {
        key for one in plain.all() for key in one.attributes
    }
    assert name in [bdi.text for bdi in page.all("bdi")]


def test_control_characters_do_not_get_onto_the_page() -> None:
    html = itinerary_html(itinerary(named("Ga\x00f\x1bsa"), ENGLISH), ENGLISH)
    assert "Ga f sa" in html
    assert not {character for character in html if ord(character) < 32} - {"\n"}


def test_the_stylesheet_has_the_colour_of_every_day_and_fetches_nothing() -> None:
    for index, colour in enumerate(OKABE_ITO, start=1):
        assert f".iti-day-{index} {{ --iti-day: {colour};" in ITINERARY_CSS
    assert "url(" not in ITINERARY_CSS
    assert "@import" not in ITINERARY_CSS


def test_the_same_plan_gives_the_same_html() -> None:
    days = itinerary(sample_plan(), ENGLISH)
    assert itinerary_html(days, ENGLISH) == itinerary_html(days, ENGLISH)


def test_an_event_says_how_its_invitation_stands():
    days = itinerary(sample_plan(), language("en"))
    answers = {
        "sfax": EventAnswer(InvitationState.DECLINED),
        "kerkennah": EventAnswer(InvitationState.ACCEPTED),
    }
    page = itinerary_html(days, language("en"), answers=answers)
    assert page.count("iti-answer ") == 2
    assert '<span class="iti-answer iti-answer-fault">declined</span>' in page
    assert '<span class="iti-answer iti-answer-good">accepted</span>' in page
    assert "iti-answer" not in itinerary_html(days, language("en"))


def test_what_was_answered_to_other_hours_is_said_with_them_and_is_nothing_good():
    days = itinerary(sample_plan(), language("en"))
    asked = datetime(2020, 3, 9, 13, tzinfo=ZoneInfo("Africa/Tunis"))
    answers = {"sfax": EventAnswer(InvitationState.ACCEPTED, asked)}
    page = itinerary_html(days, language("en"), answers=answers)
    said = "Mon 9 at 13:00: accepted; not asked about these hours yet"
    assert f'<span class="iti-answer iti-answer-open">{said}</span>' in page
