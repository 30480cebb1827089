"""Formats of the three languages, written out exactly; ␣ stands for the space that does not break."""

from __future__ import annotations

from datetime import date

import pytest

from caravan.errors import Message, msg
from caravan.language.language import LANGUAGES, language
from caravan.tour.names import Names

FRENCH, ARABIC, ENGLISH = language("fr"), language("ar"), language("en")


def shown(text: str) -> str:
    return text.replace("\u00a0", "␣").replace("\u202f", "␣")


def test_french_is_the_default_language():
    assert LANGUAGES[0] == "fr"


def test_an_unknown_language_is_refused():
    with pytest.raises(KeyError):
        language("de")


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_arabic_alone_runs_from_right_to_left(code, direction):
    assert language(code).direction == direction


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fr", "mardi 10 mars"), ("ar", "الثلاثاء 10 مارس"), ("en", "Tuesday 10 March")],
)
def test_a_date_names_its_weekday(code, expected):
    assert language(code).date(date(2020, 3, 10)) == expected
    assert language(code).long_date(date(2020, 3, 10)) == f"{expected} 2020"


def test_french_counts_the_first_of_a_month_as_an_ordinal():
    assert FRENCH.date(date(2020, 4, 1)) == "mercredi 1er avril"
    assert FRENCH.dates(date(2020, 4, 1), date(2020, 4, 2)) == "1er–2 avril 2020"


def test_months_in_arabic_are_those_of_tunisia():
    names = [ARABIC.date(date(2020, month, 2)).split()[-1] for month in (1, 4, 6, 7, 8)]
    assert names == ["جانفي", "أفريل", "جوان", "جويلية", "أوت"]


@pytest.mark.parametrize(
    ("code", "within_month", "within_year", "across_years"),
    [
        ("fr", "9–16 mars 2020", "30 mars – 2 avril 2020", "30 décembre 2020 – 2 janvier 2021"),
        (
            "ar",  # in words: which end of "9–16" comes first would depend on the reader
            "من 9 إلى 16 مارس 2020",
            "من 30 مارس إلى 2 أفريل 2020",
            "من 30 ديسمبر 2020 إلى 2 جانفي 2021",
        ),
        ("en", "9–16 March 2020", "30 March – 2 April 2020", "30 December 2020 – 2 January 2021"),
    ],
)
def test_a_span_of_dates_says_once_what_both_have_in_common(
    code, within_month, within_year, across_years
):
    speaks = language(code)
    assert speaks.dates(date(2020, 3, 9), date(2020, 3, 16)) == within_month
    assert speaks.dates(date(2020, 3, 30), date(2020, 4, 2)) == within_year
    assert speaks.dates(date(2020, 12, 30), date(2021, 1, 2)) == across_years


def test_a_span_of_one_date_is_that_date():
    assert FRENCH.dates(date(2020, 3, 9), date(2020, 3, 9)) == "9 mars 2020"


@pytest.mark.parametrize("code", LANGUAGES)
def test_times_have_24_hours_and_latin_digits(code):
    assert language(code).clock(8 * 60 + 5) == "08:05"
    assert language(code).clock(17 * 60 + 30) == "17:30"


@pytest.mark.parametrize(
    ("minutes", "french", "arabic", "english"),
    [
        (0, "0␣min", "0␣د", "0␣min"),
        (45, "45␣min", "45␣د", "45␣min"),
        (60, "1␣h", "1␣س", "1␣h"),
        (105, "1␣h␣45", "1␣س␣45␣د", "1␣h␣45"),
        (1445, "24␣h␣05", "24␣س␣05␣د", "24␣h␣05"),
        (60_000, "1␣000␣h", "1.000␣س", "1,000␣h"),
    ],
)
def test_a_duration_never_breaks_at_the_end_of_a_line(minutes, french, arabic, english):
    assert shown(FRENCH.duration(minutes)) == french
    assert shown(ARABIC.duration(minutes)) == arabic
    assert shown(ENGLISH.duration(minutes)) == english


@pytest.mark.parametrize(
    ("km", "french", "arabic", "english"),
    [
        (0.4, "0␣km", "0␣كم", "0␣km"),
        (106.6, "107␣km", "107␣كم", "107␣km"),
        (1234, "1␣234␣km", "1.234␣كم", "1,234␣km"),
    ],
)
def test_distances_are_whole_kilometres(km, french, arabic, english):
    assert shown(FRENCH.km(km)) == french
    assert shown(ARABIC.km(km)) == arabic
    assert shown(ENGLISH.km(km)) == english


def test_numbers_and_shares_have_the_separators_of_the_language():
    assert [language(code).number(3.25) for code in LANGUAGES] == ["3,25", "3,25", "3.25"]
    shares = [shown(language(code).percent(0.0256)) for code in LANGUAGES]
    assert shares == ["2,6␣%", "2,6␣%", "2.6%"]
    assert shown(FRENCH.percent(0)) == "0␣%"
    assert shown(FRENCH.percent(1)) == "100␣%"


def test_a_listing_is_joined_as_the_language_does():
    towns = ["Gafsa", "Tozeur", "Douz"]
    assert FRENCH.listing(towns) == "Gafsa, Tozeur et Douz"
    assert ENGLISH.listing(towns) == "Gafsa, Tozeur and Douz"
    assert ARABIC.listing(["قفصة", "توزر", "دوز"]) == "قفصة وتوزر ودوز"
    assert FRENCH.listing(["Gafsa"]) == "Gafsa"
    assert FRENCH.listing([]) == ""


def test_a_text_is_translated_and_filled_in():
    assert FRENCH.text("Arrival in {town}", town="Gafsa") == "Arrivée à Gafsa"
    assert ARABIC.text("Arrival in {town}", town="قفصة") == "الوصول إلى قفصة"
    assert ENGLISH.text("Arrival in {town}", town="Gafsa") == "Arrival in Gafsa"


def test_braces_in_a_value_stay_as_they_are():
    assert FRENCH.text("Arrival in {town}", town="{town.__class__}") == "Arrivée à {town.__class__}"


def test_the_empty_text_stays_empty():
    # The entry of the empty text in a catalog is its header.
    assert FRENCH.text("") == ""
    assert FRENCH.message(Message("")) == ""


def test_a_message_is_translated_with_its_values():
    message = msg("“{id}” is not a town of the tour", id="gafsa")
    assert shown(FRENCH.message(message)) == "«␣gafsa␣» n’est pas une ville de la tournée"
    assert ENGLISH.message(message) == "“gafsa” is not a town of the tour"


@pytest.mark.parametrize(
    ("number", "french", "arabic"),
    [
        (0, "0 événement", "لا لقاءات"),
        (1, "1 événement", "لقاء واحد"),
        (2, "2 événements", "لقاءان"),
        (3, "3 événements", "3 لقاءات"),
        (10, "10 événements", "10 لقاءات"),
        (11, "11 événements", "11 لقاءً"),
        (99, "99 événements", "99 لقاءً"),
        (100, "100 événements", "100 لقاء"),
        (103, "103 événements", "103 لقاءات"),
        (1000, "1␣000 événements", "1.000 لقاء"),
    ],
)
def test_a_count_takes_the_plural_form_of_the_language(number, french, arabic):
    assert shown(FRENCH.count("{number} event", "{number} events", number)) == french
    assert ARABIC.count("{number} event", "{number} events", number) == arabic


def test_english_counts_without_a_catalog():
    assert ENGLISH.count("{number} event", "{number} events", 1) == "1 event"
    assert ENGLISH.count("{number} event", "{number} events", 0) == "0 events"


def test_a_name_is_taken_in_the_language_or_else_in_french():
    names = Names.of(fr="Gafsa", ar="قفصة")
    assert ARABIC.name(names) == "قفصة"
    assert ENGLISH.name(names) == "Gafsa"


def test_names_may_be_in_a_language_without_a_catalog():
    romanian = ENGLISH.with_names_in("ro")
    names = Names.of(en="Bucharest", fr="Bucarest", ro="București")
    assert romanian.name(names) == "București"
    assert romanian.text("Plan") == "Plan"
    assert ENGLISH.name(names) == "Bucharest"


def test_translations_are_not_shared_with_the_rest_of_the_process():
    import builtins

    language("ar").text("Plan")
    assert not hasattr(builtins, "_")


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "Monday 9 March 2020"), ("fr", "lundi 9 mars 2020"), ("ar", "الاثنين 9 مارس 2020")],
)
def test_dates_in_messages_are_in_words(code, text):
    message = Message("{town} on {date}", (("date", "2020-03-09"), ("town", "Sfax")))
    assert language(code).message(message) == f"Sfax on {text}"
    assert str(message) == "Sfax on 2020-03-09"


@pytest.mark.parametrize("value", ["2020-02-30", "2020-03-09T10:00", "on 2020-03-09", "", 20200309])
def test_what_is_no_date_stays_as_it_is(value):
    assert language("fr").message(Message("<{x}>", (("x", value),))) == f"<{value}>"
