from __future__ import annotations

import pytest

from caravan.geocoding.hint import fits_hint, keys_of_hint, split_hint


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("El Hamma, Gabès", ("El Hamma", "Gabès")),
        ("El Hamma (Gabès)", ("El Hamma", "Gabès")),
        ("El Hamma (Gabès", ("El Hamma", "Gabès")),
        ("الحامة، قابس", ("الحامة", "قابس")),
        ("El Hamma, Gabès, Tunisie", ("El Hamma", "Gabès, Tunisie")),
        ("Gafsa", ("Gafsa", "")),
        (" Gafsa ,", ("Gafsa", "")),
        ("(Gabès)", ("(Gabès)", "")),
        (", Gabès", (", Gabès", "")),
        ("", ("", "")),
    ],
)
def test_a_hint_follows_a_comma_or_stands_in_brackets(text, parts):
    assert split_hint(text) == parts


def test_the_whole_hint_is_looked_for_before_its_words():
    assert keys_of_hint("gouvernorat de Gabès")[0] == "gouvernoratdegabes"
    assert keys_of_hint("gouvernorat de Gabès")[-2:] == ("gouvernorat", "gabes")


@pytest.mark.parametrize("hint", ["Gabès", "gabes", "قابس", "TN", "TN-81", "gouvernorat de Gabès"])
def test_a_hint_fits_an_area_by_any_of_its_names(hint):
    assert fits_hint(hint, ("Gabès", "قابس", "TN-81", "TN"))


@pytest.mark.parametrize("hint", ["Tozeur", "", "😀", "Gab"])
def test_another_hint_does_not(hint):
    assert not fits_hint(hint, ("Gabès", "قابس", "TN", ""))
