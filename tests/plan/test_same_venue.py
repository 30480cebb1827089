"""A typing error that is mended, or a translation that is added, is no other hall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.plan.same_venue import same_venue
from caravan.tour.names import Names

HALL = Names.of(fr="Maison de la Culture", ar="دار الثقافة")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Names.of(fr="Théâtre"), Names.of(fr="theatre")),
        (Names.of(fr="Salle des fêtes"), Names.of(fr="SALLE  DES-FETES.")),
        (Names.of(fr="Maison de la culture"), HALL),
        (Names.of(ar="دار الثقافه"), HALL),
        # Mended in one language, and as it was in the other.
        (Names.of(fr="Maison de la cultre", ar="دار الثقافة"), HALL),
        (Names.of(fr="L’Espace"), Names.of(fr="l'espace")),
        (Names.of(fr="★"), Names.of(fr="★")),
        (Names.of(fr="a" * 250 + "É"), Names.of(fr="a" * 250 + "e")),
    ],
)
def test_the_same_place_differently_written(one, other):
    assert same_venue(one, other)
    assert same_venue(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Names.of(fr="Théâtre"), Names.of(fr="Stade")),
        (Names.of(fr="Théâtre"), None),
        # No language that both have: nobody can tell.
        (Names.of(fr="Théâtre"), Names.of(ar="المسرح")),
        (Names.of(fr="Théâtre"), Names.of(en="Théâtre")),
        (Names.of(fr="Salle 1"), Names.of(fr="Salle 2")),
        (Names.of(fr="Salle 1, 2e étage"), Names.of(fr="Salle 12, e étage")),
        (Names.of(fr="★"), Names.of(fr="☆")),
        (Names.of(fr="a" * 250 + "b"), Names.of(fr="a" * 250 + "c")),
        (HALL, Names.of(fr="Théâtre", ar="المسرح", en="Maison de la Culture")),
    ],
)
def test_another_place(one, other):
    assert not same_venue(one, other)
    assert not same_venue(other, one)


def test_nothing_known_twice_is_no_difference():
    assert same_venue(None, None)


# Letters, for a text of signs alone says nothing that folding leaves.
WORDS = st.lists(st.text("abcdeéçÀÖñÉ", min_size=1, max_size=8), min_size=1, max_size=4)
CODES = st.sampled_from(("ar", "en", "fr"))
NAMES = st.dictionaries(CODES, WORDS, min_size=1)
PLAIN = str.maketrans("éçàöñ", "ecaon")


def bare(words):
    """Folded by hand, for the few letters drawn here."""
    return "".join(words).lower().translate(PLAIN)


def written(drawn, between):
    return Names.of(**{code: between.join(words) for code, words in drawn.items()})


@given(NAMES, NAMES, st.sampled_from((" ", "-", ", ", "  ")))
def test_they_are_the_same_exactly_when_a_language_of_both_says_the_same_letters(a, b, between):
    expected = any(code in b and bare(a[code]) == bare(b[code]) for code in a)
    assert same_venue(written(a, " "), written(b, between)) is expected
    assert same_venue(written(b, between), written(a, " ")) is expected


@given(NAMES, NAMES, st.sampled_from((str.upper, str.lower, str.title)))
def test_more_languages_and_other_letters_never_make_it_another_place(a, more, case):
    mended = {**more, **{code: [case(word) for word in words] for code, words in a.items()}}
    assert same_venue(written(a, " "), written(mended, "-"))
