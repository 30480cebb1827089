"""A text in several languages."""

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.names import MAX_LENGTH, Names


def test_names_are_kept_by_language_in_order_of_the_code():
    assert Names.of(fr="Gafsa", ar="قفصة") == Names((("ar", "قفصة"), ("fr", "Gafsa")))


def test_absent_languages_are_left_out():
    assert Names.of(fr="Gafsa", ar=None, en="") == Names.of(fr="Gafsa")


def test_the_name_in_a_language_is_given_or_nothing():
    names = Names.of(fr="Gafsa", ar="قفصة")
    assert names.given("ar") == "قفصة"
    assert names.given("en") is None


@pytest.mark.parametrize(
    ("texts", "language", "best"),
    [
        ({"ar": "قفصة", "fr": "Gafsa", "en": "Capsa"}, "ar", "قفصة"),
        ({"ar": "قفصة", "fr": "Gafsa", "en": "Capsa"}, "de", "Gafsa"),
        ({"ar": "قفصة", "en": "Capsa"}, "fr", "Capsa"),
        ({"ar": "قفصة"}, "fr", "قفصة"),
    ],
)
def test_the_best_name_is_in_the_language_else_french_else_english_else_any(texts, language, best):
    assert Names.of(**texts).in_language(language) == best


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ((), "a name is missing"),
        ((("fr", "  "),), "the name in “fr” is empty"),
        ((("FR", "Gafsa"),), "“FR” is not a language code"),
        ((("french", "Gafsa"),), "“french” is not a language code"),
        ((("fr", "Gafsa"), ("fr", "Capsa")), "a language is given twice for one name"),
        (
            (("fr", "x" * (MAX_LENGTH + 1)),),
            "the name “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has 301 characters, at most 300 are allowed",
        ),
    ],
)
def test_a_bad_name_is_refused_with_the_reason(texts, problem):
    with pytest.raises(ImpossibleValue) as refusal:
        Names(texts)
    assert str(refusal.value) == problem


def test_the_longest_name_is_accepted():
    assert len(Names.of(fr="x" * MAX_LENGTH).in_language("fr")) == 300
